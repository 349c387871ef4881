"""The pages of a profile save while one types, as those of an application do; an entry is none before its button."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from applications.autosave.models import Typing
from applications.profile import beginning
from applications.profile.begun import BegunEntry
from applications.profile.models import Profile
from applications.profile.parts import Education, Employment, LanguageSkill
from portal.models import Entry
from tests.applications.intake.windows import Window
from tests.factories.autosave import TypingFactory
from tests.factories.intake import ApplicationFactory
from tests.factories.portal import UserFactory
from tests.factories.profile import (
    BegunEntryFactory,
    EducationFactory,
    EmploymentFactory,
    LanguageSkillFactory,
    ProfileFactory,
    PublicationFactory,
    RefereeFactory,
)
from tests.factories.vacancies import planned_vacancy

pytestmark = pytest.mark.django_db

DEGREE = {"level": "master", "institution": "КазНУ", "degree": "Магистр", "began": "09.2010"}


@pytest.fixture
def person(client):
    person = UserFactory()
    client.force_login(person)
    return person


@pytest.fixture
def profile(person):
    return ProfileFactory(user=person)


def particulars(client):
    return Window(client, address=reverse("profile:edit"))


def of(client, row, part="education"):
    return Window(client, address=reverse("profile:change", args=[part, row.pk]))


def new(client, part="education", key=None):
    address = reverse("profile:new", args=[part, key]) if key else _fresh(client, part)
    return Window(client, address=address)


def _fresh(client, part):
    return client.get(reverse("profile:add", args=[part])).headers["Location"]


def overview(client):
    return client.get(reverse("profile:overview")).text


def test_the_particulars_are_saved_while_one_types(client, person):
    answer = particulars(client).types(family_name="Ахметова", other_nationalities=["KG", "UZ"]).saves()
    kept = Profile.objects.get(user=person)
    assert (kept.family_name, kept.other_nationalities) == ("Ахметова", ["KG", "UZ"])
    assert answer.json()["unkept"] == []


def test_two_windows_with_the_particulars_show_both_texts(client, profile):
    first, second = particulars(client), particulars(client)
    second.types(phone="+7 702").saves()
    answer = first.types(phone="+7 703").saves().json()
    assert answer["waits"]
    assert "+7 702" in answer["clashes"]
    first.chooses("phone", "mine")
    profile.refresh_from_db()
    assert profile.phone == "+7 703"


def test_the_same_field_on_the_page_of_an_application_is_the_same_place(client, profile):
    draft = ApplicationFactory(vacancy=planned_vacancy(published=True), applicant=profile.user)
    there, here = Window(client, draft, "person"), particulars(client)
    there.types(family_name="Ахметова-Ким").saves()
    answer = here.types(family_name="Ким").saves().json()
    profile.refresh_from_db()
    assert profile.family_name == "Ахметова-Ким"
    assert "Ким</blockquote>" in answer["clashes"]
    assert "Ким</blockquote>" in Window(client, draft, "person").text


def test_without_scripts_the_page_comes_back_with_both_texts(client, profile):
    first, second = particulars(client), particulars(client)
    assert second.types(phone="+7 702").posts().status_code == 302
    response = first.types(phone="+7 703").posts()
    assert "+7 702</blockquote>" in response.text
    profile.refresh_from_db()
    assert profile.phone == "+7 702"
    first.read(response.text)
    assert first.chooses("phone", "theirs", by="posts").status_code == 200
    assert not Typing.objects.aside().exists()


@pytest.mark.parametrize(("zone", "told"), [("Asia/Tashkent", "14:00:00 (UTC+5)"), ("", "09:00:00 (UTC)")])
def test_moments_are_told_on_ones_own_clock_and_its_name_with_them(client, person, zone, told):
    person.time_zone = zone
    person.save()
    first, second = particulars(client), particulars(client)
    second.types(phone="+7 702").saves()
    assert told in first.types(phone="+7 703").saves().json()["clashes"]


def test_declarations_are_kept_by_their_button_alone(client, profile):
    shown = client.get(reverse("profile:declarations")).text
    assert "data-autosave" not in shown
    assert "You declare by the button" in shown
    assert client.post(f"{reverse('profile:declarations')}autosave/", {"barred": "no"}).status_code == 404
    assert client.post(reverse("profile:autosave-person"), {"barred": "no"}).status_code == 200
    profile.refresh_from_db()
    assert profile.barred == ""


def test_an_entry_is_saved_while_one_types(client, profile):
    row = EducationFactory(profile=profile)
    of(client, row).types(degree="Магистр права").saves()
    row.refresh_from_db()
    assert row.degree == "Магистр права"


def test_two_windows_with_one_entry_show_both_texts_and_other_entries_are_other_places(client, profile):
    row, other = EducationFactory(profile=profile), EducationFactory(profile=profile, degree="Бакалавр")
    first, second, third = of(client, row), of(client, row), of(client, other)
    second.types(degree="Магистр права").saves()
    assert first.types(degree="Магистр истории").saves().json()["waits"]
    assert not third.types(degree="Бакалавр права").saves().json()["waits"]


def test_what_is_written_otherwise_than_it_is_kept_is_kept_and_left_as_it_is_typed(client, profile):
    row = EmploymentFactory(profile=profile)
    answer = of(client, row, "work").types(began="май 2018", rate="1 500", share="").saves().json()
    row.refresh_from_db()
    assert (row.began, row.rate, row.share) == (date(2018, 5, 1), 1500, 100)
    assert (answer["values"], answer["unkept"]) == ({}, [])


def test_a_month_that_is_none_is_named_and_offered_again_on_any_device(client, profile):
    row = EducationFactory(profile=profile)
    window = of(client, row)
    answer = window.types(began="осень", degree="Магистр права").saves().json()
    assert answer["unkept"] == ["From, month and year"]
    row.refresh_from_db()
    assert (row.began, row.degree) == (date(2010, 9, 1), "Магистр права")
    assert "осень</blockquote>" in of(client, row).text
    window.types(began="10.2010").saves()
    assert "осень" not in of(client, row).text


def test_an_entry_that_cannot_stand_beside_another_is_set_aside_and_says_why_at_its_button(client, profile):
    LanguageSkillFactory(profile=profile, language="ru")
    row = LanguageSkillFactory(profile=profile, language="en")
    window = of(client, row, "languages")
    assert window.types(language="ru").saves().json()["unkept"] == ["Language"]
    assert "Your profile names this language already" in window.posts().text
    row.refresh_from_db()
    assert row.language == "en"


def test_an_entry_removed_meanwhile_is_not_changed(client, profile, now):
    row = EducationFactory(profile=profile)
    window = of(client, row)
    Education.objects.filter(pk=row.pk).update(removed_at=now)
    assert window.types(degree="Магистр права").saves().status_code == 404
    assert Education.with_removed.get().degree == "Магистр социологии"


def test_an_entry_typed_in_one_sitting_is_noted_once(client, profile):
    row, other = EducationFactory(profile=profile), EducationFactory(profile=profile)
    window = of(client, row)
    for degree in ("М", "Магистр", "Магистр права"):
        window.types(degree=degree).saves()
    of(client, other).types(degree="Бакалавр").saves()
    noted = [entry.data["entry"] for entry in Entry.objects.filter(action="profile.entry_changed")]
    assert sorted(noted) == [row.pk, other.pk]


def test_half_a_new_entry_is_no_entry_and_found_again_as_it_was_typed(client, profile):
    window = new(client)
    answer = window.types(institution="КазНУ", began="осень").saves().json()
    assert (answer["unkept"], answer["waits"]) == ([], False)
    assert not Education.objects.exists()
    assert not Entry.objects.exists()
    again = client.get(window.address)
    assert again.context["form"]["institution"].value() == "КазНУ"
    assert again.context["form"]["began"].value() == "осень"
    assert window.address in overview(client)
    assert window.address in client.get(_fresh(client, "education")).text


def test_the_button_makes_it_an_entry_and_nothing_of_it_is_begun_any_more(client, profile):
    window = new(client)
    window.types(**DEGREE, ended="").saves()
    assert window.posts().status_code == 302
    row = Education.objects.get()
    assert (row.degree, row.began) == ("Магистр", date(2010, 9, 1))
    assert "begun, not added yet" not in overview(client)
    assert client.get(window.address).headers["Location"] == reverse(
        "profile:change", args=["education", row.pk]
    )


def test_what_cannot_be_kept_of_a_new_entry_stays_on_the_page_of_the_entry(client, profile):
    window = new(client)
    window.types(institution="КазНУ", began="осень").saves()
    response = window.posts()
    row = Education.objects.get()
    assert (row.institution, row.began) == ("КазНУ", None)
    assert response.context["form"]["began"].value() == "осень"
    assert "осень</blockquote>" in of(client, row).text


def test_what_was_begun_in_another_window_and_cannot_be_kept_stays_on_the_page_of_the_entry(client, profile):
    first = new(client, "work")
    first.types(employer="Фонд", began="осень", share="сто").saves()
    second = Window(client, address=first.address).types(employer="Фонд", began="осень", share="сто")
    response = second.posts()
    assert Employment.objects.get().employer == "Фонд"
    for name, text in {"began": "осень", "share": "сто"}.items():
        assert response.context["form"][name].value() == text


def test_a_request_that_comes_after_the_button_makes_nothing_begun_and_undoes_nothing(client, profile):
    window = new(client)
    late = window.types(institution="Каз").fields | {"autosave-turn": "1"}
    window.fields["autosave-turn"] = "1"
    window.types(**DEGREE).saves()
    window.fields["autosave-turn"] = "3"
    window.posts()
    answer = client.post(f"{window.address}autosave/", late).json()
    assert not answer["waits"]
    assert Education.objects.get().institution == "КазНУ"
    assert not BegunEntry.objects.waiting().exists()


def test_the_back_button_and_the_form_again_correct_the_entry(client, profile):
    window = new(client)
    window.types(**DEGREE).posts()
    assert window.types(degree="Магистр права").posts().status_code == 302
    assert Education.objects.get().degree == "Магистр права"


def test_two_new_entries_begun_at_once_are_two(client, profile):
    first, second = new(client), new(client)
    first.types(institution="КазНУ").saves()
    assert not second.types(institution="КГУ").saves().json()["waits"]
    assert {row.texts["institution"] for row in BegunEntry.objects.all()} == {"КазНУ", "КГУ"}


def test_one_entry_begun_and_open_on_two_devices_shows_both_texts_before_it_is_added(client, profile):
    first = new(client)
    first.types(institution="КазНУ").saves()
    second = Window(client, address=first.address)
    first.types(institution="КазНУ имени аль-Фараби").saves()
    response = second.types(institution="КГУ").posts()
    assert "КГУ</blockquote>" in response.text
    assert not Education.objects.exists()
    second.read(response.text)
    second.chooses("institution", "mine", by="posts")
    assert not Education.objects.exists()
    second.types(**DEGREE | {"institution": "КГУ"}).posts()
    assert Education.objects.get().institution == "КГУ"


def test_a_language_that_is_told_already_stays_begun_and_says_why(client, profile):
    LanguageSkillFactory(profile=profile)
    window = new(client, "languages")
    response = window.types(language="en", read="B1").posts()
    assert "Your profile names this language already" in response.text
    assert LanguageSkill.objects.count() == 1
    assert client.get(window.address).context["form"]["read"].value() == "B1"


def test_what_is_emptied_again_was_never_begun(client, profile):
    window = new(client, "work")
    window.types(employer="Фонд", share="100").saves()
    window.types(employer="").saves()
    assert not BegunEntry.objects.exists()


def test_what_was_begun_is_discarded_after_a_question(client, profile):
    begun = BegunEntryFactory(profile=profile)
    TypingFactory(user=profile.user, place=f"profile/work/new/{begun.key}")
    address = reverse("profile:discard", args=["work", begun.key])
    assert client.get(address).status_code == 200
    assert BegunEntry.objects.exists()
    client.post(address)
    assert not BegunEntry.objects.exists()
    assert not Typing.objects.exists()


def test_there_is_an_end_to_what_is_begun(client, profile, monkeypatch):
    monkeypatch.setattr(beginning, "MOST", 1)
    first = new(client)
    assert first.types(institution="КазНУ").saves().status_code == 200
    assert new(client).types(institution="КГУ").saves().status_code == 409
    assert first.types(institution="КазНУ имени аль-Фараби").saves().status_code == 200


def test_work_that_is_only_begun_does_not_count_in_an_application(client, profile):
    new(client, "work").types(employer="Фонд").saves()
    assert not Employment.objects.exists()


def test_nobody_saves_into_the_profile_of_another(client, profile):
    row, begun = EducationFactory(), BegunEntryFactory(section="education")
    address = reverse("profile:autosave", args=["education", row.pk])
    assert client.post(address, {"degree": "x"}).status_code == 404
    assert client.get(address).status_code == 404
    theirs = new(client, key=begun.key)
    assert "Центр" not in theirs.text
    theirs.types(institution="x").saves()
    begun.refresh_from_db()
    assert begun.texts == {"employer": "Центр миграционных исследований"}
    client.post(reverse("profile:discard", args=["education", begun.key]))
    assert BegunEntry.objects.filter(pk=begun.pk).exists()
    window = particulars(client).types(family_name="Чужая")
    client.force_login(row.profile.user)
    assert window.saves().status_code == 409
    row.profile.refresh_from_db()
    assert row.profile.family_name == "Ахметова"


@pytest.mark.parametrize("name", ["autosave-person", "autosave", "autosave-new"])
def test_who_is_not_signed_in_is_led_to_signing_in(client, name):
    parts = {"autosave-person": [], "autosave": ["work", 1], "autosave-new": ["work", uuid4()]}[name]
    response = client.post(reverse(f"profile:{name}", args=parts))
    assert response.headers["Location"].startswith(reverse("account_login"))


def queries(act):
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


def test_saving_asks_the_database_as_often_for_many_entries_as_for_few(client, profile):
    def saving():
        row = EducationFactory(profile=profile)
        entry, begun, person = of(client, row), new(client), particulars(client)
        for window, name in ((entry, "degree"), (begun, "degree"), (person, "phone")):
            window.types(**{name: "1"}).saves()
        return [
            queries(entry.types(degree="Магистр права").saves),
            queries(begun.types(**DEGREE).saves),
            queries(person.types(phone="+7 702").saves),
        ]

    few = saving()
    for _ in range(5):
        EducationFactory(profile=profile)
        BegunEntryFactory(profile=profile, section="education")
        TypingFactory(user=profile.user, kept=False, text="x")
    assert all(now <= before <= 32 for now, before in zip(saving(), few, strict=True))


@pytest.mark.parametrize("name", ["edit", "change", "new"])
def test_opening_a_page_asks_the_database_as_often_for_many_entries_as_for_few(
    client, profile, count_queries, name
):
    row = EducationFactory(profile=profile)
    parts = {"edit": [], "change": ["education", row.pk], "new": ["education", uuid4()]}[name]
    few = count_queries(client, reverse(f"profile:{name}", args=parts))
    for _ in range(5):
        EducationFactory(profile=profile)
        BegunEntryFactory(profile=profile, section="education")
        TypingFactory(user=profile.user, kept=False, text="x")
    assert count_queries(client, reverse(f"profile:{name}", args=parts)) <= few <= 12


@pytest.mark.parametrize(
    ("part", "factory", "told"),
    [
        ("education", EducationFactory, {"ended": date(2012, 6, 1)}),
        ("work", EmploymentFactory, {"ended": date(2020, 2, 1), "rate": "1250.50", "currency": "USD", "basis": "lump_sum"}),
        ("languages", LanguageSkillFactory, {}),
        ("publications", PublicationFactory, {}),
        ("referees", RefereeFactory, {}),
    ],
)  # fmt: skip
def test_an_entry_that_lacks_nothing_is_opened_without_a_complaint(client, profile, part, factory, told):
    row = factory(profile=profile, **told)
    row.refresh_from_db()
    page = client.get(reverse("profile:change", args=[part, row.pk]))
    assert page.context["form"].errors == {}
    assert 'class="errs"' not in page.text
