"""`manage.py verify` and blind rounds: the codes, the showing of names and what was hidden by hand are those of the record."""

import pytest

from applications.scoring import blinding, hidden_passages
from applications.scoring.hidden_passages import HiddenPassage
from applications.scoring.models import Round
from applications.scoring.pseudonyms import Pseudonym
from portal.accounts.roles import Role
from tests.applications.desk.test_verify import faults, verified
from tests.factories.portal import NOW, UserFactory, person_with
from tests.factories.scoring import chair_of, opened_round, signed_round

pytestmark = pytest.mark.django_db

BLIND = {"blind_desk": True}


@pytest.fixture
def shown():
    """A blind round whose names were shown, with words hidden in C1."""
    round_ = signed_round(asks=BLIND)
    person = round_.vacancy.applications.get(code="C1")
    officer = person_with(Role.OFFICER, round_.office)
    hidden_passages.hide(application=person, text="the only one", by=officer, at=NOW)
    twice = hidden_passages.hide(application=person, text="by mistake", by=officer, at=NOW)
    hidden_passages.show_again(passage=twice, by=officer, at=NOW)
    blinding.unblind(panel=round_.panel, by=chair_of(round_.panel), at=NOW)
    return Round.objects.get()


def test_a_blind_round_that_nobody_touched_stands(shown):
    assert verified()[0] == 0


def test_another_code_is_found(shown):
    Pseudonym.objects.filter(application__code="C1").update(code="9")
    assert "codes of its candidates" in faults()[0]


def test_a_round_that_is_said_not_to_be_blind_is_found():
    round_ = opened_round(asks=BLIND)
    round_.panel.is_blind = False
    round_.panel.save()
    assert "its names are open to the panel" in faults()[0]
    Round.objects.update(is_blind=False)
    assert "against the plan" in faults()[0]


@pytest.mark.parametrize("field", ["unblinded_by", "unblinded_at"])
def test_another_person_or_moment_of_showing_the_names_is_found(shown, field):
    wrong = {"unblinded_by": UserFactory(), "unblinded_at": NOW.replace(year=2025)}
    Round.objects.update(**{field: wrong[field]})
    assert "who showed its names" in faults()[0]


def test_names_shown_without_an_entry_are_found():
    round_ = signed_round(asks=BLIND)
    Round.objects.update(unblinded_by=chair_of(round_.panel), unblinded_at=NOW)
    assert "who showed its names" in faults()[0]


def test_words_that_were_unhidden_or_hidden_behind_the_record_are_found(shown):
    HiddenPassage.objects.update(text="another one")
    assert "what is hidden in its texts" in faults()[0]
    HiddenPassage.objects.all().delete()
    assert "what is hidden in its texts" in faults()[0]
