"""A correction: a copy in the editor, another person's approval, one transaction that changes the notice."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.utils.http import urlencode

from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.models import Entry
from tests.factories.intake import submitted_application
from tests.factories.portal import DelegationFactory, RoleGrantFactory, person_with
from tests.vacancies.corrigenda.cast import (
    REASON,
    approver_of,
    begun,
    corrected,
    extended,
    officer_of,
    open_notice,
    submitted,
)
from vacancies.corrigenda import actions
from vacancies.corrigenda.models import Corrigendum, Status
from vacancies.corrigenda.rules import approvers_of, waiting_for
from vacancies.document.form import document_of
from vacancies.listing.filters import VacancyFilter
from vacancies.models import NoticeVersion, Vacancy
from vacancies.plan.actions import save_plan
from vacancies.vacancy.actions import save_notice
from vacancies.vacancy.models import Status as VacancyStatus

pytestmark = pytest.mark.django_db


def test_the_working_copy_says_what_the_notice_says_under_a_name_of_its_own(now):
    vacancy = open_notice()
    copy = begun(vacancy).working_copy
    same = {"format": "", "reference": ""}
    assert document_of(copy) | same == document_of(Vacancy.objects.get(pk=vacancy.pk)) | same
    assert (copy.reference, copy.slug) == (f"{vacancy.reference} K1", f"{vacancy.slug}-k1")
    assert (copy.status, copy.stream) == (VacancyStatus.DRAFT, vacancy.stream)


def test_readers_see_nothing_of_it_before_it_is_approved(now):
    vacancy = open_notice()
    submitted(vacancy, title_en="Junior expert")
    assert Vacancy.objects.get(pk=vacancy.pk).title_en == vacancy.title_en
    assert Vacancy.objects.filter(title_en="Junior expert").count() == 0


def test_its_approval_changes_the_notice_and_keeps_what_changed(now):
    vacancy = open_notice()
    corrigendum = corrected(vacancy, title_en="Junior expert", openings=3)
    read = Vacancy.objects.get(pk=vacancy.pk)
    assert (read.title_en, read.openings, read.reference) == ("Junior expert", 3, vacancy.reference)
    assert corrigendum.changes == [
        {"path": "title.en", "old": vacancy.title_en, "new": "Junior expert"},
        {"path": "openings", "old": 1, "new": 3},
    ]
    assert (corrigendum.number, corrigendum.status) == (1, Status.PUBLISHED)
    assert NoticeVersion.objects.get(vacancy=vacancy) == corrigendum.version


def test_the_changed_words_are_found_and_the_old_ones_are_not(now):
    vacancy = open_notice()
    corrected(vacancy, title_en="Hydrologist", title_ru="Гидролог")
    found = {
        word: list(VacancyFilter(QueryDict(urlencode({"q": word})), at=now).qs)
        for word in ("hydrologist", "ведущий")
    }
    assert found == {"hydrologist": [vacancy], "ведущий": []}


def test_its_working_copy_is_gone_afterwards(now):
    corrigendum = corrected(open_notice())
    assert (corrigendum.working_copy, Vacancy.with_amendments.exclude(amends=None).count()) == (None, 0)


def test_an_extension_in_between_is_not_overwritten(now):
    vacancy = open_notice()
    corrigendum = submitted(vacancy)
    extension = extended(vacancy)
    published = actions.approve(corrigendum=corrigendum, by=approver_of(vacancy), at=now)
    assert (extension.number, published.number) == (1, 2)
    assert Vacancy.objects.get(pk=vacancy.pk).closes_at == extension.closes_after
    assert [one["path"] for one in published.changes] == ["title.en"]


def test_the_closing_time_is_none_of_its_business(now):
    vacancy = open_notice()
    corrigendum = submitted(vacancy, title_en="Junior expert", closes_at=now + timedelta(days=99))
    actions.approve(corrigendum=corrigendum, by=approver_of(vacancy), at=now)
    assert Vacancy.objects.get(pk=vacancy.pk).closes_at == vacancy.closes_at


def test_nothing_changed_is_nothing_to_submit(now):
    vacancy = open_notice()
    with pytest.raises(Refused, match="Nothing in the notice is changed"):
        submitted(vacancy, closes_at=now + timedelta(days=99))


def test_a_second_change_waits_for_the_first(now):
    vacancy = open_notice()
    begun(vacancy)
    with pytest.raises(Refused, match="Another change of this notice is under way"):
        begun(vacancy)


def test_a_closed_notice_is_not_corrected(now):
    with pytest.raises(Refused, match="Applications are closed"):
        begun(open_notice(closes_at=now - timedelta(seconds=1)))


def test_a_correction_that_waited_too_long_is_not_published(now):
    vacancy = open_notice()
    corrigendum = submitted(vacancy)
    with pytest.raises(Refused, match="Applications are closed"):
        actions.approve(
            corrigendum=corrigendum, by=approver_of(vacancy), at=vacancy.closes_at + timedelta(seconds=1)
        )
    assert Corrigendum.objects.get().status == Status.IN_APPROVAL


def test_a_fault_that_stops_a_notice_stops_its_correction(now):
    vacancy = open_notice()
    with pytest.raises(Refused, match="cannot be published like this"):
        submitted(vacancy, title_en="", title_ru="")


def test_a_lost_language_needs_a_reason(now):
    vacancy = open_notice()
    corrigendum = begun(vacancy, title_en="")
    approver_of(vacancy)
    said = {"corrigendum": corrigendum, "of_substance": False, "by": officer_of(vacancy), "at": now, **REASON}
    with pytest.raises(Refused, match="without the other language"):
        actions.submit(**said)
    assert actions.submit(gap_reason="The translation follows.", **said).status == Status.IN_APPROVAL


def test_the_plan_can_be_corrected_before_anybody_has_applied(now):
    vacancy = open_notice()
    officer = officer_of(vacancy)
    approver_of(vacancy)
    corrigendum = begun(vacancy, by=officer)
    save_plan(plan=corrigendum.working_copy.plan, fields={"pass_mark": 60}, by=officer, at=now)
    actions.submit(corrigendum=corrigendum, of_substance=True, by=officer, at=now, **REASON)
    published = actions.approve(corrigendum=corrigendum, by=approver_of(vacancy), at=now)
    assert published.changes == [{"path": "plan.pass_mark", "old": "50", "new": "60"}]
    assert Vacancy.objects.get(pk=vacancy.pk).plan.pass_mark == 60


def test_the_plan_stands_as_soon_as_one_application_is_in(now):
    vacancy = open_notice()
    submitted_application(vacancy)
    corrigendum = begun(vacancy)
    with pytest.raises(Refused, match="frozen"):
        save_plan(
            plan=corrigendum.working_copy.plan, fields={"pass_mark": 60}, by=officer_of(vacancy), at=now
        )


def test_an_application_in_between_stops_a_correction_of_the_plan(now):
    vacancy = open_notice()
    officer = officer_of(vacancy)
    approver_of(vacancy)
    corrigendum = begun(vacancy, by=officer)
    save_plan(plan=corrigendum.working_copy.plan, fields={"pass_mark": 60}, by=officer, at=now)
    corrigendum = actions.submit(corrigendum=corrigendum, of_substance=True, by=officer, at=now, **REASON)
    submitted_application(vacancy)
    with pytest.raises(Refused, match="stands as it was published"):
        actions.approve(corrigendum=corrigendum, by=approver_of(vacancy), at=now)
    assert Vacancy.objects.get(pk=vacancy.pk).plan.pass_mark == 50


def test_a_text_is_corrected_although_applications_are_in(now):
    vacancy = open_notice()
    application = submitted_application(vacancy)
    corrected(vacancy, title_en="Junior expert")
    assert list(Vacancy.objects.get(pk=vacancy.pk).applications.all()) == [application]


def test_returned_it_can_be_edited_and_submitted_again(now):
    vacancy = open_notice()
    officer = officer_of(vacancy)
    corrigendum = submitted(vacancy, by=officer)
    with pytest.raises(Refused, match="no longer a draft"):
        save_notice(vacancy=corrigendum.working_copy, fields={"openings": 9}, stations=[], by=officer, at=now)
    returned = actions.give_back(
        corrigendum=corrigendum, comment="Say which expert.", by=approver_of(vacancy), at=now
    )
    save_notice(vacancy=returned.working_copy, fields={"openings": 9}, stations=[], by=officer, at=now)
    again = actions.submit(corrigendum=returned, of_substance=True, by=officer, at=now, **REASON)
    assert (again.status, again.returned_comment) == (Status.IN_APPROVAL, "")


def test_dropped_it_leaves_the_notice_and_its_name_is_not_given_again(now):
    vacancy = open_notice()
    officer = officer_of(vacancy)
    actions.drop(corrigendum=begun(vacancy, by=officer, title_en="Junior expert"), by=officer, at=now)
    assert Vacancy.objects.get(pk=vacancy.pk).title_en == vacancy.title_en
    assert begun(vacancy).working_copy.reference == f"{vacancy.reference} K2"


def test_who_wrote_a_part_of_it_does_not_approve_it(now):
    vacancy = open_notice()
    both = person_with(Role.APPROVER, vacancy.office)
    RoleGrantFactory(user=both, office=vacancy.office, role=Role.OFFICER)
    corrigendum = begun(vacancy, by=officer_of(vacancy))
    save_notice(vacancy=corrigendum.working_copy, fields={"openings": 2}, stations=[], by=both, at=now)
    approver_of(vacancy)
    corrigendum = actions.submit(
        corrigendum=corrigendum, of_substance=True, by=officer_of(vacancy), at=now, **REASON
    )
    assert both not in approvers_of(corrigendum)
    with pytest.raises(Refused, match="had a hand"):
        actions.approve(corrigendum=corrigendum, by=both, at=now)


def test_who_proposed_it_before_it_was_returned_does_not_approve_what_another_submits(now):
    vacancy = open_notice()
    both = person_with(Role.APPROVER, vacancy.office)
    RoleGrantFactory(user=both, office=vacancy.office, role=Role.OFFICER)
    approver = approver_of(vacancy)
    first = actions.propose_cancellation(vacancy=vacancy, by=both, at=now, **REASON)
    returned = actions.give_back(corrigendum=first, comment="Why?", by=approver, at=now)
    again = actions.submit(corrigendum=returned, by=officer_of(vacancy), at=now, **REASON)
    with pytest.raises(Refused, match="had a hand"):
        actions.approve(corrigendum=again, by=both, at=now)


def test_in_an_office_of_two_one_writes_and_the_other_approves(now):
    vacancy = open_notice()
    first, second = (person_with(Role.APPROVER, vacancy.office) for _person in range(2))
    for person in (first, second):
        RoleGrantFactory(user=person, office=vacancy.office, role=Role.OFFICER)
    corrigendum = begun(vacancy, by=first, title_en="Junior expert")
    corrigendum = actions.submit(corrigendum=corrigendum, of_substance=True, by=first, at=now, **REASON)
    assert (approvers_of(corrigendum), waiting_for(first), waiting_for(second)) == (
        [second], [], [corrigendum],
    )  # fmt: skip
    assert actions.approve(corrigendum=corrigendum, by=second, at=now).approved_by == second


def test_alone_in_the_office_one_cannot_submit(now):
    vacancy = open_notice()
    alone = person_with(Role.APPROVER, vacancy.office)
    RoleGrantFactory(user=alone, office=vacancy.office, role=Role.OFFICER)
    corrigendum = begun(vacancy, by=alone, title_en="Junior expert")
    with pytest.raises(Refused, match="Nobody can approve"):
        actions.submit(corrigendum=corrigendum, of_substance=True, by=alone, at=now, **REASON)


def test_a_deputy_on_leave_cover_approves(now):
    vacancy = open_notice()
    corrigendum = submitted(vacancy)
    giver = approvers_of(corrigendum)[0]
    deputy = DelegationFactory(office=vacancy.office, giver=giver).deputy
    assert waiting_for(deputy) == [corrigendum]
    assert deputy in approvers_of(corrigendum)
    assert actions.approve(corrigendum=corrigendum, by=deputy, at=now).approved_by == deputy


def test_the_record_names_who_proposed_and_who_approved(now):
    vacancy = open_notice()
    corrigendum = corrected(vacancy)
    entries = Entry.objects.of(vacancy.stream).filter(subject=corrigendum.subject)
    assert [(entry.action, entry.actor) for entry in entries.order_by("number")] == [
        ("corrigendum.begun", corrigendum.proposed_by_id),
        ("corrigendum.submitted", corrigendum.proposed_by_id),
        ("notice.corrected", corrigendum.approved_by_id),
    ]
