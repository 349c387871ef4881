"""Whatever fails while somebody types, what they typed is there afterwards."""

import pytest
from playwright.sync_api import expect

from tests.factories.intake import ApplicationFactory
from tests.factories.portal import PASSWORD, UserFactory
from tests.factories.vacancies import planned_vacancy
from tests.faults.writer import Writer
from tests.journeys.cast import confirmed
from tests.journeys.conftest import ARGUMENTS
from tests.machine import need

OFFLINE = "Not saved yet: no connection. It is kept in this browser and will be sent."
HELD_HERE = "This browser holds a newer text that never reached us"
TWO_TEXTS = "Two texts for one field: choose"


@pytest.fixture
def draft(transactional_db):
    applicant = confirmed(UserFactory(email="writer@example.org"))
    return ApplicationFactory(
        vacancy=planned_vacancy(published=True, method="cumulative"), applicant=applicant
    )


def statement(draft, code="A"):
    return draft.statements.get(criterion__code=code).text


def test_what_is_typed_is_saved_without_a_button_and_nothing_of_it_stays_in_the_browser(
    server, browsing, draft
):
    writer = Writer(browsing, server, draft).opens().types("A", "Десять пособий")
    assert len(writer.copies()) == 1
    writer.is_saved()
    assert writer.line.text_content().strip().endswith("UTC+5")
    assert statement(draft) == "Десять пособий"
    assert writer.copies() == []
    expect(writer.page.locator(".path .now .chip")).to_have_text("1 of 2")


def test_a_line_that_is_cut_costs_nothing_and_what_was_typed_follows_by_itself(server, line, browsing, draft):
    writer = Writer(browsing, server, draft, home=line.url).opens()
    line.cut()
    writer.types("A", "Typed in the mountains")
    writer.is_told(OFFLINE)
    assert "Typed in the mountains" in writer.copies()[0][1]
    line.mend()
    writer.is_saved()
    assert statement(draft) == "Typed in the mountains"


def test_leaving_at_once_sends_what_was_typed_last(server, browsing, draft):
    writer = Writer(browsing, server, draft).opens().types("A", "Ten manuals")
    writer.opens("documents").opens()
    expect(writer.field("A")).to_have_value("Ten manuals")
    writer.keeps_no_copy()


@pytest.mark.parametrize("writes", [1, 2, None])
def test_a_server_killed_in_the_middle_of_saving_loses_nothing(writes, server, browsing, draft):
    """After its first and its last write, neither of them made good; and with all done but not answered."""
    writer = Writer(browsing, server, draft).opens()
    server.hold("/autosave/", writes=writes)
    writer.types("A", "Typed as the power failed")
    server.wait_until_held()
    server.kill()
    writer.is_told(OFFLINE)
    server.start()
    writer.is_saved()
    assert statement(draft) == "Typed as the power failed"
    assert not writer.page.get_by_text(TWO_TEXTS).is_visible()
    assert writer.opens().reads("A") == "Typed as the power failed"


def test_server_and_browser_killed_together_lose_nothing(server, browser, browsing, draft, tmp_path):
    """The browser opens again with the folder of its profile, as after a power cut."""
    own = {"executable_path": need("chromium"), "args": ARGUMENTS}
    path = {"user_data_dir": tmp_path / "profile", "locale": "en"}
    context = browser.browser_type.launch_persistent_context(**path, **own)
    writer = Writer(context, server, draft).opens()
    server.kill()
    writer.types("A", "Typed in the dark")
    writer.is_told(OFFLINE)
    writer.page.wait_for_timeout(3000)
    context.close()
    server.start()
    context = browser.browser_type.launch_persistent_context(**path, **own)
    writer = Writer(context, server, draft).opens()
    expect(writer.page.get_by_role("heading", name=HELD_HERE)).to_be_visible()
    expect(writer.page.locator(".pair")).to_contain_text("Typed in the dark")
    writer.page.get_by_role("button", name="Use the text of this browser").click()
    writer.is_saved()
    assert statement(draft) == "Typed in the dark"
    assert writer.copies() == []
    context.close()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_two_windows_show_both_texts_and_the_person_chooses(language, server, browsing, draft):
    first = Writer(browsing, server, draft, language=language).opens()
    second = first.another_window().opens()
    second.types("A", "Из офиса").is_saved()
    first.types("A", "Из дома")
    expect(first.page.get_by_role("heading", name=first.word(TWO_TEXTS))).to_be_visible()
    expect(first.page.locator("#clashes blockquote")).to_have_text(["Из дома", "Из офиса"])
    assert first.reads("A") == "Из дома"
    assert statement(draft) == "Из офиса"
    first.page.get_by_role("link", name=first.word("Choose between the two texts")).click()
    expect(first.page.get_by_role("heading", name=first.word(TWO_TEXTS))).to_be_in_viewport()
    first.page.get_by_label(first.word("Put both into the field and edit them together")).check()
    first.page.get_by_role("button", name=first.word("Save my choice")).click()
    expect(first.field("A")).to_have_value("Из дома\n\nИз офиса")
    first.is_saved()
    expect(first.field("A")).to_be_focused()
    assert statement(draft) == "Из дома\n\nИз офиса"


def test_a_session_that_ends_costs_nothing_and_signing_in_elsewhere_goes_on(server, browsing, draft):
    writer = Writer(browsing, server, draft).opens()
    browsing.clear_cookies(name="sessionid")
    writer.types("A", "Typed for an hour")
    writer.is_told("You have been signed out. Your text is on this page and in this browser.")
    with browsing.expect_page() as opened:
        writer.page.get_by_role("link", name="Sign in again in a new window").click()
    other = opened.value
    other.get_by_label("E-mail address").fill(draft.applicant.email)
    other.get_by_label("Password").fill(PASSWORD)
    other.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    other.wait_for_url(f"**{draft.get_absolute_url()}")
    writer.page.bring_to_front()
    writer.is_saved()
    assert statement(draft) == "Typed for an hour"


def test_signing_out_leaves_nothing_in_the_browser(server, line, browsing, draft):
    writer = Writer(browsing, server, draft, home=line.url).opens()
    line.cut()
    writer.types("A", "Typed at a computer for several")
    writer.is_told(OFFLINE)
    line.cut_after(0)
    line.is_cut = False
    writer.page.goto("about:blank")
    line.mend()
    writer.page.goto(f"{line.url}/en/account/logout/")
    expect(writer.page.get_by_text("This browser holds text that has not reached us yet")).to_be_visible()
    assert len(writer.copies()) == 1
    writer.page.get_by_role("main").get_by_role("button", name="Sign out").click()
    writer.page.wait_for_url(f"{line.url}/en/")
    assert writer.copies() == []


@pytest.mark.parametrize(("page", "name"), [("price", "amount"), ("declaration", "declared")])
def test_neither_price_nor_declaration_is_held_anywhere_before_the_button(
    page, name, server, browsing, draft
):
    writer = Writer(browsing, server, draft).opens(page)
    if name == "amount":
        writer.types(name, "12500")
    else:
        writer.field(name).check()
    writer.page.wait_for_timeout(1500)
    assert writer.copies() == []
    assert "12500" not in writer.opens(page).page.content().replace("12500 or 12500.50", "")
    draft.refresh_from_db()
    assert not draft.declared
