"""Whom a change of a vacancy concerns among those who apply: who has a draft, and who has handed in."""

from collections.abc import Iterable

from applications.intake.models import Application, Status
from portal.models import User
from vacancies.alerts import appliers
from vacancies.alerts.sending import REMINDED
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


def is_reminded_of_a_draft(vacancy: Vacancy, person: User) -> bool:
    """Whether a reminder of what was saved would be one of two: that of the draft, begun long enough ago, says more."""
    drafts = Application.objects.of(person).filter(vacancy=vacancy, status=Status.DRAFT)
    return person.wants_reminders and drafts.filter(started_at__lte=vacancy.closes_at - REMINDED).exists()


appliers.register(has_applied)
appliers.register(is_reminded_of_a_draft)
