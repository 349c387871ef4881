"""Members who act in the same instant: one reveal, no mark after handing in."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from applications.models import Sheet
from applications.scoring import actions
from applications.scoring.models import RoundStatus
from portal.kernel.workflow import Refused
from portal.models import Entry
from portal.record.verify import breaks
from tests.factories.portal import NOW
from tests.factories.scoring import chair_of, declared_panel, filled, opened_round

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
