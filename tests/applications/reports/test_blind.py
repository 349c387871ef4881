"""What the report says of a round that was marked without names."""

import pytest

from applications.ranking.actions import make
from applications.reports.data import report_data
from applications.scoring import blinding
from tests.applications.reports.reading import flat, said
from tests.factories.portal import NOW
from tests.factories.scoring import chair_of, signed_round

pytestmark = pytest.mark.django_db


def test_the_report_says_which_code_stood_for_whom_and_who_showed_the_names():
    round_ = signed_round(asks={"blind_desk": True})
    chair = chair_of(round_.panel)
    blinding.unblind(panel=round_.panel, by=chair, at=NOW)
    make(vacancy=round_.vacancy, by=chair, at=NOW)
    data = report_data(round_.vacancy, "en", at=NOW)
    assert f"{chair} showed the names to the panel" in said(data)
    rows = str([block for block in flat(data) if block["kind"] == "table"])
    codes = round_.pseudonyms.values_list("code", "application__code")
    assert [code for code, application in codes if code not in rows or application not in rows] == []


def test_the_report_is_silent_where_names_were_read():
    round_ = signed_round()
    make(vacancy=round_.vacancy, by=chair_of(round_.panel), at=NOW)
    assert "codes in place of names" not in said(report_data(round_.vacancy, "en", at=NOW))
