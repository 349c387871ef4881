"""Who may take which step with a vacancy."""

from typing import Any

import rules
from django.db.models import Q, QuerySet

from portal.accounts.colleagues import who_may
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.accounts.rules import is_approver, is_officer, is_signed_in, is_translator, works_here
from portal.record.models import Entry
from vacancies.vacancy.models import Status, Vacancy

# The role that approves.
APPROVING = (Role.APPROVER,)
# Deeds that make a person one of those who wrote a notice.
WRITING = ("vacancy.created", "vacancy.changed", "plan.changed", "texts.changed", "vacancy.submitted")


@rules.predicate
def is_draft(_user: Any, vacancy: Vacancy | None) -> bool:
    """Asked of no vacancy in particular: some may be."""
    return vacancy is None or vacancy.status == Status.DRAFT


@rules.predicate
def is_writer(user: Any, vacancy: Vacancy | None) -> bool:
    """Whether the person wrote any part of the notice or of its plan."""
    return vacancy is not None and writers_of(vacancy).filter(pk=user.pk).exists()


def writers_of(vacancy: Vacancy) -> QuerySet[User]:
    """Who created, changed or submitted the notice or its plan: the record remembers."""
    deeds = Entry.objects.of(vacancy.stream).filter(action__in=WRITING)
    # The working copy of a corrigendum is written in the stream of its vacancy, under "REFERENCE K1".
    if vacancy.amends_id:
        deeds = deeds.filter(subject=vacancy.reference)
    else:
        deeds = deeds.exclude(subject__startswith=f"{vacancy.reference} ")
    return User.objects.filter(Q(pk=vacancy.written_by_id) | Q(pk__in=deeds.values("actor"))).order_by("pk")


def offices_of(vacancy: Vacancy) -> list[int]:
    """The office of the vacancy, and the one above whose people act for it too."""
    return [pk for pk in (vacancy.office_id, vacancy.office.parent_id) if pk]


def approvers_of(vacancy: Vacancy) -> list[User]:
    """Who may publish the notice: people of its office and of the office above and their deputies, without its writers."""
    return who_may("vacancies.publish_vacancy", vacancy, office=vacancy.office)


def waiting_for(user: User) -> list[Vacancy]:
    """Notices in approval that `user` may publish, those that close first on top; three queries, however many wait."""
    submitted = Vacancy.objects.filter(status=Status.IN_APPROVAL, office__in=user.offices_as(Role.APPROVER))
    waiting = list(
        submitted.exclude(written_by=user).select_related("office", "written_by").order_by("closes_at", "pk")
    )
    streams = [vacancy.stream for vacancy in waiting]
    own = Entry.objects.filter(stream__in=streams, action__in=WRITING, actor=user.pk).values_list(
        "stream", flat=True
    )
    written = set(own)
    return [vacancy for vacancy in waiting if vacancy.stream not in written]


@rules.predicate
def is_working_copy(_user: Any, vacancy: Vacancy | None) -> bool:
    """The copy in which a correction is written goes its way with its corrigendum, not by itself."""
    return vacancy is not None and vacancy.amends_id is not None


@rules.predicate
def is_in_approval(_user: Any, vacancy: Vacancy | None) -> bool:
    return vacancy is not None and vacancy.status == Status.IN_APPROVAL


@rules.predicate
def is_commenter(user: Any, comment: Any) -> bool:
    return comment is not None and comment.by_id == user.pk


@rules.predicate
def is_commented_draft(_user: Any, comment: Any) -> bool:
    return comment is not None and comment.vacancy.status == Status.DRAFT


rules.add_perm("vacancies.view_desk", works_here)
rules.add_perm("vacancies.view_vacancy", works_here)
rules.add_perm("vacancies.view_record", works_here)
rules.add_perm("vacancies.add_vacancy", is_officer)
rules.add_perm("vacancies.edit_vacancy", is_officer & is_draft)
rules.add_perm("vacancies.submit_vacancy", is_officer & ~is_working_copy)
rules.add_perm("vacancies.return_vacancy", is_approver & ~is_writer & ~is_working_copy)
rules.add_perm("vacancies.publish_vacancy", is_approver & ~is_writer & ~is_working_copy)
rules.add_perm("vacancies.evaluate_vacancy", is_officer)
rules.add_perm("vacancies.decide_vacancy", is_approver)
rules.add_perm("vacancies.comment_vacancy", is_approver & ~is_writer & is_in_approval)
rules.add_perm("vacancies.settle_comment", (is_officer & is_commented_draft) | is_commenter)
rules.add_perm("vacancies.share_preview", is_officer | is_approver)
rules.add_perm("vacancies.view_translation", works_here | is_translator)
rules.add_perm("vacancies.translate_vacancy", (is_officer | is_translator) & is_draft)
rules.add_perm("vacancies.edit_clauses", is_officer)
rules.add_perm("vacancies.save_template", is_officer)
rules.add_perm("vacancies.edit_synonyms", is_officer)
rules.add_perm("vacancies.export_vacancy", works_here)
rules.add_perm("vacancies.extend_vacancy", is_officer)
rules.add_perm("vacancies.propose_corrigendum", is_officer)
rules.add_perm("vacancies.view_corrigendum", works_here)
rules.add_perm("vacancies.answer_questions", is_officer)
rules.add_perm("vacancies.ask_question", is_signed_in & ~works_here & ~is_translator)
rules.add_perm("vacancies.keep_vacancy", is_signed_in)
# Four eyes on a cancellation are those of its corrigendum.
rules.add_perm("vacancies.cancel_vacancy", is_approver)
