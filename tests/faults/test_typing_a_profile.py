"""Whatever fails while somebody types into their profile, what they typed is there afterwards."""

import pytest
from playwright.sync_api import expect

from applications.profile.begun import BegunEntry
from applications.profile.models import Profile
from applications.profile.parts import Education
from tests.factories.portal import UserFactory
from tests.factories.profile import EducationFactory, ProfileFactory
from tests.faults.test_typing import HELD_HERE, OFFLINE, TWO_TEXTS
from tests.faults.writer import Writer
from tests.journeys.cast import confirmed
from tests.journeys.conftest import ARGUMENTS
from tests.machine import need


@pytest.fixture
def person(transactional_db):
    person = confirmed(UserFactory(email="teller@example.org"))
    ProfileFactory(user=person, family_name="")
    return person


def names():
    return Profile.objects.get().family_name


def test_the_particulars_are_saved_without_a_button(server, browsing, person):
    writer = Writer(browsing, server, person=person).goes("profile:edit").types("family_name", "Ахметова")
    writer.is_saved()
    assert names() == "Ахметова"
    assert writer.copies() == []
    with writer.page.expect_response("**/autosave/"):
        writer.page.get_by_label("Uzbekistan").check()
    assert Profile.objects.get().other_nationalities == ["UZ"]


def test_a_line_that_is_cut_costs_nothing_and_what_was_typed_follows_by_itself(
    server, line, browsing, person
):
    writer = Writer(browsing, server, person=person, home=line.url).goes("profile:edit")
    line.cut()
    writer.types("family_name", "Ахметова")
    writer.is_told(OFFLINE)
    line.mend()
    writer.is_saved()
    assert names() == "Ахметова"


@pytest.mark.parametrize("writes", [1, 2, None])
@pytest.mark.parametrize("new", [True, False], ids=["a new entry", "an entry"])
def test_a_server_killed_in_the_middle_of_saving_loses_nothing(writes, new, server, browsing, person):
    row = None if new else EducationFactory(profile=person.profile, degree="")
    writer = Writer(browsing, server, person=person)
    writer.goes("profile:add", "education") if new else writer.goes("profile:change", "education", row.pk)
    server.hold("/autosave/", writes=writes)
    writer.types("degree", "Магистр")
    server.wait_until_held()
    server.kill()
    writer.is_told(OFFLINE)
    server.start()
    writer.is_saved()
    texts = BegunEntry.objects.get().texts if new else {"degree": Education.objects.get().degree}
    assert texts["degree"] == "Магистр"
    assert not writer.page.get_by_text(TWO_TEXTS).is_visible()
    writer.page.reload()
    assert writer.reads("degree") == "Магистр"


def test_two_windows_show_both_texts_and_the_person_chooses(server, browsing, person):
    row = EducationFactory(profile=person.profile, degree="")
    first = Writer(browsing, server, person=person).goes("profile:change", "education", row.pk)
    second = first.another_window().goes("profile:change", "education", row.pk)
    second.types("degree", "Магистр права").is_saved()
    first.types("degree", "Магистр истории")
    expect(first.page.locator("#clashes blockquote")).to_have_text(["Магистр истории", "Магистр права"])
    first.page.get_by_label("Take the other text").check()
    first.page.get_by_role("button", name="Save my choice").click()
    expect(first.field("degree")).to_have_value("Магистр права")
    first.is_saved()
    row.refresh_from_db()
    assert row.degree == "Магистр права"


def test_a_sum_is_not_rewritten_under_the_hand_that_types_it(server, browsing, person):
    writer = Writer(browsing, server, person=person).goes("profile:add", "work")
    writer.types("employer", "Фонд").types("rate", "1 5")
    writer.is_saved()
    writer.types("rate", "00")
    writer.page.wait_for_timeout(1500)
    assert writer.reads("rate") == "1 500"


def test_a_new_entry_that_was_begun_is_offered_and_added_by_its_button(server, browsing, person):
    writer = Writer(browsing, server, person=person).goes("profile:add", "publications")
    writer.types("title", "Сезонная миграция").is_saved()
    with writer.page.expect_response("**/autosave/"):
        writer.types("link", "где-то")
    writer.goes("profile:overview")
    writer.page.locator("#publications").get_by_role("link", name="Сезонная миграция").first.click()
    assert writer.reads("link") == "где-то"
    writer.field("link").fill("")
    writer.field("year").fill("2021")
    writer.page.get_by_role("button", name="Add to my profile").click()
    writer.page.wait_for_url("**/profile/")
    assert person.profile.publications.get().year == 2021
    assert not BegunEntry.objects.waiting().exists()
    expect(writer.page.get_by_text("begun, not added yet")).to_have_count(0)
    writer.keeps_no_copy()


def test_server_and_browser_killed_together_lose_nothing_of_a_new_entry(
    server, browser, browsing, person, tmp_path
):
    """The overview leads to the page that nothing of it has ever reached the portal from."""
    own = {"executable_path": need("chromium"), "args": ARGUMENTS}
    path = {"user_data_dir": tmp_path / "profile", "locale": "en"}
    context = browser.browser_type.launch_persistent_context(**path, **own)
    writer = Writer(context, server, person=person).goes("profile:add", "education")
    server.kill()
    writer.types("degree", "Магистр")
    writer.is_told(OFFLINE)
    writer.page.wait_for_timeout(3000)
    context.close()
    server.start()
    context = browser.browser_type.launch_persistent_context(**path, **own)
    writer = Writer(context, server, person=person).goes("profile:overview")
    writer.page.get_by_role("link", name="Education, ").click()
    expect(writer.page.get_by_role("heading", name=HELD_HERE)).to_be_visible()
    writer.page.get_by_role("button", name="Use the text of this browser").click()
    writer.is_saved()
    assert BegunEntry.objects.get().texts["degree"] == "Магистр"
    assert writer.copies() == []
    context.close()


def test_declarations_are_held_nowhere_before_the_button(server, browsing, person):
    writer = Writer(browsing, server, person=person).goes("profile:declarations")
    writer.types("barred_words", "Ничего")
    writer.page.wait_for_timeout(1500)
    assert writer.copies() == []
    assert Profile.objects.get().barred_words == ""
