"""An extension, an approval and an application in the same instant: each sees the notice before or after the other, never between."""

from datetime import timedelta

import pytest

from applications.intake.actions import submit
from portal.kernel.workflow import Refused
from portal.record.verify import breaks
from tests.applications.intake.test_at_the_same_time import at_once
from tests.factories.intake import filled_application
from tests.vacancies.corrigenda.cast import REASON, approver_of, begun, officer_of, open_notice, submitted
from vacancies.corrigenda import actions
from vacancies.models import Corrigendum, NoticeVersion, Vacancy
from vacancies.plan.actions import save_plan
from vacancies.plan.published import fingerprint

pytestmark = pytest.mark.django_db(transaction=True)


def tried(deed):
    """The deed, or why it was refused."""

    def trying():
        try:
            return deed()
        except Refused as refused:
            return str(refused)

    return trying


def test_extensions_of_one_instant_are_numbered_without_gaps_and_only_go_forward(now):
    vacancy = open_notice()
    officers = [officer_of(vacancy) for _person in range(4)]

    def extending(number):
        return lambda: actions.extend(
            vacancy=vacancy,
            closes_at=vacancy.closes_at + timedelta(days=number + 1),
            by=officers[number],
            at=now,
            **REASON,
        )

    at_once([tried(extending(number)) for number in range(4)])
    published = list(Corrigendum.objects.order_by("number"))
    moments = [one.closes_after for one in published]
    assert [one.number for one in published] == list(range(1, len(published) + 1))
    assert (moments, Vacancy.objects.get().closes_at) == (
        sorted(moments),
        vacancy.closes_at + timedelta(days=4),
    )
    assert list(NoticeVersion.objects.values_list("number", flat=True)) == list(range(1, len(published) + 1))
    assert list(breaks([vacancy.stream])) == []


def test_who_hands_in_while_the_vacancy_is_extended_is_late_or_in_time_but_never_lost(now):
    vacancy = open_notice(closes_at=now - timedelta(seconds=1))
    officer = officer_of(vacancy)
    drafts = [filled_application(vacancy) for _person in range(4)]
    extending = lambda: actions.extend(  # noqa: E731 - one deed among others
        vacancy=vacancy, closes_at=now + timedelta(days=3), by=officer, at=now, **REASON
    )
    handing_in = [
        tried(lambda draft=draft: submit(application=draft, by=draft.applicant, at=now).code)
        for draft in drafts
    ]
    said = at_once([extending, *handing_in])[1:]
    codes = sorted(word for word in said if word.startswith("C"))
    late = [word for word in said if "after the closing time" in word]
    assert codes == [f"C{number}" for number in range(1, len(codes) + 1)]
    assert len(codes) + len(late) == 4
    assert list(breaks([vacancy.stream])) == []
    for draft in drafts:
        draft.refresh_from_db()
        draft.vacancy.refresh_from_db()
        if not draft.code:
            assert submit(application=draft, by=draft.applicant, at=now).code


def test_the_plan_changes_or_the_application_comes_in_but_not_both(now):
    vacancy = open_notice()
    officer, approver = officer_of(vacancy), approver_of(vacancy)
    corrigendum = begun(vacancy, by=officer)
    save_plan(plan=corrigendum.working_copy.plan, fields={"pass_mark": 60}, by=officer, at=now)
    corrigendum = actions.submit(corrigendum=corrigendum, of_substance=True, by=officer, at=now, **REASON)
    draft = filled_application(vacancy)
    at_once(
        [
            tried(lambda: actions.approve(corrigendum=corrigendum, by=approver, at=now)),
            tried(lambda: submit(application=draft, by=draft.applicant, at=now)),
        ]
    )
    draft.refresh_from_db()
    read = Vacancy.objects.get()
    published = Corrigendum.objects.public().exists()
    assert read.plan.pass_mark == (60 if published else 50)
    assert draft.snapshot["plan_fingerprint"] == fingerprint(read.plan)
    assert list(breaks([vacancy.stream])) == []


def test_two_approvers_of_one_instant_publish_it_once(now):
    vacancy = open_notice()
    corrigendum = submitted(vacancy)
    approvers = [approver_of(vacancy) for _person in range(3)]
    at_once(
        [
            tried(lambda by=by: actions.approve(corrigendum=Corrigendum.objects.get(), by=by, at=now))
            for by in approvers
        ]
    )
    assert (Corrigendum.objects.get().number, NoticeVersion.objects.count()) == (1, 1)
    assert corrigendum.vacancy.corrigenda.public().count() == 1


def test_changes_begun_at_once_are_one(now):
    vacancy = open_notice()
    officers = [officer_of(vacancy) for _person in range(3)]
    at_once(
        [tried(lambda by=by: actions.begin_correction(vacancy=vacancy, by=by, at=now)) for by in officers]
    )
    assert Corrigendum.objects.under_way().count() == 1
