"""Members who act in the same instant: one reveal, no mark after handing in."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from applications.models import Reopening, Sheet
from applications.ranking import actions as ranking
from applications.scoring import actions
from applications.scoring.models import RoundStatus
from applications.scoring.reopening import reopen
from portal.kernel.workflow import Refused
from portal.models import Entry
from portal.record.verify import breaks
from tests.factories.portal import NOW
from tests.factories.scoring import (
    chair_of,
    declared_panel,
    filled,
    opened_round,
    revealed_round,
    signed_round,
)

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite", reason="the tests' SQLite lives in the memory of one thread"
    ),
]


def at_once(deeds):
    """Do all `deeds` in threads of their own; True for each that was done, False for each that was refused."""

    def done(deed):
        try:
            deed()
        except Refused:
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(done, deeds))


def handing_in(sheet):
    sheet = Sheet.objects.with_panel().get(pk=sheet.pk)
    return lambda: actions.hand_in(sheet=sheet, by=sheet.seat.user, at=NOW)


def test_members_who_hand_in_together_reveal_the_round_once():
    round_ = opened_round(candidates=1)
    done = at_once([handing_in(filled(sheet)) for sheet in round_.sheets.all()])

    round_.refresh_from_db()
    assert (done, round_.status) == ([True] * 3, RoundStatus.MODERATION)
    assert Entry.objects.filter(action="round.revealed").count() == 1
    assert list(breaks([round_.vacancy.stream, round_.stream])) == []


def test_a_sheet_handed_in_from_several_tabs_is_handed_in_once():
    sheet = filled(opened_round(candidates=1).sheets.first())

    assert sorted(at_once([handing_in(sheet)] * 4)) == [False, False, False, True]


def test_a_round_opened_from_several_tabs_is_one_round():
    panel = declared_panel(candidates=1)
    chair = chair_of(panel)

    def opening():
        actions.open_round(panel=panel, stage="desk", by=chair, at=NOW)

    assert sorted(at_once([opening] * 4)) == [False, False, False, True]
    assert panel.rounds.count() == 1


def reopening(round_):
    chair = chair_of(round_.panel)
    return lambda: reopen(round=round_, reason="Overlooked.", by=chair, at=NOW)


def refused(deed):
    """`deed`, with a permission that is gone by then as a refusal."""

    def tried():
        try:
            deed()
        except PermissionDenied as denied:
            raise Refused(str(denied)) from denied

    return tried


def test_a_round_opened_again_from_several_tabs_is_opened_once():
    round_ = signed_round(candidates=1)
    assert sorted(at_once([refused(reopening(round_))] * 4)) == [False, False, False, True]
    round_.refresh_from_db()
    assert (round_.version, Reopening.objects.count()) == (2, 1)


def test_no_signature_outlives_an_opening_that_comes_in_between():
    round_ = revealed_round(candidates=1)
    actions.lock(round=round_, by=chair_of(round_.panel), at=NOW)
    sheets = Sheet.objects.with_panel().filter(round=round_)
    signing = [
        refused(lambda sheet=sheet: actions.sign(sheet=sheet, by=sheet.seat.user, at=NOW)) for sheet in sheets
    ]
    done = at_once([*signing, reopening(round_)])

    assert done[-1]
    assert not sheets.exclude(signed_at=None).exists()
    kept = Reopening.objects.get().sheets
    signed = [kept[sheet.member]["signed_at"] is not None for sheet in sheets]
    assert signed == done[:-1]


def test_a_ranking_made_in_the_instant_of_an_opening_is_of_the_marks_before_it_or_is_not_made():
    round_ = signed_round(candidates=1, method="technical")
    vacancy, chair = round_.vacancy, chair_of(round_.panel)
    ranked, opened = at_once(
        [refused(lambda: ranking.make(vacancy=vacancy, by=chair, at=NOW)), reopening(round_)]
    )

    assert opened
    assert [ranking.stands(one) for one in vacancy.rankings.all()] == [False] * ranked
