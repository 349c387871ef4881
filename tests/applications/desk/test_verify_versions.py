"""`manage.py verify` recomputes locked versions and the rankings made of them, and finds what was changed in either."""

import pytest

from applications.models import Allowance, Ranking, Reopening, Revision
from applications.ranking.actions import make
from applications.scoring.actions import lock, sign
from applications.scoring.recusal import find_conflict, leave_out
from applications.scoring.reopening import reopen
from applications.scoring.versions import versions_of
from tests.applications.desk.test_verify import faults, verified
from tests.applications.desk.test_verify_steps import behind
from tests.factories.decisions import ranked_selection
from tests.factories.reopening import LATER, opened_and_ranked_again

pytestmark = pytest.mark.django_db


@pytest.fixture
def selection():
    return opened_and_ranked_again(ranked_selection(method="cumulative"))


def test_old_and_new_versions_stand(selection):
    first, second = Ranking.objects.order_by("version")
    assert first.result != second.result
    assert verified()[0] == 0


CHANGES = {
    "the reason of an opening": (Reopening, {}, {"reason": "Another."}, "version 1: its opening is not"),
    "a signature of the old version": (Reopening, {}, {"sheets": {}}, "version 1: its opening is not"),
    "whether prices were seen": (Reopening, {}, {"prices_seen": False, "allowance": None}, "its opening is not"),
    "the reason of an allowance": (Allowance, {}, {"reason": "Another."}, "version 1: that it may be opened"),
    "a revision moved into the old version": (Revision, {}, {"version": 1}, "is not what was locked"),
    "a revision moved beyond the new one": (Revision, {}, {"version": 3}, "does not follow from the sheets"),
    "a ranking said to be of other marks": (Ranking, {"version": 1}, {"rounds": {"desk": 2}}, "the versions of the marks"),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_one_value_changed_is_found_and_its_place_named(selection, what):
    model, where, values, words = CHANGES[what]
    behind(model, where, **values)
    assert any(words in fault for fault in faults())


def test_an_opening_that_vanished_is_found(selection):
    Reopening.objects.all().delete()
    assert any("not counted as they were opened" in fault for fault in faults())


def test_a_member_left_out_for_a_conflict_found_since_still_counts_in_the_old_version():
    selection = ranked_selection(method="technical")
    round_ = selection.panel.rounds.get()
    reopen(round=round_, reason="A conflict came to light.", by=selection.chair, at=LATER)
    sheet = round_.sheets.exclude(seat__user=selection.chair).first()
    find_conflict(
        seat=sheet.seat, conflicts={selection.applications[0]: "A cousin."}, by=sheet.seat.user, at=LATER
    )
    leave_out(sheet=sheet, reason="A cousin.", by=selection.chair, at=LATER)
    lock(round=round_, by=selection.chair, at=LATER)
    for counted in round_.sheets.counted():
        sign(sheet=counted, by=counted.seat.user, at=LATER)
    again = make(vacancy=selection.vacancy, by=selection.chair, at=LATER, reason="A conflict.")

    def judges(ranking):
        return ranking.evaluation["candidates"][0]["marks"].keys()

    assert judges(selection.ranking) - judges(again) == {sheet.member}
    assert verified()[0] == 0
    assert sheet.member in versions_of(round_)[0].signed
