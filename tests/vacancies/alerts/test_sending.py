"""Letters on new vacancies: to whom, when, which, in which language; reminders; ends that are announced."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command

from portal.accounts.roles import Role
from portal.models import Message
from tests.factories.portal import NOW, UserFactory, person_with
from tests.factories.publishing import SavedVacancyFactory, SubscriptionFactory
from tests.factories.vacancies import VacancyFactory, planned_vacancy
from vacancies.alerts import appliers
from vacancies.alerts.models import Frequency
from vacancies.alerts.sending import send_due
from vacancies.publishing.actions import publish

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def published(at, **fields):
    return VacancyFactory(published=True, **{"published_at": at, "closes_at": NOW + 20 * DAY, **fields})


def letters(kind="alert_new"):
    return list(Message.objects.filter(kind=kind).order_by("pk"))


def test_a_new_vacancy_that_fits_is_mailed_once_in_the_reader_s_language():
    fits = published(NOW - HOUR, title_ru="Юрист по вопросам миграции")
    published(NOW - HOUR, kind="staff")
    published(NOW - 2 * DAY)
    reader = SubscriptionFactory(search="type=consultant", seen_until=NOW - DAY)
    assert send_due(at=NOW).alerts == 1
    assert send_due(at=NOW).total == 0
    (letter,) = letters()
    assert (letter.to, letter.language) == (reader.email, "ru")
    assert "Юрист по вопросам миграции" in letter.text
    assert fits.get_absolute_url().replace("/en/", "/ru/") in letter.text
    assert letter.text.count("IOMKAZ/") == 1


@pytest.mark.parametrize(
    ("frequency", "pause"),
    [(Frequency.AT_ONCE, timedelta()), (Frequency.DAILY, DAY), (Frequency.WEEKLY, 7 * DAY)],
)
def test_a_letter_comes_as_often_as_was_asked_for(frequency, pause):
    row = SubscriptionFactory(search="", frequency=frequency, seen_until=NOW)
    published(NOW + timedelta(milliseconds=1))
    early = NOW + max(pause - timedelta(seconds=1), timedelta())
    assert send_due(at=early).alerts == 0
    assert send_due(at=early + timedelta(seconds=1)).alerts == 1
    row.refresh_from_db()
    assert row.seen_until == early + timedelta(seconds=1)


def test_a_scheduled_vacancy_is_new_at_its_second_and_not_before():
    SubscriptionFactory(search="", frequency=Frequency.AT_ONCE, seen_until=NOW - HOUR)
    published(NOW)
    assert send_due(at=NOW - timedelta(seconds=1)).total == 0
    assert send_due(at=NOW).alerts == 1


def test_nothing_is_written_where_nothing_is_new():
    row = SubscriptionFactory(search="type=intern", seen_until=NOW - DAY)
    published(NOW - HOUR)
    assert send_due(at=NOW).total == 0
    row.refresh_from_db()
    assert row.seen_until == NOW


@pytest.mark.parametrize(
    "fields",
    [{"confirmed_at": None}, {"ended_at": NOW - DAY}, {"expires_at": NOW}],
    ids=["not confirmed", "ended", "expired"],
)
def test_who_has_not_confirmed_or_has_ended_gets_nothing(fields):
    SubscriptionFactory(search="", seen_until=NOW - DAY, **fields)
    published(NOW - HOUR)
    assert send_due(at=NOW).total == 0


def test_every_alert_can_be_ended_at_one_press_in_the_mail_program(
    settings, django_capture_on_commit_callbacks
):
    settings.SITE_URL = "https://jobs.example.org"
    row = SubscriptionFactory(search="", seen_until=NOW - DAY)
    published(NOW - HOUR)
    with django_capture_on_commit_callbacks(execute=True):
        send_due(at=NOW)
    (message,) = mail.outbox
    assert message.extra_headers["List-Unsubscribe"] == f"<https://jobs.example.org/ru/alerts/{row.key}/end/>"
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_the_end_is_announced_once_a_month_before():
    row = SubscriptionFactory(search="", seen_until=NOW, expires_at=NOW + 30 * DAY)
    assert send_due(at=NOW - timedelta(seconds=1)).announcements == 0
    assert send_due(at=NOW).announcements == 1
    assert send_due(at=NOW + DAY).announcements == 0
    (letter,) = letters("alert_expiring")
    assert f"/ru/alerts/{row.key}/" in letter.text


def test_who_saved_a_vacancy_is_reminded_once_three_days_before_unless_they_have_applied(monkeypatch):
    soon = published(NOW - 9 * DAY, closes_at=NOW + 3 * DAY)
    idle, busy = UserFactory(), UserFactory()
    monkeypatch.setattr(appliers, "_asked", [lambda _vacancy, person: person == busy])
    for person in (idle, busy):
        SavedVacancyFactory(user=person, vacancy=soon)
    SavedVacancyFactory(user=idle, vacancy=published(NOW - DAY, closes_at=NOW + 4 * DAY))
    assert send_due(at=NOW).reminders == 1
    assert send_due(at=NOW + HOUR).reminders == 0
    assert [letter.to for letter in letters("saved_reminder")] == [idle.email]


def test_a_closed_account_gets_no_letters():
    gone = UserFactory(is_active=False)
    SavedVacancyFactory(user=gone, vacancy=published(NOW - HOUR, closes_at=NOW + DAY))
    SubscriptionFactory(user=gone, search="", seen_until=NOW - DAY, expires_at=NOW + DAY)
    assert send_due(at=NOW).total == 0


def test_the_number_of_queries_does_not_grow_with_what_was_published(django_assert_max_num_queries):
    SubscriptionFactory(search="", seen_until=NOW - DAY)
    for _number in range(5):
        published(NOW - HOUR)
    with django_assert_max_num_queries(30):
        assert send_due(at=NOW).alerts == 1


def test_the_command_says_what_it_did(capsys):
    SubscriptionFactory(search="", seen_until=NOW - DAY)
    published(NOW - HOUR)
    call_command("send_alerts")
    assert capsys.readouterr().out == "1 letters on new vacancies, 0 reminders, 0 notices of an end\n"


def test_who_wants_to_know_at_once_has_the_letter_when_the_notice_is_published(
    django_capture_on_commit_callbacks,
):
    SubscriptionFactory(search="", frequency=Frequency.AT_ONCE, seen_until=NOW - HOUR)
    vacancy = planned_vacancy(status="in_approval", home_based=True)
    approver = person_with(Role.APPROVER, vacancy.office)
    because = "The seminar cannot be moved."
    with django_capture_on_commit_callbacks(execute=True):
        publish(vacancy=vacancy, overruled_because=because, by=approver, at=NOW)
    assert len(letters()) == 1
