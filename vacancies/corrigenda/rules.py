"""Who approves a change of a published notice: an approver who had no hand in it."""

from typing import Any

import rules
from django.db.models import Q, QuerySet

from portal.accounts.colleagues import who_may
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.accounts.rules import is_approver
from portal.record.models import Entry
from vacancies.corrigenda.models import Change, Corrigendum, Status
from vacancies.publishing.rules import WRITING, writers_of
from vacancies.vacancy.models import Status as VacancyStatus

PROPOSED = "corrigendum.submitted"


@rules.predicate
def is_proposer(user: Any, corrigendum: Corrigendum | None) -> bool:
    """Whether the person proposed the change, now or before it was returned, or wrote part of the corrected notice."""
    if corrigendum is None:
        return False
    if corrigendum.proposed_by_id == user.pk:
        return True
    deeds = Entry.objects.of(corrigendum.vacancy.stream).filter(actor=user.pk)
    if deeds.filter(action=PROPOSED, subject=corrigendum.subject).exists():
        return True
    copy = corrigendum.working_copy
    return copy is not None and writers_of(copy).filter(pk=user.pk).exists()


@rules.predicate
def is_cancelled(_user: Any, subject: Any) -> bool:
    """Whether the vacancy, or that of the subject, is cancelled: nothing of it is evaluated any more."""
    vacancy = getattr(subject, "vacancy", subject)
    return vacancy is not None and vacancy.status == VacancyStatus.CANCELLED


def proposers_of(corrigendum: Corrigendum) -> list[User]:
    """Who had a hand in the change, and so is told what became of it."""
    deeds = Entry.objects.of(corrigendum.vacancy.stream).filter(action=PROPOSED, subject=corrigendum.subject)
    people = Q(pk=corrigendum.proposed_by_id) | Q(pk__in=deeds.values("actor"))
    if corrigendum.working_copy:
        people |= Q(pk__in=writers_of(corrigendum.working_copy).values("pk"))
    return list(User.objects.filter(people).order_by("pk"))


def approvers_of(corrigendum: Corrigendum) -> list[User]:
    """Who may approve the change: people of the office and of the one above, and those who stand in for them."""
    return who_may("vacancies.approve_corrigendum", corrigendum, office=corrigendum.vacancy.office)


def submitted_to(user: User) -> QuerySet[Corrigendum]:
    """Changes in approval at the offices of `user`, less those `user` proposed or wrote last."""
    submitted = Corrigendum.objects.filter(
        status=Status.IN_APPROVAL, vacancy__office__in=user.offices_as(Role.APPROVER)
    )
    theirs = submitted.exclude(proposed_by=user).exclude(working_copy__written_by=user)
    return theirs.select_related("vacancy__office", "working_copy").order_by("vacancy__closes_at", "pk")


def waiting_for(user: User) -> list[Corrigendum]:
    """Changes in approval that `user` may approve, those of notices that close first on top; three queries at most."""
    waiting = list(submitted_to(user))
    subjects = [subject for one in waiting for subject in _subjects(one)]
    own = set(
        Entry.objects.filter(
            actor=user.pk, action__in=(PROPOSED, *WRITING), subject__in=subjects
        ).values_list("subject", flat=True)
    )
    return [one for one in waiting if not own.intersection(_subjects(one))]


def _subjects(corrigendum: Corrigendum) -> list[str]:
    """What the record calls the change, and the copy in which it is written."""
    copy = corrigendum.working_copy
    return [corrigendum.subject, *([copy.reference] if copy else [])]


def going_on_in(user: User) -> QuerySet[Corrigendum]:
    """Changes that are written, in the offices whose notices `user` writes; what was returned first."""
    drafts = Corrigendum.objects.filter(
        status=Status.DRAFT, vacancy__office__in=user.offices_as(Role.OFFICER)
    ).filter(~Q(returned_comment="") | Q(proposed_by=user, change=Change.CORRECTION))
    return drafts.select_related("vacancy__office").order_by("pk")


rules.add_perm("vacancies.approve_corrigendum", is_approver & ~is_proposer)
