"""The pages of a round that is opened again: what is asked before it, who reads the version that was locked, what the results say."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.translation import override

from applications.models import Mark
from applications.scoring import actions
from applications.scoring.reopening import reopen
from portal.accounts.roles import Role
from tests.factories.decisions import ranked_selection
from tests.factories.portal import NOW, PASSWORD, person_with
from tests.factories.scoring import chair_of, opened_round, signed_round

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def round_():
    return signed_round(opened_round(candidates=2))


def page(client, person, name, *parts, **data):
    client.force_login(person)
    address = reverse(f"scoring:{name}", args=parts)
    answer = client.post(address, data) if data else client.get(address)
    return answer, answer.content.decode()


def opened_again(round_):
    """Opened by the chair, and one mark of the first sheet revised since."""
    reopen(round=round_, reason="Overlooked.", by=chair_of(round_.panel), at=LATER)
    mark = Mark.objects.filter(sheet__round=round_).order_by("pk").first()
    actions.revise(mark=mark, value=Decimal("1.5"), reason="Anew.", by=mark.sheet.seat.user, at=LATER)
    round_.refresh_from_db()
    return mark


def test_the_chair_reads_what_it_means_and_opens_with_reason_and_password(client, round_):
    chair = chair_of(round_.panel)
    chair.set_password(PASSWORD)
    chair.save()
    _answer, text = page(client, chair, "reopen", round_.pk)
    assert "goes back to the discussion" in text
    assert 'name="instead"' not in text

    _answer, text = page(client, chair, "reopen", round_.pk, reason="Overlooked.", password="wrong")
    round_.refresh_from_db()
    assert round_.is_locked
    assert "Overlooked." in text

    page(client, chair, "reopen", round_.pk, reason="Overlooked.", password=PASSWORD)
    round_.refresh_from_db()
    assert (round_.is_locked, round_.version) == (False, 2)


def test_the_office_is_asked_why_the_chair_cannot(client, round_):
    officer = person_with(Role.OFFICER, round_.office)
    assert 'name="instead"' in page(client, officer, "reopen", round_.pk)[1]


def test_where_it_cannot_be_done_the_page_says_why_and_asks_nothing(client):
    selection = ranked_selection(method="cumulative")
    _answer, text = page(client, selection.chair, "reopen", selection.panel.rounds.get().pk)
    assert "The prices have been seen" in text
    assert 'name="reason"' not in text


def test_an_approver_allows_it_on_a_page_of_their_own(client):
    selection = ranked_selection(method="cumulative")
    round_ = selection.panel.rounds.get()
    assert (
        reverse("scoring:allow", args=[round_.pk]) in page(client, selection.approver, "round", round_.pk)[1]
    )
    page(client, selection.approver, "allow", round_.pk, reason="A clerical mistake.")

    assert round_.allowances.get().by == selection.approver
    _answer, text = page(client, selection.chair, "reopen", round_.pk)
    assert "A clerical mistake." in text
    assert 'name="reason"' in text


def test_panel_and_office_go_on_reading_the_locked_version_while_the_next_is_the_panels_alone(client, round_):
    mark = opened_again(round_)
    auditor = person_with(Role.AUDITOR, round_.office)
    for reader in (chair_of(round_.panel), auditor):
        answer, text = page(client, reader, "version", round_.pk, 1)
        assert answer.status_code == 200
        assert "1.5" not in text
        answer, text = page(client, reader, "version-of-candidate", round_.pk, 1, mark.application.code)
        assert mark.reason in text
        assert "Anew." not in text
    assert page(client, auditor, "compare", round_.pk, mark.application.code)[0].status_code == 404
    assert "Anew." in page(client, chair_of(round_.panel), "compare", round_.pk, mark.application.code)[1]


def test_a_version_that_never_ended_has_no_page(client, round_):
    opened_again(round_)
    for number in (0, 2):
        assert page(client, chair_of(round_.panel), "version", round_.pk, number)[0].status_code == 404


def test_a_member_with_a_conflict_does_not_read_that_candidate_in_a_locked_version(client):
    round_ = signed_round(opened_round(candidates=2, conflicts={1: [0]}))
    reopen(round=round_, reason="Overlooked.", by=chair_of(round_.panel), at=LATER)
    member = round_.panel.seats.scoring()[1].user
    text = page(client, member, "version-of-candidate", round_.pk, 1, "C1")[1]
    assert "Reason of" not in text
    assert "Reason of" in page(client, member, "version-of-candidate", round_.pk, 1, "C2")[1]


def test_the_round_lists_the_versions_and_the_results_say_that_they_are_of_marks_as_they_were(client):
    selection = ranked_selection(method="technical")
    round_ = selection.panel.rounds.get()
    opened_again(round_)
    assert "Overlooked." in page(client, selection.chair, "round", round_.pk)[1]

    client.force_login(selection.approver)
    text = client.get(reverse("ranking:results", args=[selection.vacancy.pk])).content.decode()
    assert "The marks were opened again after it was made" in text


def test_in_russian_a_revised_mark_with_decimals_stands_beside_its_original(client):
    selection = ranked_selection(method="technical")
    round_ = selection.panel.rounds.get()
    Mark.objects.filter(sheet__round=round_).update(value=Decimal("4.75"))
    opened_again(round_)
    client.force_login(selection.chair)
    with override("ru"):
        address = reverse("scoring:round", args=[round_.pk])
    assert "<s>4,75</s>" in client.get(address).content.decode()
