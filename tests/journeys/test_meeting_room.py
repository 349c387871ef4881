"""Before the screen of the meeting room: a presenter's two keys lead through the topics, and typing is left alone."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.journeys.interview_scenes import of_a_meeting
from tests.journeys.visiting import session_of

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_presenter_leads_through_the_topics_and_no_key_is_taken_from_who_writes(browser, live_server):
    reader, _name, (round_,) = of_a_meeting()[1]
    page = browser.new_context().new_page()
    page.context.add_cookies([session_of(reader, live_server.url)])
    at = {code: live_server.url + reverse("scoring:topic", args=[round_, code, "A"]) for code in ("C1", "C2")}
    page.goto(live_server.url + reverse("scoring:meeting", args=[round_]))
    for key, code in (("PageDown", "C1"), ("PageDown", "C2"), ("PageUp", "C1")):
        page.keyboard.press(key)
        expect(page).to_have_url(at[code])
    page.get_by_label("Minute of the discussion").fill("Both readings stand.")
    page.keyboard.press("PageDown")
    expect(page).to_have_url(at["C1"])

    page.get_by_role("button", name="Discussed: on to the next").click()
    expect(page).to_have_url(at["C2"])
    expect(page.get_by_text("1 of 2 discussed")).to_be_visible()
    page.context.close()
