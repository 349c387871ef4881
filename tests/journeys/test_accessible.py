"""The key pages, read by axe in both languages, on a phone and on a desk: no violation of its rules."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from tests.factories.decisions import ranked_selection, recommended
from tests.factories.intake import filled_application
from tests.factories.portal import HotlineFactory, NewsFactory, PageFactory
from tests.factories.scoring import of, opened_round
from tests.factories.vacancies import DutyStationFactory, planned_vacancy
from tests.journeys.conftest import SCREENS

pytestmark = pytest.mark.django_db(transaction=True)


def scene():
    """(who reads it, address) of each page; addresses are of the active language."""
    vacancy = planned_vacancy(published=True, method="cumulative")
    DutyStationFactory(vacancy=vacancy)
    HotlineFactory(office=vacancy.office)
    NewsFactory()
    PageFactory(slug="how-selection-works")
    draft = filled_application(vacancy)
    sheet = of(opened_round(method="cumulative"), 1)
    candidate = sheet.vacancy.applications.first()
    selection = ranked_selection(method="cumulative", unfit=1)
    recommended(selection)
    decided = selection.vacancy.pk
    return [
        (None, "listing:home", []),
        (None, "listing:vacancies", []),
        (None, "listing:vacancy", [vacancy.slug]),
        (None, "account_login", []),
        (draft.applicant, "intake:page", [draft.key, "statements"]),
        (draft.applicant, "intake:review", [draft.key]),
        (sheet.seat.user, "scoring:candidate", [sheet.pk, candidate.code]),
        (selection.chair, "ranking:results", [decided]),
        (selection.approver, "decisions:decision", [decided]),
        (selection.officer, "screening:application", [selection.applications[0].key]),
        (selection.officer, "desk:home", []),
    ]


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
def test_axe_finds_nothing_wrong(language, screen, browser, live_server):
    axe = Axe()
    context = browser.new_context(viewport=SCREENS[screen], bypass_csp=True)
    page = context.new_page()
    found = {}
    for reader, name, parts in scene():
        with override(language):
            address = live_server.url + reverse(name, args=parts)
        context.clear_cookies()
        if reader:
            context.add_cookies([session_of(reader, live_server.url)])
        assert page.goto(address).ok, address
        report = axe.run(page).response
        assert len(report["passes"]) > 15, address
        wrong = report["violations"]
        found |= {(name, one["id"]): [node["html"] for node in one["nodes"]] for one in wrong}
    context.close()
    assert found == {}
