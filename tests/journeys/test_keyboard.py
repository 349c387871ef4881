"""Every control of the pages of applying is reached by the tabulator, in the order of the page, and shows that it has the focus."""

import pytest

from tests.journeys.applying_scenes import (
    of_a_team,
    of_an_application_with_all_pages,
    of_the_office_beside_applicants,
    of_what_comes_after,
)
from tests.journeys.conftest import SCREENS
from tests.journeys.visiting import visits

pytestmark = pytest.mark.django_db(transaction=True)

# What is folded is unfolded first. Of radio buttons of one name the tabulator stops at one; a date has stops of its own.
LISTEN = """() => {
  for (const one of document.querySelectorAll("details")) one.open = true;
  const stops = [], groups = new Set();
  let steps = 3;
  for (const one of document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")) {
    if (one.disabled || one.ariaHidden || one.type === "hidden" || !one.checkVisibility({visibilityProperty: true})) continue;
    if (one.type === "radio") {
      const all = [...document.getElementsByName(one.name)].filter(other => other.form === one.form);
      if (one !== (all.find(other => other.checked) || all[0])) continue;
    }
    steps += /^(date|time|month)/.test(one.type) ? 9 : 1;
    stops.push(one);
  }
  const words = one => one.outerHTML.slice(0, 160);
  window.reached = []; window.unseen = [];
  const drawn = one => one && getComputedStyle(one).outlineStyle !== "none" && one.getBoundingClientRect().width > 8;
  document.addEventListener("focusin", event => {
    const one = event.target;
    window.reached.push(stops.includes(one) ? stops.indexOf(one) : words(one));
    if (!one.matches(":focus-visible") || !(drawn(one) || drawn(one.nextElementSibling))) window.unseen.push(words(one));
  });
  window.stops = stops.map(words);
  return steps;
}"""
FOUND = "() => [window.stops, window.reached, window.unseen]"


def faults_of(stops, reached, unseen):
    """Controls that are not reached, come out of their turn, or do not show that they have the focus."""
    once = list(dict.fromkeys(reached))
    begin = once.index(0) if 0 in once else 0
    turned = once[begin:] + once[:begin]
    found = [f"not reached: {words}" for number, words in enumerate(stops) if number not in once]
    if not found and turned != list(range(len(stops))):
        found.append(f"out of order: {turned}")
    return [*found, *(f"not seen: {words}" for words in dict.fromkeys(unseen))]


@pytest.mark.parametrize(
    "scene",
    [of_an_application_with_all_pages, of_what_comes_after, of_a_team, of_the_office_beside_applicants],
    ids=lambda scene: scene.__name__,
)
def test_the_tabulator_reaches_everything_in_order(scene, browser, live_server):
    page = browser.new_context(viewport=SCREENS["desk"], bypass_csp=True).new_page()
    found = {}
    for name, address in visits(scene, "ru", page, live_server.url):
        for _step in range(page.evaluate(LISTEN)):
            page.keyboard.press("Tab")
        stops, reached, unseen = page.evaluate(FOUND)
        assert len(stops) > 15, address
        if faults := faults_of(stops, reached, unseen):
            found[name, address] = faults
    page.context.close()
    assert found == {}
