"""Whoever has a draft is reminded of it once before the closing time, in their language, and can end that at one press."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from applications.intake import reminding
from applications.intake.models import Application
from portal.accounts.leaving import headers_for
from portal.mailing.models import Message
from tests.factories.intake import ApplicationFactory, filled_application, submitted_application
from tests.factories.portal import NOW, UserFactory
from tests.factories.publishing import SavedVacancyFactory
from tests.factories.vacancies import planned_vacancy
from vacancies.alerts.sending import send_due
from vacancies.models import Vacancy

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def closing_in(days, **fields):
    vacancy = planned_vacancy(published=True, **fields)
    Vacancy.objects.filter(pk=vacancy.pk).update(closes_at=NOW + days * DAY)
    vacancy.refresh_from_db()
    return vacancy


def draft_for(vacancy, *, begun=NOW - 5 * DAY, **applicant):
    return ApplicationFactory(vacancy=vacancy, applicant=UserFactory(**applicant), started_at=begun)


def reminders():
    return list(Message.objects.filter(kind="draft_reminder").order_by("pk"))


def test_a_draft_is_reminded_once_and_not_before_its_time():
    draft_for(closing_in(3))
    assert send_due(at=NOW - timedelta(seconds=1)).reminders == 0
    assert send_due(at=NOW).reminders == 1
    assert send_due(at=NOW + DAY).reminders == 0


def test_after_an_extension_it_is_reminded_once_more():
    vacancy = closing_in(2)
    draft_for(vacancy)
    assert reminding.remind(NOW) == 1
    Vacancy.objects.filter(pk=vacancy.pk).update(closes_at=NOW + 20 * DAY)
    assert [reminding.remind(NOW + days * DAY) for days in (1, 16, 17, 18)] == [0, 0, 1, 0]


def test_the_days_are_a_setting(settings):
    settings.DRAFT_REMINDER_DAYS = 2
    draft_for(closing_in(3))
    assert [reminding.remind(NOW), reminding.remind(NOW + DAY)] == [0, 1]


@pytest.mark.parametrize(
    ("applicant", "begun"),
    [
        ({"wants_reminders": False}, NOW - 5 * DAY),
        ({"is_active": False}, NOW - 5 * DAY),
        ({}, NOW - timedelta(hours=23)),
    ],
    ids=["ended the reminders", "closed the account", "began only now"],
)
def test_is_not_reminded_who(applicant, begun):
    draft_for(closing_in(2), begun=begun, **applicant)
    assert reminding.remind(NOW) == 0


def test_what_was_handed_in_or_is_closed_is_not_reminded():
    submitted_application(closing_in(2))
    draft_for(closing_in(0))
    assert reminding.remind(NOW + timedelta(seconds=1)) == 0


def test_the_letter_names_what_is_missing_with_links_in_the_readers_language_and_on_both_clocks():
    draft = draft_for(closing_in(2), language="ru", time_zone="Europe/Berlin")
    reminding.remind(NOW)
    (letter,) = reminders()
    assert letter.subject == f"{draft.vacancy.reference}: черновик заявки не подан"
    assert "Не хватает:" in letter.text
    assert f"/ru/applications/{draft.key}/person/?check=1#id_family_name" in letter.text
    assert f"/ru/applications/{draft.key}/declaration/?check=1#id_declared" in letter.text
    assert "14:00 (Астана)" in letter.text
    assert "10:00 (Europe/Berlin)" in letter.text
    assert letter.headers == headers_for(draft.applicant)


def test_a_whole_draft_is_led_to_the_review():
    draft = filled_application(closing_in(2))
    Application.objects.filter(pk=draft.pk).update(started_at=NOW - 5 * DAY)
    reminding.remind(NOW)
    (letter,) = reminders()
    assert "Still missing" not in letter.text
    assert f"/en/applications/{draft.key}/review/" in letter.text


@pytest.mark.parametrize("begun", [NOW - 5 * DAY, NOW - timedelta(hours=2)])
def test_who_saved_the_vacancy_as_well_has_one_reminder_and_not_two(begun):
    draft = draft_for(closing_in(3), begun=begun)
    SavedVacancyFactory(user=draft.applicant, vacancy=draft.vacancy)
    sent = [send_due(at=NOW + hours * timedelta(hours=1)).reminders for hours in (0, 1, 23, 30, 60)]
    assert sum(sent) == 1


def test_who_ended_the_reminders_of_drafts_is_still_told_of_what_they_saved():
    draft = draft_for(closing_in(3), wants_reminders=False)
    SavedVacancyFactory(user=draft.applicant, vacancy=draft.vacancy)
    send_due(at=NOW)
    assert [letter.kind for letter in Message.objects.all()] == ["saved_reminder"]


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_the_same_time_write_one_letter(monkeypatch):
    draft = draft_for(closing_in(2))
    # Both have seen the draft as due before either has written.
    monkeypatch.setattr(reminding, "_due", lambda _at: [Application.objects.get(pk=draft.pk)])

    def run(_number):
        try:
            return reminding.remind(NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(run, range(4))) == [0, 0, 0, 1]
    assert len(reminders()) == 1


def address_in(person):
    return headers_for(person)["List-Unsubscribe"].strip("<>").split("localhost:8000")[-1]


def test_one_press_of_a_mail_program_ends_the_reminders_without_signing_in():
    person = UserFactory(language="ru")
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(address_in(person), {"List-Unsubscribe": "One-Click"})
    person.refresh_from_db()
    assert (answer.status_code, person.wants_reminders) == (200, False)


def test_opening_the_address_ends_nothing_and_offers_one_button(client):
    person = UserFactory()
    page = client.get(address_in(person)).content.decode()
    person.refresh_from_db()
    assert person.wants_reminders
    assert page.count('<form class="form" method="post">') == 1
    assert person.email not in page


@pytest.mark.parametrize("token", ["1", "MQ:abc", "x" * 60])
def test_an_address_we_did_not_sign_ends_nothing(client, token):
    UserFactory(pk=1)
    assert client.post(reverse("accounts:stop-reminders", args=[token])).status_code == 404


def test_the_address_of_another_ends_nothing_of_mine(client):
    mine, other = UserFactory(), UserFactory()
    client.post(address_in(other))
    mine.refresh_from_db()
    assert mine.wants_reminders


def test_the_number_of_queries_to_find_what_is_due_does_not_grow(django_assert_num_queries):
    vacancy = closing_in(2)
    for _number in range(5):
        draft_for(vacancy)
    reminding.remind(NOW)
    with django_assert_num_queries(2):
        assert reminding.remind(NOW) == 0
