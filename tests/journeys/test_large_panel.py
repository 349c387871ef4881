"""A panel of five over two hundred candidates and eight criteria, from the round to the report, in a real browser."""

import re
from time import process_time

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from applications.intake.models import Application
from applications.reports.models import Making
from applications.scoring.models import Round
from tests.factories.large import CRITERIA, large_panel, marked
from tests.factories.portal import PASSWORD
from tests.factories.scoring import chair_of
from tests.factories.screening import officer_of
from tests.journeys.meter import Meter
from tests.journeys.visiting import session_of

pytestmark = pytest.mark.django_db(transaction=True)

FEW, MANY = 25, 200
MOST_QUERIES = 20
# The first page after somebody's step works out the frame as well: what waits, the stages, the tabs.
MOST_AT_FIRST = 36
# What is read for one candidate more may cost so much more, and not more: eight times the candidates.
LINEAR = MANY / FEW * 1.25
# Below so many seconds a request is too short to be compared.
SHORT = 0.05
# Seconds of the processor for the report, the better of two; others may keep the machine busy meanwhile.
MOST_SECONDS = 10


class Run:
    """The people of one selection at one browser, each in turn."""

    def __init__(self, page, home, candidates):
        self.page, self.home = page, home
        self.panel = large_panel(candidates)
        self.vacancy, self.chair = self.panel.vacancy, chair_of(self.panel)
        self.officer = officer_of(self.vacancy)
        self.names = {}

    def at(self, person):
        self.page.context.clear_cookies()
        self.page.context.add_cookies([session_of(person, self.home)])

    def opens(self, name, *parts, query=""):
        path = reverse(name, args=parts)
        self.names[path] = name
        assert self.page.goto(f"{self.home}{path}{query}").ok, path
        # Once more, now that the frame of the page is known.
        assert self.page.request.get(f"{self.home}{path}{query}").ok, path

    def presses(self, words):
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("button", name=words).last.click()

    def confirms(self, words):
        """With the password, as what cannot be undone is."""
        self.page.locator("input[type=password]").fill(PASSWORD)
        self.presses(words)

    def goes(self):
        """Everything a selection needs, page by page."""
        self.the_office_looks()
        self.a_round_is_opened()
        for sheet in self.round.sheets.order_by("pk"):
            self.a_member_marks(sheet)
        self.the_round_is_locked()
        self.the_ranking_is_made()
        self.the_report_is_taken()

    def the_office_looks(self):
        self.at(self.officer)
        for name in ("desk:vacancy", "screening:long-list", "reports:receipts"):
            self.opens(name, self.vacancy.pk)

    def a_round_is_opened(self):
        self.at(self.chair)
        self.opens("panels:panel", self.panel.pk)
        self.opens("scoring:open", self.panel.pk)
        self.presses("Open the round")
        self.round = Round.objects.get(panel=self.panel)

    def a_member_marks(self, sheet):
        """One candidate by hand, the others as a factory does; then the sheet is handed in."""
        marked(sheet, but=1)
        self.at(sheet.seat.user)
        person = Application.objects.get(pk=sheet.order[0])
        self.opens("scoring:round", self.round.pk)
        self.opens("scoring:sheet", sheet.pk)
        self.opens("scoring:candidate", sheet.pk, person.code)
        for criterion in CRITERIA:
            block = self.page.locator(f"#crit-{criterion}")
            if block.get_attribute("open") is None:
                block.locator("summary").first.click()
            block.get_by_role("radio", name=re.compile(r"^4\b")).check()
            block.get_by_role("textbox").last.fill(f"Seen in the CV: {criterion}")
        with self.page.expect_navigation():
            self.page.locator(".sheet-bar button").last.click()
        self.opens("scoring:hand-in", sheet.pk)
        self.presses("Hand in the score sheet")

    def the_round_is_locked(self):
        self.at(self.chair)
        self.opens("scoring:round", self.round.pk)
        self.opens("scoring:compare", self.round.pk, "C1")
        self.opens("scoring:lock", self.round.pk)
        self.confirms("Lock the round")
        for sheet in self.round.sheets.select_related("seat__user"):
            self.at(sheet.seat.user)
            self.opens("scoring:sign", sheet.pk)
            self.confirms("Sign")

    def the_ranking_is_made(self):
        self.at(self.chair)
        self.opens("ranking:results", self.vacancy.pk)
        self.opens("ranking:open-prices", self.vacancy.pk)
        self.presses("Open the prices")
        self.opens("ranking:make", self.vacancy.pk)
        self.presses("Make the ranking")
        self.opens("ranking:results", self.vacancy.pk, query="?page=1")
        self.opens("decisions:decision", self.vacancy.pk)

    def the_report_is_taken(self):
        self.at(self.officer)
        for name in ("ranking:results", "decisions:decision", "desk:record"):
            self.opens(name, self.vacancy.pk)
        self.opens("scoring:round", self.round.pk)
        self.seconds = min(self.a_report_is_made() for _time in range(2))
        making = Making.objects.filter(vacancy=self.vacancy).latest("pk")
        assert making.done == making.parts - 1

    def a_report_is_made(self):
        """The seconds from the button to the file."""
        self.opens("reports:index", self.vacancy.pk)
        begun = process_time()
        place = self.page.get_by_role("region", name="Evaluation report")
        with self.page.expect_navigation():
            place.get_by_role("button", name="English").click()
        expect(self.page.locator("#paper a[href$='/file']")).to_be_visible()
        return process_time() - begun


@pytest.fixture
def run(browser, live_server):
    """`run(candidates)`: the run, and what its pages cost."""

    def run(candidates):
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en")
        went = Run(context.new_page(), live_server.url, candidates)
        with Meter() as meter:
            went.goes()
        context.close()
        return went, {name: meter.of(f"GET {path}") for path, name in went.names.items()}

    return run


def test_no_page_asks_more_than_twenty_times_or_grows_worse_than_its_candidates(run):
    """The first page after somebody has done something works its frame out as well; it asks no more of many than of few."""
    _few, before = run(FEW)
    went, after = run(MANY)
    assert len(after) >= 17
    assert {name: fewest for name, (_first, fewest, _s) in after.items() if fewest > MOST_QUERIES} == {}
    assert {name: first for name, (first, *_rest) in after.items() if first > MOST_AT_FIRST} == {}
    more = {name: (before[name][0], first) for name, (first, _fewest, _s) in after.items()}
    assert {name: pair for name, pair in more.items() if pair[1] > pair[0]} == {}
    grown = {name: seconds / max(before[name][2], SHORT) for name, (*_asked, seconds) in after.items()}
    assert {name: times for name, times in grown.items() if times > LINEAR} == {}
    assert went.seconds < MOST_SECONDS
