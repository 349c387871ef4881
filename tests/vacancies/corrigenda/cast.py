"""An office of a few people around a published notice."""

from datetime import timedelta

from portal.accounts.roles import Role
from tests.factories.portal import NOW, UserFactory, person_with
from tests.factories.vacancies import planned_vacancy
from vacancies.corrigenda import actions
from vacancies.models import Corrigendum, Vacancy
from vacancies.vacancy.actions import save_notice

REASON = {"reason_en": "Few applications have come in.", "reason_ru": "Поступило мало заявок."}


def open_notice(**fields) -> Vacancy:
    """A whole notice that is open for twenty days more."""
    return planned_vacancy(**{"published": True, "home_based": True, **fields})


def officer_of(vacancy: Vacancy):
    return person_with(Role.OFFICER, vacancy.office)


def approver_of(vacancy: Vacancy):
    return person_with(Role.APPROVER, vacancy.office)


def extended(vacancy: Vacancy, *, days: int = 5, by=None, at=NOW) -> Corrigendum:
    return actions.extend(
        vacancy=vacancy,
        closes_at=Vacancy.objects.get(pk=vacancy.pk).closes_at + timedelta(days=days),
        by=by or officer_of(vacancy),
        at=at,
        **REASON,
    )


def begun(vacancy: Vacancy, *, by=None, at=NOW, **fields) -> Corrigendum:
    """A correction in whose working copy `fields` are changed."""
    by = by or officer_of(vacancy)
    corrigendum = actions.begin_correction(vacancy=vacancy, by=by, at=at)
    if fields:
        save_notice(vacancy=corrigendum.working_copy, fields=fields, stations=[], by=by, at=at)
    return Corrigendum.objects.get(pk=corrigendum.pk)


def submitted(vacancy: Vacancy, *, by=None, at=NOW, of_substance=True, **fields) -> Corrigendum:
    """A correction that waits for an approver; the office has one."""
    by = by or officer_of(vacancy)
    approver_of(vacancy)
    corrigendum = begun(vacancy, by=by, at=at, **(fields or {"title_en": "Junior expert"}))
    return actions.submit(corrigendum=corrigendum, of_substance=of_substance, by=by, at=at, **REASON)


def corrected(vacancy: Vacancy, *, at=NOW, **fields) -> Corrigendum:
    """A correction that another person has published."""
    corrigendum = submitted(vacancy, at=at, **fields)
    return actions.approve(corrigendum=corrigendum, by=approver_of(vacancy), at=at)


def cancellation(vacancy: Vacancy, *, at=NOW) -> Corrigendum:
    """A cancellation that waits for an approver."""
    approver_of(vacancy)
    return actions.propose_cancellation(vacancy=vacancy, by=officer_of(vacancy), at=at, **REASON)


def cancelled(vacancy: Vacancy, *, at=NOW) -> Corrigendum:
    return actions.approve(corrigendum=cancellation(vacancy, at=at), by=approver_of(vacancy), at=at)


def earlier(vacancy: Vacancy, *, days: int = 5, by=None, at=NOW) -> Corrigendum:
    """An earlier closing, so many days from `at`, that waits for an approver."""
    approver_of(vacancy)
    return actions.propose_earlier_closing(
        vacancy=vacancy, closes_at=at + timedelta(days=days), by=by or officer_of(vacancy), at=at, **REASON
    )


def reader():
    return UserFactory()
