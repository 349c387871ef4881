"""What was done to seats after the panel was convened is compared with the record."""

import pytest

from applications.desk.verification_of_panels import change_faults
from applications.panels.actions import Place, declare
from applications.panels.models import Seat
from applications.scoring.models import Sheet
from applications.scoring.seating import appoint_chair, end_seat, join, take_over
from tests.factories.portal import NOW, UserFactory
from tests.factories.scoring import of, opened_round
from tests.factories.screening import officer_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def changed():
    """A panel whose chair has left, followed by a member; one who joined, and one who took over the place of the chair."""
    round_ = opened_round()
    by = officer_of(round_.vacancy)
    gone = of(round_, 0).seat
    end_seat(seat=gone, because="departure", reason="A new post.", by=by, at=NOW)
    appoint_chair(seat=of(round_, 1).seat, reason="The oldest.", by=by, at=NOW)
    person = Place(UserFactory(), "member")
    taken = take_over(seat=gone, person=person, reason="The same unit.", by=by, at=NOW)
    declare(seat=taken, conflicts={}, by=taken.user, at=NOW)
    join(panel=round_.panel, person=Place(UserFactory(), "observer"), reason="Learns.", by=by, at=NOW)
    return {
        "gone": gone.pk,
        "chair": of(round_, 1).seat.pk,
        "taken": taken.pk,
        "joined": Seat.objects.last().pk,
    }


def test_a_panel_that_changed_by_the_portal_is_as_recorded(changed):
    assert list(change_faults()) == []


@pytest.mark.parametrize(
    ("which", "change", "words"),
    [
        ("gone", {"ended_reason": "Dismissed."}, "its end is not"),
        ("gone", {"ended_because": "other"}, "its end is not"),
        ("taken", {"joined_reason": "A friend."}, "how it was taken"),
        ("taken", {"place": None}, "how it was taken"),
        ("joined", {"role": "member"}, "is not the seat"),
        ("chair", {"role": "observer"}, "is not the seat"),
    ],
)
def test_what_is_changed_in_the_database_is_found(changed, which, change, words):
    Seat.objects.filter(pk=changed[which]).update(**change)
    assert any(words in fault for fault in change_faults())


def test_a_sheet_that_counts_beside_that_of_the_successor_is_found(changed):
    Sheet.objects.filter(seat=changed["gone"]).update(left_out_reason="")
    assert any("more than one sheet counts" in fault for fault in change_faults())
