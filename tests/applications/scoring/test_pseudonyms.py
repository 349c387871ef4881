"""Codes of a blind round: stable within it, tied to nothing, and the only thing that its members call candidates by."""

import pytest
from django.core.exceptions import PermissionDenied

from applications.panels.rules import reads_blind
from applications.scoring import actions, blinding
from applications.scoring.pseudonyms import Pseudonym, callings_of
from portal.kernel.workflow import Refused
from portal.record.models import Entry
from tests.factories.portal import NOW, UserFactory
from tests.factories.scoring import chair_of, declared_panel, opened_round, revealed_round, signed_round
from tests.factories.vacancies import CriterionFactory
from vacancies.models import Criterion

pytestmark = pytest.mark.django_db

BLIND = {"blind_desk": True}


def blind_round(**fields):
    return opened_round(asks=BLIND, **fields)


def codes(round_) -> dict[int, str]:
    return dict(round_.pseudonyms.values_list("application", "code"))


def test_every_candidate_of_a_blind_round_gets_a_code_that_is_not_the_one_of_the_application():
    round_ = blind_round(candidates=5)
    people = {person.pk: person.code for person in round_.vacancy.applications.received()}
    assert round_.is_blind
    assert codes(round_).keys() == people.keys()
    assert len(set(codes(round_).values())) == 5
    assert not set(codes(round_).values()) & set(people.values())


def test_codes_are_drawn_and_do_not_follow_the_order_of_the_applications():
    drawn = [list(codes(blind_round(candidates=6)).items()) for _again in range(4)]
    ranks = {
        tuple(pk for pk, _code in sorted(one, key=lambda pair: pair[1])) == tuple(sorted(dict(one)))
        for one in drawn
    }
    assert False in ranks


def test_a_round_of_a_plan_that_says_nothing_of_it_has_no_codes_and_no_entry_of_them():
    round_ = opened_round()
    assert not round_.is_blind
    assert not Pseudonym.objects.exists()
    assert not Entry.objects.filter(action="round.blinded").exists()
    person = round_.vacancy.applications.received().first()
    called = callings_of(round_, chair_of(round_.panel)).of(person)
    assert (called.code, called.name) == (person.code, person.name)


def test_members_and_observers_call_candidates_by_their_codes_and_the_secretary_by_their_names():
    round_ = blind_round(roles={"secretary": UserFactory(), "observer": UserFactory()})
    person = round_.vacancy.applications.received().first()
    for seat in round_.panel.seats.all():
        called = callings_of(round_, seat.user).of(person)
        is_secretary = seat.role == "secretary"
        assert reads_blind(seat.user, round_) is not is_secretary
        assert called.code == (person.code if is_secretary else codes(round_)[person.pk])
        assert (person.name in called.name) is is_secretary


def test_who_does_not_sit_reads_names():
    round_ = blind_round()
    person = round_.vacancy.applications.received().first()
    assert callings_of(round_, UserFactory()).of(person).name == person.name


def test_the_record_tells_which_code_stands_for_whom():
    round_ = blind_round()
    people = {person.code: person.pk for person in round_.vacancy.applications.received()}
    entry = Entry.objects.of(round_.vacancy.stream).get(action="round.blinded")
    assert {people[code]: said for code, said in entry.data["codes"].items()} == codes(round_)


def test_names_are_shown_by_the_chair_to_all_at_once_when_the_blind_round_is_locked():
    round_ = signed_round(asks=BLIND)
    panel, person = round_.panel, round_.vacancy.applications.received().first()
    blinding.unblind(panel=panel, by=chair_of(panel), at=NOW)
    round_.refresh_from_db()
    assert (round_.unblinded_by, round_.unblinded_at) == (chair_of(panel), NOW)
    for seat in panel.seats.all():
        assert callings_of(round_, seat.user).of(person).name == person.name
    assert Entry.objects.of(round_.vacancy.stream).filter(action="round.unblinded").count() == 1


@pytest.mark.parametrize("stage", [opened_round, revealed_round])
def test_names_are_not_shown_before_the_lock(stage):
    round_ = stage(asks=BLIND)
    with pytest.raises(Refused, match="locked"):
        blinding.unblind(panel=round_.panel, by=chair_of(round_.panel), at=NOW)
    round_.refresh_from_db()
    assert round_.hides_names


def test_nobody_but_the_chair_on_the_panel_shows_names():
    round_ = signed_round(asks=BLIND)
    member = round_.panel.seats.get(pk=round_.panel.seats.order_by("pk")[1].pk).user
    with pytest.raises(PermissionDenied):
        blinding.unblind(panel=round_.panel, by=member, at=NOW)


def test_a_second_blind_round_keeps_the_codes_as_long_as_nobody_learnt_a_name():
    panel = two_stages()
    first = signed_round(opened_round(panel))
    second = actions.open_round(panel=panel, stage="test", by=chair_of(panel), at=NOW)
    assert codes(second) == codes(first)


def test_a_second_blind_round_has_codes_of_its_own_once_the_first_is_unblinded():
    panel = two_stages(candidates=6)
    first = signed_round(opened_round(panel))
    blinding.unblind(panel=panel, by=chair_of(panel), at=NOW)
    second = actions.open_round(panel=panel, stage="test", by=chair_of(panel), at=NOW)
    assert second.panel.is_blind
    assert codes(second) != codes(first)


def two_stages(**fields):
    """A panel whose desk review and written test are both blind."""
    panel = declared_panel(asks={"blind_desk": True, "blind_test": True}, **fields)
    CriterionFactory(plan=panel.vacancy.plan, code="T", stage="test", order=3)
    assert Criterion.objects.filter(plan=panel.vacancy.plan).count() == 3
    return panel
