"""An extension: one officer, forward only, with a reason, told to everybody."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from portal.kernel.workflow import Refused
from portal.models import Entry
from portal.record.verify import breaks
from tests.vacancies.corrigenda.cast import (
    REASON,
    approver_of,
    begun,
    earlier,
    extended,
    officer_of,
    open_notice,
)
from vacancies.corrigenda import actions
from vacancies.corrigenda.models import Change, Status
from vacancies.models import Vacancy
from vacancies.vacancy.models import Status as VacancyStatus

pytestmark = pytest.mark.django_db


def test_an_extension_is_published_at_once_under_the_next_number(now):
    vacancy = open_notice()
    before = vacancy.closes_at
    first, second = extended(vacancy), extended(vacancy, days=3)
    assert (first.number, second.number) == (1, 2)
    assert (first.status, first.approved_by) == (Status.PUBLISHED, None)
    assert (second.closes_before, second.closes_after) == (first.closes_after, before + timedelta(days=8))
    assert Vacancy.objects.get(pk=vacancy.pk).closes_at == before + timedelta(days=8)


def test_it_keeps_what_changed_and_the_version_that_reads_so(now):
    vacancy = open_notice()
    corrigendum = extended(vacancy)
    assert corrigendum.changes == [
        {"path": "closes_at", "old": "2026-12-11T09:00:00Z", "new": "2026-12-16T09:00:00Z"}
    ]
    assert corrigendum.version.content["closes_at"] == "2026-12-16T09:00:00Z"
    assert not corrigendum.of_substance


def test_the_record_tells_it_and_its_chain_holds(now):
    vacancy = open_notice()
    corrigendum = extended(vacancy)
    entry = Entry.objects.of(vacancy.stream).get(action="notice.extended")
    assert entry.data["sha256"] == corrigendum.version.content_hash
    assert (entry.data["number"], entry.data["closes_after"]) == (1, "2026-12-16 14:00+05:00")
    assert list(breaks([vacancy.stream])) == []


@pytest.mark.parametrize("days", [0, -1])
def test_it_only_goes_forward(days, now):
    vacancy = open_notice()
    with pytest.raises(Refused, match="only goes forward"):
        extended(vacancy, days=days)


def test_it_needs_a_reason(now):
    vacancy = open_notice()
    with pytest.raises(Refused, match="Say why"):
        actions.extend(
            vacancy=vacancy, closes_at=vacancy.closes_at + timedelta(days=1), by=officer_of(vacancy), at=now
        )


def test_a_closed_vacancy_opens_again_as_long_as_nobody_has_begun_to_evaluate(now):
    vacancy = open_notice(closes_at=now - timedelta(days=1))
    extended(vacancy, days=3)
    assert Vacancy.objects.get(pk=vacancy.pk).is_open(at=now)


def test_the_new_moment_lies_in_the_future(now):
    vacancy = open_notice(closes_at=now - timedelta(days=5))
    with pytest.raises(Refused, match="has passed"):
        extended(vacancy, days=3)


@pytest.mark.parametrize(
    "status", [VacancyStatus.UNDER_EVALUATION, VacancyStatus.DECIDED, VacancyStatus.CANCELLED]
)
def test_nothing_is_extended_once_the_evaluation_has_begun(status, now):
    with pytest.raises(Refused, match="cannot be extended"):
        extended(open_notice(status=status))


def test_what_is_not_public_yet_needs_no_corrigendum(now):
    vacancy = open_notice(published_at=now + timedelta(days=1))
    with pytest.raises(Refused, match="not public yet"):
        extended(vacancy)


def test_an_approver_alone_does_not_extend(now):
    vacancy = open_notice()
    with pytest.raises(PermissionDenied):
        extended(vacancy, by=approver_of(vacancy))


def test_a_proposal_to_close_earlier_stands_in_the_way(now):
    vacancy = open_notice()
    earlier(vacancy)
    with pytest.raises(Refused, match="Drop that proposal"):
        extended(vacancy)


def test_a_correction_under_way_takes_over_the_new_closing_time(now):
    vacancy = open_notice()
    correction = begun(vacancy)
    extension = extended(vacancy)
    copy = Vacancy.with_amendments.get(pk=correction.working_copy_id)
    assert copy.closes_at == extension.closes_after
    assert [one.change for one in vacancy.corrigenda.under_way()] == [Change.CORRECTION]


def test_one_language_of_the_reason_is_enough(now):
    vacancy = open_notice()
    closes_at = vacancy.closes_at + timedelta(days=1)
    corrigendum = actions.extend(
        vacancy=vacancy, closes_at=closes_at, reason_ru=REASON["reason_ru"], by=officer_of(vacancy), at=now
    )
    assert (corrigendum.reason_en, str(corrigendum.reason)) == ("", REASON["reason_ru"])
