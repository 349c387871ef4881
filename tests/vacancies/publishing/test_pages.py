"""The pages on which a notice is begun, written, approved and returned."""

from datetime import UTC, datetime

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from portal.accounts.roles import Role
from portal.models import Message
from tests.factories.portal import NOW, OfficeFactory, person_with
from tests.vacancies.publishing.cast import PERSONS, cast_of, notice_in
from vacancies.models import Vacancy
from vacancies.vacancy.models import Status

pytestmark = pytest.mark.django_db

NOTICE = {
    "title_en": "Drafting lawyer",
    "title_ru": "Юрист",
    "scope": "national",
    "openings": "2",
    "closes_on": "2026-12-11",
    "closes_time": "18:00",
    "stations-TOTAL_FORMS": "1",
    "stations-INITIAL_FORMS": "0",
    "stations-0-city_en": "Osh",
    "stations-0-country": "KG",
}


def page(name, vacancy):
    return reverse(f"publishing:{name}", args=[vacancy.pk])


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


@pytest.fixture
def writing(client):
    """A draft, opened by an officer of its office."""
    vacancy = notice_in(Status.DRAFT)
    client.force_login(person_with(Role.OFFICER, vacancy.office))
    return vacancy


def test_an_officer_begins_a_notice_in_an_office_of_their_own(client):
    own, other = OfficeFactory(reference_scheme="KAZ/{year}/{number}"), OfficeFactory()
    client.force_login(person_with(Role.OFFICER, own))
    offered = client.get("/en/desk/vacancies/new/").context["form"].fields["office"].queryset
    assert list(offered) == [own]
    answer = client.post(
        "/en/desk/vacancies/new/", {"office": other.pk, "kind": "expert", "scope": "national"}
    )
    assert "office" in answer.context["form"].errors
    answer = client.post("/en/desk/vacancies/new/", {"office": own.pk, "kind": "expert", "scope": "national"})
    assert answer.url == page("edit", Vacancy.objects.get())
    assert told(answer) == ["KAZ/2026/1 is begun. Write the notice now."]


@pytest.mark.parametrize("role", [Role.APPROVER, Role.AUDITOR])
def test_who_is_no_officer_anywhere_begins_nothing(client, role):
    client.force_login(person_with(role, OfficeFactory()))
    assert client.get("/en/desk/vacancies/new/").status_code == 403


@pytest.mark.parametrize(
    "name", ["edit", "plan", "requirements", "criteria", "new-criterion", "documents", "approval"]
)
@pytest.mark.parametrize("person", PERSONS)
def test_the_pages_of_the_editor_open_for_officers_and_do_not_exist_for_outsiders(client, name, person):
    vacancy = notice_in(Status.DRAFT)
    client.force_login(cast_of(vacancy)[person])
    answer = client.get(page(name, vacancy))
    if person in {"stranger", "elsewhere", "translator"}:
        assert answer.status_code == 404
    elif person in {"approver", "auditor"} and name != "approval":
        assert (answer.status_code, answer.url) == (302, page("approval", vacancy))
    else:
        assert answer.status_code == 200


def test_a_notice_is_saved_with_its_closing_time_on_the_clock_of_the_office(client, writing):
    answer = client.post(page("edit", writing), NOTICE)
    assert (answer.url, told(answer)) == (page("edit", writing), ["The notice is saved."])
    saved = Vacancy.objects.get()
    assert (saved.title_en, saved.openings) == ("Drafting lawyer", 2)
    assert saved.closes_at == datetime(2026, 12, 11, 13, 0, tzinfo=UTC)
    assert [(row.city_en, row.country) for row in saved.duty_stations.all()] == [("Osh", "KG")]
    assert "11\xa0December\xa02026, 18:00, Astana time (UTC+5)." in " ".join(
        client.get(page("edit", writing)).content.decode().split("\n")
    ).replace(",  ", ", ")


def test_saving_leads_on_when_the_button_says_so(client, writing):
    assert client.post(page("edit", writing), {**NOTICE, "next": "1"}).url == page("terms", writing)


def test_a_form_with_faults_comes_back_as_it_was_typed(client, writing):
    wrong = {**NOTICE, "openings": "none", "terms_ru": "## Задачи\r\n\r\nНаписать.", "stations-0-city_en": ""}
    answer = client.post(page("edit", writing), wrong)
    shown = answer.content.decode()
    assert set(answer.context["form"].errors) == {"openings"}
    assert "Correct 2 errors" in shown
    assert "## Задачи" in shown
    assert 'value="none"' in shown
    assert Vacancy.objects.get().title_en == writing.title_en


def test_one_more_duty_station_keeps_what_was_typed_and_finds_no_fault_yet(client, writing):
    answer = client.post(page("edit", writing), {**NOTICE, "openings": "none", "add": "station"})
    assert [row["city_en"].value() for row in answer.context["rows"]] == ["Osh", None]
    assert answer.context["rows"].forms[1]["country"].value() == "KZ"
    assert 'value="none"' in answer.content.decode()
    assert "errs" not in answer.content.decode()
    assert "autofocus" in str(answer.context["rows"].forms[1]["city_en"])
    assert Vacancy.objects.get().title_en == writing.title_en


