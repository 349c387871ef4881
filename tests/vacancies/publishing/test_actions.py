"""Beginning a notice, taking it through approval: what is written, recorded and mailed."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.models import Entry, Message
from portal.record.actions import write
from portal.record.presenters import sentence
from tests.factories.portal import OfficeFactory, person_with
from tests.factories.vacancies import VacancyFactory
from tests.vacancies.publishing.cast import cast_of, notice_in
from tests.vacancies.vacancy.finding import found
from vacancies.models import Vacancy
from vacancies.plan.published import fingerprint
from vacancies.publishing.actions import (
    begin_evaluation,
    create_vacancy,
    publish,
    return_to_writer,
    submit_for_approval,
)
from vacancies.vacancy.models import Kind, Scope, Status

pytestmark = pytest.mark.django_db
NATIONAL = {"kind": Kind.CONSULTANT, "scope": Scope.NATIONAL}


def said(vacancy):
    return [sentence(entry) for entry in Entry.objects.of(vacancy.stream)]


def letters():
    return [(letter.kind, letter.to, letter.subject) for letter in Message.objects.order_by("pk")]


def test_a_draft_begins_with_the_next_reference_of_its_office(now):
    office = OfficeFactory(reference_scheme="IOMTJK/{year}/{number:02d}({type})")
    officer = person_with(Role.OFFICER, office)
    VacancyFactory(office=office, reference="IOMTJK/2026/10(E)")
    first = create_vacancy(office=office, by=officer, at=now, kind="consultant", scope="national")
    second = create_vacancy(office=office, by=officer, at=now, kind="intern", scope="international")
    assert [(row.reference, row.slug) for row in (first, second)] == [
        ("IOMTJK/2026/11(C)", "iomtjk-2026-11-c"),
        ("IOMTJK/2026/12(I)", "iomtjk-2026-12-i"),
    ]
    assert (first.status, first.written_by, first.plan.documents.count()) == (Status.DRAFT, officer, 1)


def test_offices_that_number_by_one_scheme_never_give_one_number_twice(now):
    country = OfficeFactory(reference_scheme="KAZ/{year}/{number}")
    town = OfficeFactory(parent=country, reference_scheme="KAZ/{year}/{number}")
    officer = person_with(Role.OFFICER, country)
    made = [
        create_vacancy(office=office, by=officer, at=now, **NATIONAL) for office in (country, town, country)
    ]
    assert [row.reference for row in made] == ["KAZ/2026/1", "KAZ/2026/2", "KAZ/2026/3"]


def test_the_year_of_a_reference_is_that_of_the_office():
    office = OfficeFactory(reference_scheme="KAZ/{year}/{number}", time_zone="Asia/Almaty")
    new_year = datetime(2026, 12, 31, 19, 30, tzinfo=UTC)
    made = create_vacancy(office=office, by=person_with(Role.OFFICER, office), at=new_year, **NATIONAL)
    assert made.reference == "KAZ/2027/1"


@pytest.mark.parametrize(("scope", "countries"), [(Scope.NATIONAL, ["KZ"]), (Scope.INTERNATIONAL, [])])
def test_a_national_vacancy_begins_with_the_country_of_its_office(now, scope, countries):
    office = OfficeFactory(country="KZ")
    made = create_vacancy(
        office=office, by=person_with(Role.OFFICER, office), at=now, kind=Kind.STAFF, scope=scope
    )
    assert made.eligible_countries == countries


def test_nobody_begins_a_notice_in_somebody_elses_office(now):
    with pytest.raises(PermissionDenied):
        create_vacancy(
            office=OfficeFactory(), by=person_with(Role.OFFICER, OfficeFactory()), at=now, **NATIONAL
        )
    assert Vacancy.objects.count() == 0


def test_the_whole_way_to_publication_is_recorded_and_mailed(now):
    vacancy = notice_in(Status.DRAFT, office=OfficeFactory(), reference="KAZ/2026/1")
    people = cast_of(vacancy)
    writer, approver = people["writer"], people["approver"]
    submit_for_approval(vacancy=vacancy, by=writer, at=now)
    return_to_writer(vacancy=vacancy, comment="Name the city.", by=approver, at=now)
    submit_for_approval(vacancy=vacancy, by=writer, at=now)
    published = publish(vacancy=vacancy, by=approver, at=now)
    printed, kept = fingerprint(published.plan), published.versions.get().content_hash
    assert said(vacancy) == [
        f"{people['approver_who_wrote']} changed the notice",
        f"{people['deputy_who_wrote']} changed the notice",
        f"{writer} submitted the notice for approval",
        *["A letter was written: a vacancy waits for approval"] * 4,
        f"{approver} returned the notice to its writer: Name the city.",
        *["A letter was written: a vacancy is returned to its writer"] * 3,
        f"{writer} submitted the notice for approval",
        *["A letter was written: a vacancy waits for approval"] * 4,
        f"{approver} published the notice; fingerprint of the plan: {printed}",
        f"Version 1 of the notice was kept with the fingerprint {kept}",
        *["A letter was written: a vacancy is published"] * 3,
    ]
    assert (published.approved_by, published.published_at) == (approver, now)
    assert found("учебное пособие") == [published]


def test_letters_go_to_those_who_may_act_in_their_language(now):
    vacancy = notice_in(Status.DRAFT, reference="KAZ/2026/1")
    approver = person_with(Role.APPROVER, vacancy.office, language="ru")
    officer = person_with(Role.OFFICER, vacancy.office)
    submit_for_approval(vacancy=vacancy, by=officer, at=now)
    return_to_writer(vacancy=vacancy, comment="Пишите «Астана» & дату.", by=approver, at=now)
    assert [(kind, to) for kind, to, _subject in letters()] == [
        ("vacancy_to_approve", approver.email),
        ("vacancy_returned", vacancy.written_by.email),
        ("vacancy_returned", officer.email),
    ]
    first, returned = Message.objects.order_by("pk")[:2]
    assert f"/ru/desk/vacancies/{vacancy.pk}/approval/" in first.text
    assert returned.subject == "Notice KAZ/2026/1 was returned to you"
    assert "Пишите «Астана» & дату." in returned.text
    assert f"/en/desk/vacancies/{vacancy.pk}/notice/" in returned.text


def test_a_notice_with_something_missing_is_not_submitted_and_the_answer_says_what(now):
    vacancy = notice_in(Status.DRAFT, closes_at=None, home_based=False)
    people = cast_of(vacancy)
    with pytest.raises(Refused) as refusal:
        submit_for_approval(vacancy=vacancy, by=people["writer"], at=now)
    assert str(refusal.value) == (
        "The notice cannot be submitted yet. Add a duty station, or say that the work is home-based. "
        "Set the closing date and time."
    )
    assert Vacancy.objects.get().status == Status.DRAFT
    assert letters() == []


def test_a_missing_language_needs_a_reason_which_stays_with_the_notice(now):
    vacancy = notice_in(Status.DRAFT, title_en="")
    writer = cast_of(vacancy)["writer"]
    with pytest.raises(Refused, match="without the other language"):
        submit_for_approval(vacancy=vacancy, gap_reason="  ", by=writer, at=now)
    submitted = submit_for_approval(vacancy=vacancy, gap_reason=" Work in Russian ", by=writer, at=now)
    assert (submitted.status, submitted.gap_reason) == (Status.IN_APPROVAL, "Work in Russian")


def test_a_reason_is_not_kept_when_no_language_is_missing(now):
    vacancy = notice_in(Status.DRAFT, gap_reason="Old")
    submitted = submit_for_approval(vacancy=vacancy, gap_reason="New", by=cast_of(vacancy)["writer"], at=now)
    assert submitted.gap_reason == ""


def test_a_notice_that_nobody_could_approve_is_not_submitted(now):
    vacancy = notice_in(Status.DRAFT)
    officer = person_with(Role.OFFICER, vacancy.office)
    write(
        stream=vacancy.stream, action="vacancy.changed", by=person_with(Role.APPROVER, vacancy.office), at=now
    )
    with pytest.raises(Refused, match="Nobody can approve"):
        submit_for_approval(vacancy=vacancy, by=officer, at=now)
    assert Vacancy.objects.get().status == Status.DRAFT


def test_who_wrote_the_notice_is_told_in_clear_words_why_they_do_not_publish_it(now):
    vacancy = notice_in(Status.IN_APPROVAL)
    approver = cast_of(vacancy)["approver_who_wrote"]
    for verb, more in [(publish, {}), (return_to_writer, {"comment": "No"})]:
        with pytest.raises(Refused, match="You wrote this notice, so another approver"):
            verb(vacancy=vacancy, by=approver, at=now, **more)


def test_a_notice_is_returned_with_a_comment_only(now):
    vacancy = notice_in(Status.IN_APPROVAL)
    approver = cast_of(vacancy)["approver"]
    with pytest.raises(Refused, match="Say what is to be changed"):
        return_to_writer(vacancy=vacancy, comment=" ", by=approver, at=now)
    returned = return_to_writer(vacancy=vacancy, comment="Dates", by=approver, at=now)
    assert (returned.status, returned.returned_comment) == (Status.DRAFT, "Dates")
    assert Vacancy.objects.get().returned_comment == "Dates"


def test_submitting_again_answers_the_comment(now):
    vacancy = notice_in(Status.DRAFT, returned_comment="Dates")
    submit_for_approval(vacancy=vacancy, by=cast_of(vacancy)["writer"], at=now)
    assert Vacancy.objects.get().returned_comment == ""


def test_a_notice_whose_closing_date_passed_while_it_waited_is_not_published(now):
    vacancy = notice_in(Status.IN_APPROVAL, closes_at=now)
    with pytest.raises(Refused, match="The closing date has passed"):
        publish(vacancy=vacancy, by=cast_of(vacancy)["approver"], at=now)
    assert Vacancy.objects.get().published_at is None


def test_evaluation_begins_when_no_application_can_come_any_more(now):
    vacancy = notice_in(Status.PUBLISHED, closes_at=now)
    officer = cast_of(vacancy)["officer"]
    with pytest.raises(Refused, match="still taken"):
        begin_evaluation(vacancy=vacancy, by=officer, at=now)
    begun = begin_evaluation(vacancy=vacancy, by=officer, at=now + timedelta(seconds=1))
    assert begun.status == Status.UNDER_EVALUATION


def test_evaluation_does_not_begin_after_an_extension_that_its_caller_has_not_seen(now):
    vacancy = notice_in(Status.PUBLISHED, closes_at=now - timedelta(seconds=1))
    Vacancy.objects.update(closes_at=now + timedelta(days=5))
    with pytest.raises(Refused, match="still taken"):
        begin_evaluation(vacancy=vacancy, by=cast_of(vacancy)["officer"], at=now)
