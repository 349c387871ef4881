"""Whom a change of a vacancy concerns among those who apply: who has a draft, and who has handed in."""

from collections.abc import Iterable

from applications.intake.models import Application, Status
from portal.models import User
from vacancies.alerts import appliers
from vacancies.corrigenda.audience import register
from vacancies.models import Vacancy


def applying_for(vacancy: Vacancy) -> Iterable[User]:
    """Each person once; whoever withdrew has nothing to do with it any more."""
    standing = vacancy.applications.exclude(status=Status.WITHDRAWN).values("applicant")
    return User.objects.filter(pk__in=standing, is_active=True).order_by("pk")


register(applying_for)


def has_applied(vacancy: Vacancy, person: User) -> bool:
    """Whether a reminder of the closing time would come too late: the application is in."""
    return Application.objects.of(person).filter(vacancy=vacancy).received().exists()


appliers.register(has_applied)
