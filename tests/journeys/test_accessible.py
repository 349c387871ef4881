"""The key pages, read by axe in both languages, on a phone and on a desk: no violation of its rules."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.applying_scenes import (
    of_a_team,
    of_an_application_with_all_pages,
    of_the_office_beside_applicants,
    of_what_comes_after,
)
from tests.journeys.asking_scenes import of_a_written_test, of_references
from tests.journeys.conftest import SCREENS
from tests.journeys.interview_scenes import of_a_meeting, of_an_interview
from tests.journeys.person import WIDER_THAN_THE_SCREEN
from tests.journeys.scenes import (
    of_a_notice_being_changed,
    of_a_notice_being_written,
    of_a_profile,
    of_an_application_being_written,
    of_the_selection,
)
from tests.journeys.visiting import visits

pytestmark = pytest.mark.django_db(transaction=True)


SCENES = (
    of_the_selection,
    of_an_interview,
    of_a_meeting,
    of_a_written_test,
    of_references,
    of_an_application_being_written,
    of_an_application_with_all_pages,
    of_a_team,
    of_what_comes_after,
    of_a_profile,
    of_a_notice_being_written,
    of_a_notice_being_changed,
    of_the_office_beside_applicants,
)


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_axe_finds_nothing_wrong(scene, language, screen, browser, live_server):
    axe = Axe()
    context = browser.new_context(viewport=SCREENS[screen], bypass_csp=True)
    page = context.new_page()
    found = {}
    for name, address in visits(scene, language, page, live_server.url):
        if screen == "phone" and page.evaluate(WIDER_THAN_THE_SCREEN):
            found[name, "wider than the screen"] = address
        report = axe.run(page).response
        assert len(report["passes"]) > 15, address
        wrong = report["violations"]
        found |= {(name, one["id"]): [node["html"] for node in one["nodes"]] for one in wrong}
    context.close()
    assert found == {}
