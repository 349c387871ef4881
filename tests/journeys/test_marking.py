"""Marking for hours by the keyboard alone, on a desk, a tablet and a phone: nothing is lost and the focus stays where one works."""

import pytest
from playwright.sync_api import expect

from tests.applications.scoring.test_views import candidate, codes, page, stored
from tests.factories.scoring import of, opened_round
from tests.journeys.conftest import PATIENCE
from tests.journeys.visiting import session_of

pytestmark = pytest.mark.django_db(transaction=True)

WIDE = "document.documentElement.scrollWidth > window.innerWidth"


@pytest.fixture
def sheet():
    return of(opened_round(candidates=2), 1)


@pytest.fixture
def sit_down(browser, live_server, sheet):
    """`sit_down(width)`: the member of the sheet at a browser of that width, and the way to open an address in it."""
    contexts = []

    def sit(width=1280):
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="en")
        context.add_cookies([session_of(sheet.seat.user, live_server.url)])
        contexts.append(context)
        return context.new_page()

    yield sit
    for context in contexts:
        context.close()


def test_a_sheet_is_filled_by_the_keyboard_alone(sit_down, sheet, live_server):
    screen = sit_down()
    screen.goto(live_server.url + candidate(sheet))
    for criterion, step in (("A", "4"), ("B", "3")):
        screen.keyboard.press("Alt+j")
        expect(screen.locator(f"#crit-{criterion} input:focus")).to_have_count(1)
        screen.locator(f"#crit-{criterion}").get_by_role("radio").nth(int(step)).focus()
        screen.keyboard.press("Space")
        screen.keyboard.press("Tab")
        screen.keyboard.type(f"Reason {criterion}")
    screen.keyboard.press("Alt+k")
    expect(screen.locator("#crit-A input:focus")).to_have_count(1)
    expect(screen.locator("[data-line]")).to_contain_text("Saved")
    whole = {"A": (4, "Reason A"), "B": (3, "Reason B")}
    for _moment in range(PATIENCE // 250):
        if stored() == whole:
            break
        screen.wait_for_timeout(250)
    assert stored() == whole

    screen.keyboard.press("Alt+n")
    screen.wait_for_url(f"**{candidate(sheet, 1)}#crit-A")
    expect(screen.locator("#crit-A input:focus")).to_have_count(1)
    screen.keyboard.press("Alt+m")
    expect(screen.locator("#paper:focus")).to_have_count(1)
    screen.keyboard.press("Alt+m")
    expect(screen.locator("#crit-A input:focus")).to_have_count(1)


def test_keys_lead_from_candidate_to_candidate_on_one_criterion(sit_down, sheet, live_server):
    screen = sit_down()
    screen.goto(live_server.url + page("criterion", sheet.pk, "A", 1))
    for code in codes(sheet):
        screen.keyboard.press("Alt+j")
        expect(screen.locator(f"#crit-{code} input:focus")).to_have_count(1)
    screen.keyboard.press("Alt+n")
    screen.wait_for_url(f"**{page('sheet', sheet.pk)}")


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_the_pages_of_marking_fit_the_screen(sit_down, sheet, live_server, width):
    screen = sit_down(width)
    for address in (
        f"{candidate(sheet)}?word=criterion",
        page("criterion", sheet.pk, "A", 1),
        page("sheet", sheet.pk),
    ):
        screen.goto(live_server.url + address)
        assert not screen.evaluate(WIDE), address
