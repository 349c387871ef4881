"""Handing in: the deadline by the second, once and only once, frozen, with a receipt; refused attempts are recorded."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from applications.intake import actions
from applications.intake.models import Application, Status
from applications.intake.seal import unseal
from applications.profile.actions import save_profile
from portal.kernel.canonical import sha256_of
from portal.kernel.workflow import Refused
from portal.models import Entry, Message
from portal.record.presenters import sentence
from tests.factories.intake import ApplicationFactory, filled_application
from tests.factories.portal import NOW, HotlineFactory, UserFactory
from tests.factories.vacancies import planned_vacancy
from vacancies.models import Plan
from vacancies.plan.published import fingerprint

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return filled_application(planned_vacancy(published=True))


def submit(draft, at=NOW):
    return actions.submit(application=draft, by=draft.applicant, at=at)


def entries(draft, action):
    return Entry.objects.of(draft.stream).filter(action=action)


@pytest.mark.parametrize("seconds", [-1, 0])
def test_until_the_last_instant_an_application_is_accepted(draft, seconds):
    arrived = draft.vacancy.closes_at + timedelta(seconds=seconds)
    received = submit(draft, arrived)
    assert (received.status, received.submitted_at) == (Status.SUBMITTED, arrived)


@pytest.mark.parametrize("late", [timedelta(microseconds=1), timedelta(seconds=1)])
def test_after_the_closing_time_it_is_refused_and_recorded_and_nothing_is_lost(draft, late):
    before = (list(draft.statements.values()), list(draft.answers.values()), list(draft.attachments.values()))
    arrived = draft.vacancy.closes_at + late
    with pytest.raises(Refused, match="after the closing time"):
        submit(draft, arrived)
    draft.refresh_from_db()
    assert draft.status == Status.DRAFT
    assert before == (
        list(draft.statements.values()),
        list(draft.answers.values()),
        list(draft.attachments.values()),
    )
    entry = entries(draft, "application.refused").get()
    assert (entry.actor, entry.at) == (draft.applicant_id, arrived)
    assert entry.data == {
        "reason": "It came after the closing time, so it was not accepted. Your draft is kept",
        "arrived": arrived.isoformat(),
    }
    assert Message.objects.count() == 0


def test_an_incomplete_application_is_refused_and_recorded(draft):
    draft.statements.all().delete()
    with pytest.raises(Refused, match="Something is still missing"):
        submit(draft)
    assert entries(draft, "application.refused").count() == 1
    assert Plan.objects.get(vacancy=draft.vacancy).frozen_at is None


def test_a_statement_over_the_limit_holds_the_application_back(draft):
    draft.statements.filter(criterion__code="A").update(text="x" * 1501)
    with pytest.raises(Refused):
        submit(draft)
    draft.statements.filter(criterion__code="A").update(text="x" * 1500)
    assert submit(draft).status == Status.SUBMITTED


def test_a_file_with_a_virus_holds_the_application_back_and_one_not_yet_checked_does_not(draft):
    document = draft.attachments.get().document
    document.scan = "infected"
    document.save()
    with pytest.raises(Refused):
        submit(draft)
    document.scan = "pending"
    document.save()
    assert submit(draft).status == Status.SUBMITTED


def test_the_deadline_is_that_of_the_moment_of_handing_in(draft):
    stale = Application.objects.select_related("vacancy").get(pk=draft.pk)
    draft.vacancy.closes_at = NOW - timedelta(seconds=1)
    draft.vacancy.save()
    with pytest.raises(Refused):
        submit(stale)


def test_handed_in_twice_it_is_one_application_with_one_letter(
    client, draft, django_capture_on_commit_callbacks
):
    client.force_login(draft.applicant)
    address = reverse("intake:submit", args=[draft.key])
    with django_capture_on_commit_callbacks(execute=True):
        answers = [client.post(address).headers["Location"] for _ in range(2)]
    assert answers == [draft.get_absolute_url()] * 2
    assert [message.to for message in mail.outbox] == [[draft.applicant.email]]
    assert entries(draft, "application.submitted").count() == 1


def test_a_second_tab_with_an_old_copy_gets_the_first_ones_receipt(draft):
    stale = Application.objects.get(pk=draft.pk)
    first = submit(draft)
    assert submit(stale, NOW + timedelta(minutes=1)) == first
    assert submit(stale).submitted_at == NOW


def test_the_record_tells_of_it_by_name_and_number_of_the_receipt(draft):
    received = submit(draft)
    (entry,) = entries(draft, "application.submitted")
    assert sentence(entry) == f"{draft.applicant} handed in application C1, receipt {received.receipt_number}"


def test_codes_are_given_in_the_order_of_arrival(draft):
    second = filled_application(draft.vacancy)
    assert [submit(second).code, submit(draft).code] == ["C1", "C2"]


def test_the_first_application_freezes_the_plan_and_the_second_leaves_it(draft):
    plan = Plan.objects.get(vacancy=draft.vacancy)
    published = fingerprint(plan)
    submit(draft)
    submit(filled_application(draft.vacancy), NOW + timedelta(hours=1))
    plan.refresh_from_db()
    assert (plan.frozen_at, plan.frozen_fingerprint) == (NOW, published)
    assert entries(draft, "plan.frozen").count() == 1


def test_what_was_handed_in_does_not_follow_the_profile(client, draft):
    received = submit(draft)
    save_profile(user=draft.applicant, at=NOW, family_name="Иванова")
    received.refresh_from_db()
    assert received.name == "Ахметова Динара Ерлановна"
    assert sha256_of(received.snapshot) == received.receipt_hash
    client.force_login(draft.applicant)
    text = client.get(draft.get_absolute_url()).text
    assert "Ахметова" in text
    assert "Иванова" not in text


@pytest.mark.parametrize("verb", ["save_answers", "save_statements"])
def test_nothing_can_be_changed_afterwards(draft, verb):
    submit(draft)
    with pytest.raises(Refused):
        getattr(actions, verb)(application=draft, given={}, by=draft.applicant)


def test_the_entry_carries_hashes_and_no_words_of_the_applicant(draft):
    received = submit(draft)
    entry = entries(draft, "application.submitted").get()
    assert entry.data == {
        "code": "C1",
        "number": received.receipt_number,
        "receipt": received.receipt_hash,
        "files": [draft.attachments.get().document.sha256],
        "price_seal": None,
    }


@pytest.mark.parametrize(
    ("language", "subject", "line"),
    [
        (
            "en",
            "Receipt {number}",
            "Received: 21 November 2026, 14:00:00 (Astana); 21 November 2026, 09:00:00 UTC",
        ),
        ("ru", "{number}", "21 ноября 2026, 14:00:00"),
    ],
)
def test_the_receipt_comes_in_the_language_of_the_applicant(language, subject, line):
    applicant = UserFactory(language=language)
    vacancy = planned_vacancy(published=True)
    HotlineFactory(office=vacancy.office, phone="+7 7172 000000")
    received = submit(filled_application(vacancy, applicant=applicant))
    letter = Message.objects.get()
    text = letter.text.replace("\N{NO-BREAK SPACE}", " ")
    assert letter.language == language
    assert subject.format(number=received.receipt_number) in letter.subject
    for part in (line, received.receipt_hash, received.snapshot["documents"][0]["sha256"], "+7 7172 000000"):
        assert part in text
    assert f"/{language}/applications/{received.key}/" in text


def test_the_page_shows_the_receipt(client, draft):
    received = submit(draft)
    client.force_login(draft.applicant)
    text = client.get(draft.get_absolute_url()).text.replace("\N{NO-BREAK SPACE}", " ")
    for part in (
        received.receipt_number,
        "21 November 2026, 14:00:00",
        "21 November 2026, 09:00:00 UTC",
        received.receipt_hash,
        received.snapshot["documents"][0]["sha256"],
    ):
        assert part in text


def test_a_late_request_is_told_when_it_came_and_what_is_kept(client, draft, monkeypatch):
    client.force_login(draft.applicant)
    late = draft.vacancy.closes_at + timedelta(seconds=7)
    monkeypatch.setattr("portal.kernel.clock.now", lambda: late)
    text = client.post(reverse("intake:submit", args=[draft.key])).text.replace("\N{NO-BREAK SPACE}", " ")
    assert "It came after the closing time, so it was not accepted. Your draft is kept" in text
    assert "Your request came on 11 December 2026, 14:00:07 (Astana)" in text
    assert "What I have done about Criterion A." in text


def test_a_price_is_unreadable_in_the_database_and_the_snapshot():
    draft = filled_application(planned_vacancy(published=True, method="cumulative"), price="987654")
    received = submit(draft)
    offer = draft.price_offer
    assert "987654" not in offer.sealed
    assert "987654" not in str(received.snapshot)
    assert unseal(offer.sealed) == 987654


def test_equal_prices_have_different_seals_of_equal_length():
    drafts = [
        filled_application(planned_vacancy(published=True, method="cumulative"), price=price)
        for price in ("1", "1", "98765432.10")
    ]
    seals = [draft.price_offer.sealed for draft in drafts]
    assert len(set(seals)) == 3
    assert len({len(seal) for seal in seals}) == 1


def test_nobody_applies_after_the_closing_time():
    vacancy = planned_vacancy(closed=True)
    with pytest.raises(Refused, match="closed"):
        actions.start(vacancy=vacancy, by=UserFactory(), at=NOW)


def test_a_draft_is_not_named_in_the_record_of_the_vacancy():
    vacancy = planned_vacancy(published=True)
    person = UserFactory()
    draft = actions.start(vacancy=vacancy, by=person, at=NOW)
    assert Entry.objects.of(vacancy.stream).count() == 0
    assert Entry.objects.of(f"person:{person.pk}").get().action == "application.started"
    assert actions.start(vacancy=vacancy, by=person, at=NOW) == draft


def test_a_draft_keeps_being_a_draft_after_the_closing_time(client):
    draft = ApplicationFactory(vacancy=planned_vacancy(closed=True))
    client.force_login(draft.applicant)
    text = client.get(draft.get_absolute_url()).text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Applications closed on 20 November 2026, 14:00, Astana time (UTC+5)" in text
    assert "Your draft is kept" in text
