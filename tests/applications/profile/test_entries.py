"""Entries of a profile on their pages: kept half told, changed, removed and brought back; each person their own only."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from applications.profile import actions
from applications.profile.models import Profile
from applications.profile.parts import Education, Employment, LanguageSkill, Referee
from applications.profile.sections import SECTIONS
from portal.kernel.workflow import Refused
from portal.models import Entry
from portal.record.presenters import sentence
from tests.factories.portal import UserFactory
from tests.factories.profile import (
    EducationFactory,
    EmploymentFactory,
    LanguageSkillFactory,
    ProfileFactory,
    RefereeFactory,
)

pytestmark = pytest.mark.django_db

WORK = {
    "title": "Аналитик",
    "employer": "Центр миграционных исследований",
    "business": "",
    "place": "Алматы",
    "began": "03.2018",
    "ended": "февраль 2020",
    "basis": "daily_rate",
    "share": "50",
    "rate": "1 250,50",
    "currency": "USD",
    "duties": "Опросы",
    "supervisor": "",
    "reason_for_leaving": "",
}


@pytest.fixture
def person(client):
    person = UserFactory()
    client.force_login(person)
    return person


@pytest.fixture
def profile(person):
    return ProfileFactory(user=person)


def add(part="work"):
    return reverse("profile:add", args=[part])


def of(name, row, part="work"):
    return reverse(f"profile:{name}", args=[part, row.pk])


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.key)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_part_has_its_empty_page_without_complaints(client, person, section, language):
    response = client.get(add(section.key).replace("/en/", f"/{language}/"), follow=True)
    assert response.status_code == 200
    assert response.context["form"].errors == {}
    assert not Profile.objects.exists()


def test_work_is_kept_as_it_was_typed(client, person):
    assert client.post(add(), WORK).status_code == 302
    row = Profile.objects.get(user=person).employments.get()
    assert (row.began, row.ended, row.share) == (date(2018, 3, 1), date(2020, 2, 1), 50)
    assert (row.rate, row.currency, row.basis) == (Decimal("1250.50"), "USD", "daily_rate")
    assert row.is_whole
    assert not row.may_contact


def test_half_an_entry_is_kept_and_finished_on_its_own_page(client, person):
    response = client.post(add(), {"title": "Аналитик", "began": "вчера", "share": "250"})
    assert set(response.context["form"].errors) == {"employer", "began", "basis", "share", "duties"}
    assert "вчера" in response.text
    row = Profile.objects.get(user=person).employments.get()
    assert (row.title, row.began, row.share, row.is_whole) == ("Аналитик", None, 100, False)
    assert f'action="{of("change", row)}"' in response.text
    client.post(of("change", row), WORK)
    assert Profile.objects.get(user=person).employments.get().is_whole


def test_an_empty_form_makes_no_entry(client, person):
    response = client.post(add(), {"title": "", "share": "100"})
    assert response.context["form"].errors
    assert not Employment.with_removed.exists()


def test_months_out_of_order_leave_those_kept_before(client, profile):
    row = EmploymentFactory(profile=profile, began=date(2018, 3, 1), ended=date(2020, 2, 1))
    response = client.post(of("change", row), WORK | {"began": "05.2021", "ended": "что-то"})
    assert "ended" in response.context["form"].errors
    row.refresh_from_db()
    assert (row.began, row.ended, row.title) == (date(2018, 3, 1), date(2020, 2, 1), "Аналитик")


def test_work_cannot_begin_tomorrow(client, profile):
    response = client.post(add(), WORK | {"began": "01.2099", "ended": ""})
    assert "began" in response.context["form"].errors
    assert profile.employments.get().began is None


def test_emptied_fields_are_emptied(client, profile):
    row = EmploymentFactory(profile=profile, rate=Decimal(100), currency="USD")
    client.post(of("change", row), WORK | {"rate": "", "ended": "", "business": ""})
    row.refresh_from_db()
    assert (row.rate, row.ended, row.business) == (None, None, "")


def test_pressing_twice_makes_one_entry(client, person):
    client.post(add(), WORK)
    client.post(add(), WORK)
    assert Employment.objects.count() == 1


def test_a_language_told_before_is_said_and_what_was_typed_stays(client, profile):
    LanguageSkillFactory(profile=profile)
    typed = {"language": "en", "read": "B1", "write": "B1", "speak": "B1", "understand": "B1"}
    response = client.post(add("languages"), typed)
    assert response.context["form"].non_field_errors() == ["Your profile names this language already"]
    assert response.context["form"]["read"].value() == "B1"
    assert LanguageSkill.objects.count() == 1


def test_levels_are_asked_of_all_but_a_mother_tongue(client, profile):
    response = client.post(add("languages"), {"language": "de", "read": "B1"})
    assert set(response.context["form"].errors) == {"write", "speak", "understand"}
    assert client.post(add("languages"), {"language": "kk", "mother_tongue": "on"}).status_code == 302


def test_a_referee_is_no_relative(client, profile):
    typed = {"name": "А", "organisation": "Б", "email": "a@example.org", "relation": "руководитель"}
    response = client.post(add("referees"), typed)
    assert set(response.context["form"].errors) == {"not_related"}
    assert not Referee.objects.get().is_whole
    assert client.post(add("referees"), typed | {"not_related": "on"}).status_code == 302


def test_what_is_removed_is_offered_back_and_comes_back(client, profile):
    row = EducationFactory(profile=profile)
    after = client.post(of("remove", row, "education"), follow=True)
    assert not profile.educations.exists()
    assert of("restore", row, "education") in after.text
    assert row.degree in after.text
    back = client.post(of("restore", row, "education"), follow=True)
    assert profile.educations.get() == row
    assert of("restore", row, "education") not in back.text


def test_a_language_told_anew_is_not_brought_back_beside_itself(client, profile):
    row = LanguageSkillFactory(profile=profile)
    client.post(of("remove", row, "languages"))
    LanguageSkillFactory(profile=profile)
    response = client.post(of("restore", row, "languages"), follow=True)
    assert "Your profile names this language already" in response.text
    assert profile.language_skills.count() == 1


def test_nobody_reaches_an_entry_of_another(client, person):
    row = EmploymentFactory()
    assert client.get(of("change", row)).status_code == 404
    for name in ("change", "remove", "restore"):
        assert client.post(of(name, row), WORK).status_code == 404
    assert client.get(reverse("profile:overview"), {"removed": f"work-{row.pk}"}).context["removed"] is None
    with pytest.raises(Employment.DoesNotExist):
        actions.change_part(row=row, by=person, at=None, title="x")


def test_what_was_removed_is_not_changed(client, profile, now):
    row = EmploymentFactory(profile=profile, removed_at=now)
    assert client.get(of("change", row)).status_code == 404


@pytest.mark.parametrize("mark", ["work", "work-", "work-x", "nothing-1", "work-1²", "work-" + "9" * 30])
def test_a_strange_mark_in_the_address_of_the_overview_is_ignored(client, person, mark):
    assert client.get(reverse("profile:overview"), {"removed": mark}).status_code == 200


def test_an_address_of_no_part_is_not_found(client, person):
    assert client.get(add("family")).status_code == 404


def test_there_is_an_end_to_entries(person, now, monkeypatch):
    monkeypatch.setattr(actions, "MOST", 2)
    for degree in ("А", "Б"):
        actions.add_part(model=Education, by=person, at=now, degree=degree)
    with pytest.raises(Refused):
        actions.add_part(model=Education, by=person, at=now, degree="В")


def test_the_record_says_what_was_done_and_not_what_was_written(client, person):
    client.post(add(), WORK)
    row = Employment.objects.get()
    client.post(of("change", row), WORK | {"title": "Старший аналитик"})
    client.post(of("remove", row))
    client.post(of("restore", row))
    entries = list(Entry.objects.of(f"person:{person.pk}").filter(subject="profile").order_by("number"))
    assert [entry.data for entry in entries] == [
        {"profile_part": "employment"},
        {"profile_part": "employment", "entry": row.pk, "fields": ["title"]},
        {"profile_part": "employment"},
        {"profile_part": "employment"},
    ]
    assert sentence(entries[0]) == f"{person} added to their profile: work"


def test_one_goes_back_where_one_came_from_and_nowhere_else(client, profile):
    row = RefereeFactory(profile=profile)
    there = reverse("intake:mine")
    typed = {name: getattr(row, name) for name in ("name", "organisation", "email", "relation")}
    for wanted, led in [
        (there, there),
        ("https://evil.example/", None),
        ("//evil.example", None),
        ("x", None),
    ]:
        response = client.post(
            of("change", row, "referees") + f"?next={wanted}", typed | {"not_related": "on"}
        )
        assert response.headers["Location"] == (led or reverse("profile:overview"))


def test_the_way_back_survives_a_fault_and_a_detour(client, profile):
    there = reverse("intake:mine")
    response = client.post(f"{add()}?next={there}", {"title": "Аналитик"})
    row = profile.employments.get()
    assert "?next=%2Fen%2F" in response.text
    overview = client.post(f"{of('remove', row)}?next={there}", follow=True)
    assert overview.context["came_from"] == there
