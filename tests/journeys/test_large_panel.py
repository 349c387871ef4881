"""A panel of five over two hundred candidates and eight criteria, from the round to the report, in a real browser."""

import re
from time import process_time

import pytest
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import expect

from applications.decisions.models import Decision
from applications.intake.models import Application
from applications.reports.models import Making
from applications.scoring.models import Round
from portal.accounts.roles import Role
from tests.factories.large import CRITERIA, large_panel, marked
from tests.factories.portal import PASSWORD, person_with
from tests.factories.scoring import chair_of
from tests.factories.screening import officer_of
from tests.journeys.meter import Meter
from tests.journeys.visiting import session_of

pytestmark = pytest.mark.django_db(transaction=True)

FEW, MANY = 25, 200
MOST_QUERIES = 20
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
        self.approver = person_with(Role.APPROVER, self.vacancy.office)
        # By the name of a page: the most questions and the seconds of each visit.
        self.costs = {}

    def at(self, person):
        self.page.context.clear_cookies()
        self.page.context.add_cookies([session_of(person, self.home)])

    def opens(self, name, *parts, query=""):
        path = reverse(name, args=parts)
        with Meter() as meter:
            # Nothing is known of the frame: as on the first page after somebody's step, at the worst.
            cache.clear()
            assert self.page.goto(f"{self.home}{path}{query}").ok, path
            # Once more, for a second time to compare.
            assert self.page.request.get(f"{self.home}{path}{query}").ok, path
        self.costs.setdefault(name, []).append(meter.of(f"GET {path}"))

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
        self.the_decision_is_made()
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

    def the_decision_is_made(self):
        self.opens("decisions:decision", self.vacancy.pk)
        self.page.locator("textarea[name='text']").fill("The first of the ranking, by a clear margin.")
        self.presses("Recommend")
        decision = Decision.objects.get(vacancy=self.vacancy)
        self.at(self.approver)
        self.opens("decisions:decision", self.vacancy.pk)
        self.opens("decisions:approve", decision.pk)
        self.presses("Approve")
        self.at(self.officer)
        for name in ("decisions:announce", "decisions:letters"):
            self.opens(name, decision.pk)
        self.page.goto(f"{self.home}{reverse('decisions:announce', args=[decision.pk])}")
        self.presses("Announce and send the letters")

    def the_report_is_taken(self):
        self.at(self.officer)
        self.opens("desk:vacancy", self.vacancy.pk)
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
    """`run(candidates)`: the run, and by the names of its pages the most questions of a visit, and the seconds of the longest."""

    def run(candidates):
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en")
        went = Run(context.new_page(), live_server.url, candidates)
        went.goes()
        context.close()
        return went, {name: tuple(map(max, zip(*visits, strict=True))) for name, visits in went.costs.items()}

    return run


def test_no_page_asks_more_than_twenty_times_or_grows_worse_than_its_candidates(run):
    """Also the first page after somebody's step, which works out its frame: what waits, the stages, the tabs."""
    _few, before = run(FEW)
    went, after = run(MANY)
    assert len(after) >= 17
    assert {name: asked for name, (asked, _seconds) in after.items() if asked > MOST_QUERIES} == {}
    more = {name: (before[name][0], asked) for name, (asked, _seconds) in after.items()}
    assert {name: pair for name, pair in more.items() if pair[1] > pair[0]} == {}
    grown = {name: seconds / max(before[name][1], SHORT) for name, (_asked, seconds) in after.items()}
    assert {name: times for name, times in grown.items() if times > LINEAR} == {}
    assert went.seconds < MOST_SECONDS