def test_what_was_typed_into_a_notice_submitted_meanwhile_is_not_lost(client, writing):
    Vacancy.objects.update(status=Status.IN_APPROVAL)
    answer = client.post(page("edit", writing), NOTICE)
    assert told(answer) == [
        "The notice is no longer a draft, so nothing was saved. Its approver can return it to you."
    ]
    assert "Drafting lawyer" in answer.content.decode()
    assert Vacancy.objects.get().title_en == writing.title_en


def test_an_auditor_saves_nothing(client, writing):
    client.force_login(person_with(Role.AUDITOR, writing.office))
    assert client.post(page("edit", writing), NOTICE).status_code == 403


def test_the_terms_are_shown_as_they_will_read(client, writing):
    Vacancy.objects.update(terms_en="## Scope\n\n**Now**", terms_ru="")
    shown = client.get(page("edit", writing)).content.decode()
    assert '<div class="prose" lang="en"><h3>Scope</h3>\n<p><strong>Now</strong></p>' in shown
    assert "Nothing is written yet." in shown


def test_an_officer_submits_and_reads_to_whom_letters_went(client, writing):
    approver = person_with(Role.APPROVER, writing.office, name="Zh. Saparova")
    answer = client.post(page("submit", writing), {"gap_reason": ""})
    assert told(answer) == ["The notice is submitted. Letters have gone to: Zh. Saparova."]
    assert [letter.user for letter in Message.objects.all()] == [approver]
    assert "It waits for:\n Zh. Saparova" in client.get(answer.url).content.decode().replace(
        "for: ", "for:\n "
    )


def test_a_missing_language_is_listed_with_a_link_and_submitted_with_a_reason(client, writing):
    person_with(Role.APPROVER, writing.office)
    Vacancy.objects.update(title_ru="")
    shown = client.get(page("approval", writing)).content.decode()
    assert f'<a href="{page("edit", writing)}#id_title_ru">Title: missing in Russian.</a>' in shown
    answer = client.post(page("submit", writing), {"gap_reason": ""})
    assert told(answer) == ["Say why the notice is to be published without the other language."]
    long = client.post(page("submit", writing), {"gap_reason": "x" * 301})
    assert "x" * 301 in long.content.decode()
    client.post(page("submit", writing), {"gap_reason": "The work is in English"})
    assert Vacancy.objects.get().gap_reason == "The work is in English"


def test_what_stops_a_notice_hides_the_button_and_refuses_the_step(client, writing):
    Vacancy.objects.update(closes_at=None)
    assert "Submit for approval" not in client.get(page("approval", writing)).content.decode()
    answer = client.post(page("submit", writing))
    assert told(answer) == ["The notice cannot be submitted yet. Set the closing date and time."]


def test_an_approver_publishes_what_another_wrote(client):
    vacancy = notice_in(Status.IN_APPROVAL)
    client.force_login(person_with(Role.APPROVER, vacancy.office))
    assert "Publish the notice" in client.get(page("approval", vacancy)).content.decode()
    answer = client.post(page("publish", vacancy))
    assert (answer.url, told(answer)) == (page("approval", vacancy), ["The notice is published."])
    assert vacancy.get_absolute_url() in client.get(answer.url).content.decode()


def test_an_approver_returns_a_notice_with_a_comment_that_its_writer_reads(client):
    vacancy = notice_in(Status.IN_APPROVAL)
    people = cast_of(vacancy)
    client.force_login(people["approver"])
    empty = client.post(page("return", vacancy), {"comment": ""})
    assert "comment" in empty.context["return_form"].errors
    client.post(page("return", vacancy), {"comment": "Name the city."})
    client.force_login(people["writer"])
    assert "<p>Name the city.</p>" in client.get(page("edit", vacancy)).content.decode()


def test_a_closed_vacancy_is_not_said_to_lack_a_later_closing_date(client):
    vacancy = notice_in(Status.PUBLISHED, closes_at=NOW)
    client.force_login(person_with(Role.APPROVER, vacancy.office))
    shown = client.get(page("approval", vacancy)).content.decode()
    assert ("The closing date has passed" in shown, "Published by" in shown) == (False, True)


@pytest.mark.parametrize("step", ["publish", "return"])
def test_who_wrote_the_notice_reads_why_another_approves_it(client, step):
    vacancy = notice_in(Status.IN_APPROVAL)
    client.force_login(cast_of(vacancy)["approver_who_wrote"])
    shown = client.get(page("approval", vacancy)).content.decode()
    assert "Who writes a notice does not approve it, also while covering for an approver." in shown
    assert "Publish the notice" not in shown
    answer = client.post(page(step, vacancy), {"comment": "No"})
    (words,) = told(answer)
    assert words.startswith("You wrote this notice, so another approver decides on it: Person ")
    assert Vacancy.objects.get().status == Status.IN_APPROVAL


@pytest.mark.parametrize("step", ["submit", "return", "publish"])
def test_a_step_is_not_taken_by_opening_its_address(client, step):
    vacancy = notice_in(Status.DRAFT if step == "submit" else Status.IN_APPROVAL)
    people = cast_of(vacancy)
    client.force_login(people["officer" if step == "submit" else "approver"])
    client.get(page(step, vacancy), follow=True)
    assert Vacancy.objects.get().status == vacancy.status
