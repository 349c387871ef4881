"""Publication at a chosen moment: the public knows nothing one second before, and everything at that second."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.models import Entry, Message
from portal.record.presenters import sentence
from tests.factories.portal import NOW, OfficeFactory, person_with
from tests.vacancies.publishing.cast import cast_of, notice_in
from tests.vacancies.publishing.test_pages import page, told
from vacancies.models import Vacancy
from vacancies.publishing.actions import begin_evaluation, publish, submit_for_approval, unschedule
from vacancies.vacancy.models import Status

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)
# A Tuesday, nine o'clock in Astana.
MOMENT = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


def approver_of(vacancy):
    return person_with(Role.APPROVER, vacancy.office, name="Zhanna")


def scheduled(moment=MOMENT, **fields):
    vacancy = notice_in(Status.IN_APPROVAL, **fields)
    return publish(vacancy=vacancy, moment=moment, by=approver_of(vacancy), at=NOW)


def at(monkeypatch, moment):
    monkeypatch.setattr("portal.kernel.clock.now", lambda: moment)


def knows(client, vacancy):
    """Which public addresses tell of the vacancy."""
    mention = vacancy.get_absolute_url()
    known = {
        "list": mention in client.get(reverse("listing:vacancies")).content.decode(),
        "search": mention in client.get(reverse("listing:vacancies"), {"q": "manual"}).content.decode(),
        "home": mention in client.get(reverse("listing:home")).content.decode(),
        "notice": client.get(mention).status_code == 200,
        "atom": vacancy.slug in client.get(reverse("listing:feed-atom")).content.decode(),
        "rss": vacancy.slug in client.get(reverse("listing:feed-rss")).content.decode(),
        "calendar": vacancy.reference in client.get(reverse("listing:deadlines")).content.decode(),
        "deadline": client.get(reverse("listing:deadline", args=[vacancy.slug])).status_code == 200,
        "versions": client.get(reverse("listing:versions", args=[vacancy.slug])).status_code == 200,
        "check": mention
        in client.get(reverse("listing:check"), {"what": vacancy.reference}).content.decode(),
        "API": vacancy.reference in client.get("/api/v1/vacancies").content.decode(),
        "one in the API": client.get(f"/api/v1/vacancies/{vacancy.slug}").status_code == 200,
        "site map": vacancy.slug in client.get("/sitemap.xml").content.decode(),
        "application": client.get(reverse("intake:start", args=[vacancy.slug])).status_code != 404,
    }
    return {name for name, value in known.items() if value}


@pytest.mark.parametrize(("zone", "country"), [("Asia/Ashgabat", "TM"), ("Asia/Bishkek", "KG")])
def test_the_public_learns_of_a_notice_at_the_second_it_is_scheduled_for(client, monkeypatch, zone, country):
    office = OfficeFactory(time_zone=zone, country=country)
    nine = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo(zone))
    vacancy = scheduled(nine, office=office)
    at(monkeypatch, nine - SECOND)
    before = knows(client, vacancy)
    at(monkeypatch, nine)
    then = knows(client, vacancy)
    at(monkeypatch, nine + SECOND)
    assert (before, len(then), knows(client, vacancy)) == (set(), 14, then)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOW, "This moment has passed"),
        (NOW - SECOND, "This moment has passed"),
        (NOW + timedelta(days=20), "Applications close before this moment"),
    ],
)
def test_the_moment_lies_between_now_and_the_closing(moment, words):
    with pytest.raises(Refused, match=words):
        scheduled(moment)
    assert Vacancy.objects.get().status == Status.IN_APPROVAL


def test_a_scheduled_notice_is_recorded_and_mailed_as_such():
    vacancy = scheduled()
    entry = Entry.objects.of(vacancy.stream).get(action="vacancy.scheduled")
    assert sentence(entry).startswith(
        "Zhanna approved the notice, to be published at 24\N{NO-BREAK SPACE}November\N{NO-BREAK SPACE}2026, 04:00 UTC; fingerprint of the plan: "
    )
    letter = Message.objects.get(kind="vacancy_published")
    assert letter.subject == f"Notice {vacancy.reference} will be published"
    assert "It appears on 24\xa0November\xa02026, 09:00 (Astana)." in letter.text


def test_the_kept_version_is_that_of_the_moment_of_publication():
    vacancy = scheduled()
    assert [(version.number, version.published_at) for version in vacancy.versions.all()] == [(1, MOMENT)]


def test_the_minimum_period_counts_from_the_moment_and_asks_the_approver_why():
    vacancy = notice_in(Status.IN_APPROVAL)
    by = approver_of(vacancy)
    late = NOW + timedelta(days=7)
    with pytest.raises(Refused) as refusal:
        publish(vacancy=vacancy, moment=late, by=by, at=NOW)
    assert str(refusal.value) == (
        "Say why the notice is to be published all the same. "
        "The notice would be advertised for 13 days; the office asks for at least 14."
    )
    made = publish(vacancy=vacancy, moment=late, overruled_because="The donor's visit", by=by, at=NOW)
    assert made.overruled_because == "The donor's visit"
    data = Entry.objects.of(vacancy.stream).get(action="vacancy.scheduled").data
    assert (data["overruled"], data["overruled_because"]) == (["period"], "The donor's visit")


def test_a_reason_given_at_submission_covers_what_it_was_given_for_and_no_more():
    vacancy = notice_in(Status.DRAFT, closes_at=NOW + timedelta(days=21))
    by = approver_of(vacancy)
    submitted = submit_for_approval(
        vacancy=vacancy,
        overruled_because="The training ends that day",
        by=person_with(Role.OFFICER, vacancy.office),
        at=NOW,
    )
    with pytest.raises(Refused, match="advertised for 13 days"):
        publish(vacancy=submitted, moment=NOW + timedelta(days=8), by=by, at=NOW)
    made = publish(
        vacancy=submitted, moment=NOW + timedelta(days=8), overruled_because="Holidays", by=by, at=NOW
    )
    assert made.overruled_because == "The training ends that day\nHolidays"


def test_a_scheduled_notice_is_taken_back_until_the_last_second_before():
    vacancy = scheduled()
    taken = unschedule(vacancy=vacancy, by=approver_of(vacancy), at=MOMENT - SECOND)
    assert (taken.status, taken.published_at, taken.approved_by) == (Status.IN_APPROVAL, None, None)
    assert taken.versions.count() == 0
    assert publish(vacancy=taken, by=approver_of(vacancy), at=MOMENT).versions.get().number == 1


def test_what_is_public_is_not_taken_back():
    vacancy = scheduled()
    with pytest.raises(Refused, match="public already"):
        unschedule(vacancy=vacancy, by=approver_of(vacancy), at=MOMENT)
    assert Vacancy.objects.get().status == Status.PUBLISHED


def test_a_scheduled_notice_is_not_evaluated():
    vacancy = scheduled()
    with pytest.raises(Refused):
        begin_evaluation(vacancy=vacancy, by=person_with(Role.OFFICER, vacancy.office), at=NOW)


def test_the_approver_schedules_on_the_page_by_the_clock_of_the_office(client):
    vacancy = notice_in(Status.IN_APPROVAL)
    client.force_login(approver_of(vacancy))
    answer = client.post(page("publish", vacancy), {"when": "later", "on": "2026-11-24", "hour": "09:00"})
    assert told(answer) == ["The notice will be published on 24\xa0November\xa02026, 09:00 (Astana)."]
    assert Vacancy.objects.get().published_at == MOMENT
    shown = client.get(page("approval", vacancy)).content.decode()
    assert "to be published" in shown
    assert "Approved by Zhanna, to be published on 24\xa0November\xa02026, 09:00 (Astana)." in shown
    assert "Open the public notice" not in shown
    assert told(client.post(page("unschedule", vacancy))) == [
        "The notice is not going to be published. It is in approval again."
    ]
    assert Vacancy.objects.get().status == Status.IN_APPROVAL


@pytest.mark.parametrize(
    ("sent", "faults"),
    [
        ({"when": "later", "hour": "09:00"}, {"on"}),
        ({"when": "later", "on": "2026-11-24"}, {"hour"}),
        ({"when": "later", "on": "soon", "hour": "09:00"}, {"on"}),
    ],
)
def test_a_moment_that_is_not_whole_comes_back_with_its_field_named(client, sent, faults):
    vacancy = notice_in(Status.IN_APPROVAL)
    client.force_login(approver_of(vacancy))
    answer = client.post(page("publish", vacancy), sent)
    assert set(answer.context["publish_form"].errors) == faults
    assert Vacancy.objects.get().status == Status.IN_APPROVAL


def test_only_who_may_publish_is_offered_to_take_it_back(client):
    vacancy = scheduled()
    people = cast_of(vacancy)
    for person, offered in (("approver", True), ("approver_who_wrote", False), ("officer", False)):
        client.force_login(people[person])
        assert ("Take it back" in client.get(page("approval", vacancy)).content.decode()) is offered


def test_nothing_is_recorded_before_it_is_done():
    vacancy = scheduled()
    assert {entry.at for entry in Entry.objects.of(vacancy.stream)} == {NOW}


def test_the_list_knows_neither_the_words_nor_the_place_of_what_is_scheduled(client, monkeypatch):
    vacancy = scheduled()
    vacancy.duty_stations.create(city_en="Zhanatas", country="KZ")
    vacancy.save()
    for moment, unknown, chosen in [(MOMENT - SECOND, 1, 0), (MOMENT, 0, 1)]:
        at(monkeypatch, moment)
        words = client.get(reverse("listing:vacancies"), {"q": "manual", "type": "staff"})
        place = client.get(reverse("listing:vacancies"), {"place": "zhanatas"})
        assert (len(words.context["unknown_words"]), len(place.context["chosen"])) == (unknown, chosen)


def test_what_was_published_while_the_page_was_read_is_not_taken_back():
    seen = scheduled()
    unschedule(vacancy=seen, by=approver_of(seen), at=NOW)
    publish(vacancy=seen, by=approver_of(seen), at=NOW)
    with pytest.raises(Refused, match="public already"):
        unschedule(vacancy=seen, by=approver_of(seen), at=NOW)
    assert Vacancy.objects.get().is_public(at=NOW)
