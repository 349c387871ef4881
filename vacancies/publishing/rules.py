"""Who may take which step with a vacancy."""

from typing import Any

import rules
from django.db.models import Q, QuerySet

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.accounts.rules import is_approver, is_officer, works_here
from portal.record.models import Entry
from vacancies.vacancy.models import Status, Vacancy

# Deeds that make a person one of those who wrote a notice.
WRITING = ("vacancy.created", "vacancy.changed", "plan.changed", "vacancy.submitted")


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
    return User.objects.filter(Q(pk=vacancy.written_by_id) | Q(pk__in=deeds.values("actor"))).order_by("pk")


def approvers_of(vacancy: Vacancy) -> list[User]:
    """Who may publish the notice: people of its office and of the office above, without its writers."""
    offices = [vacancy.office_id, vacancy.office.parent_id]
    people = User.objects.filter(is_active=True, grants__office__in=offices).distinct().order_by("pk")
    return [person for person in people if person.has_perm("vacancies.publish_vacancy", vacancy)]


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


rules.add_perm("vacancies.view_desk", works_here)
rules.add_perm("vacancies.view_vacancy", works_here)
rules.add_perm("vacancies.view_record", works_here)
rules.add_perm("vacancies.add_vacancy", is_officer)
rules.add_perm("vacancies.edit_vacancy", is_officer & is_draft)
rules.add_perm("vacancies.submit_vacancy", is_officer)
rules.add_perm("vacancies.return_vacancy", is_approver & ~is_writer)
rules.add_perm("vacancies.publish_vacancy", is_approver & ~is_writer)
rules.add_perm("vacancies.evaluate_vacancy", is_officer)
rules.add_perm("vacancies.decide_vacancy", is_approver)
