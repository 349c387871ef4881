"""Whom an officer may look up: people the office knows, never the portal's applicants at large."""

from django.db.models import Q, QuerySet

from applications.intake.team import TeamMember
from portal.accounts.models import User
from vacancies.models import Vacancy


def known_to(vacancy: Vacancy) -> "QuerySet[User]":
    """People with a role in the office or the one above it, and who sat on its panels; no applicant of this vacancy."""
    office = vacancy.office
    works_here = Q(grants__office__in=[office.pk, office.parent_id or office.pk])
    sat_here = Q(seats__panel__vacancy__office=office)
    applied = User.objects.filter(applications__vacancy=vacancy)
    teamed = TeamMember.objects.confirmed().filter(vacancy=vacancy).values("account")
    return (
        User.objects.filter(works_here | sat_here, is_active=True)
        .exclude(pk__in=applied)
        .exclude(pk__in=teamed)
        .distinct()
        .order_by("name")
    )


def by_address(email: str) -> User | None:
    return User.objects.filter(email=email.lower()).first()
