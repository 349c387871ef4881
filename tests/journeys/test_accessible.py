"""The key pages, read by axe in both languages, on a phone and on a desk: no violation of its rules."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from tests.journeys.applying_scenes import (
    of_a_team,
    of_an_application_with_all_pages,
    of_the_office_beside_applicants,
    of_what_comes_after,
)
from tests.journeys.conftest import SCREENS
from tests.journeys.person import WIDER_THAN_THE_SCREEN
from tests.journeys.scenes import (
    of_a_notice_being_changed,
    of_a_notice_being_written,
    of_a_profile,
    of_an_application_being_written,
    of_the_selection,
)

pytestmark = pytest.mark.django_db(transaction=True)


SCENES = (
    of_the_selection,
    of_an_application_being_written,
    of_an_application_with_all_pages,
    of_a_team,
    of_what_comes_after,
    of_a_profile,
    of_a_notice_being_written,
    of_a_notice_being_changed,
    of_the_office_beside_applicants,
)


def session_of(user, address):
    """The cookie with which `user` is signed in."""
    client = Client()
    client.force_login(user)
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": address,
    }


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_axe_finds_nothing_wrong(scene, language, screen, browser, live_server):
    axe = Axe()
    context = browser.new_context(viewport=SCREENS[screen], bypass_csp=True)
    page = context.new_page()
    found = {}
    for reader, name, parts, *query in scene():
        with override(language):
            address = "".join([live_server.url, reverse(name, args=parts), *query])
        context.clear_cookies()
        if reader:
            context.add_cookies([session_of(reader, live_server.url)])
        assert page.goto(address).ok, address
        assert page.url == address
        if screen == "phone" and page.evaluate(WIDER_THAN_THE_SCREEN):
            found[name, "wider than the screen"] = address
        report = axe.run(page).response
        assert len(report["passes"]) > 15, address
        wrong = report["violations"]
        found |= {(name, one["id"]): [node["html"] for node in one["nodes"]] for one in wrong}
    context.close()
    assert found == {}
