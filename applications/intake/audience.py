"""Whom a change of a vacancy concerns among those who apply: who has a draft, and who has handed in."""

from collections.abc import Iterable

from applications.intake.models import Status
from portal.models import User
from vacancies.corrigenda.audience import register
from vacancies.models import Vacancy


def applying_for(vacancy: Vacancy) -> Iterable[User]:
    """Each person once; whoever withdrew has nothing to do with it any more."""
    standing = vacancy.applications.exclude(status=Status.WITHDRAWN).values("applicant")
    return User.objects.filter(pk__in=standing, is_active=True).order_by("pk")


register(applying_for)
