"""The long list as questions: whether it is made, who is on it, what keeps it from being made."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from applications.intake.models import Application, ApplicationQuerySet
from applications.screening.models import Finding, Outcome, Screening
from applications.screening.short_list import ShortListPlace
from vacancies.models import Requirement, Vacancy


def is_made(vacancy: Vacancy) -> bool:
    return Screening.objects.of(vacancy).exists()


def candidates(vacancy: Vacancy) -> ApplicationQuerySet:
    """Who is judged: the long list, less those who did not go on by a confirmed short list."""
    return long_listed(vacancy).exclude(pk__in=not_short_listed(vacancy))


def long_listed(vacancy: Vacancy) -> ApplicationQuerySet:
    """Applications on the long list, less those withdrawn since."""
    submitted = Application.objects.submitted().filter(vacancy=vacancy).select_related("lot")
    return submitted.filter(screening__outcome=Outcome.LONG_LISTED)


def not_short_listed(vacancy: Vacancy) -> QuerySet[ShortListPlace, dict[str, Any]]:
    """Primary keys of those who were candidates and did not go on."""
    out = ShortListPlace.objects.filter(rule__vacancy=vacancy, goes_on=False)
    return out.values("application")


def unfound(applications: ApplicationQuerySet) -> ApplicationQuerySet:
    """The submitted ones at some of whose requirements the rule has not looked yet."""
    return applications.submitted().filter(is_unfound())


def to_decide(applications: ApplicationQuerySet) -> ApplicationQuerySet:
    """The submitted ones on which a person has something left to decide."""
    undecided = Finding.objects.undecided().filter(application=OuterRef("pk"))
    return applications.submitted().filter(is_unfound() | Exists(undecided))


def is_unfound() -> Exists:
    """Of an application: whether the rule has not looked at one of its requirements yet."""
    looked_at = Finding.objects.filter(requirement=OuterRef("pk"), application=OuterRef(OuterRef("pk")))
    asked = Requirement.objects.filter(plan__vacancy=OuterRef("vacancy"))
    return Exists(asked.exclude(Exists(looked_at)))
