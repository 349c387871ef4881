"""Whom a change of a vacancy concerns among those who apply: who has a draft, and who has handed in."""

from collections.abc import Iterable

from django.db.models import Q

from applications.intake.models import Application, Status
from applications.intake.on_behalf import OnBehalf
from applications.intake.team import TeamMember
from portal.mailing import addresses
from portal.mailing.actions import Address
from portal.models import User
from vacancies.alerts import appliers
from vacancies.alerts.sending import REMINDED
from vacancies.corrigenda.audience import register
from vacancies.models import Vacancy


def applying_for(vacancy: Vacancy) -> Iterable[User]:
    """Each person once, those of teams among them; whoever withdrew has nothing to do with it any more."""
    standing = vacancy.applications.exclude(status=Status.WITHDRAWN).values("applicant")
    members = TeamMember.objects.binding().filter(vacancy=vacancy).values("account")
    concerned = Q(pk__in=standing) | Q(pk__in=members)
    return User.objects.filter(concerned, is_active=True).order_by("pk")


def entered_for(vacancy: Vacancy) -> Iterable[Address]:
    """Those for whom the office has entered an application, as far as they gave an address."""
    standing = vacancy.applications.exclude(status=Status.WITHDRAWN)
    entered = OnBehalf.objects.unclaimed().filter(application__in=standing).exclude(email="")
    rows = entered.select_related("application__applicant").order_by("pk")
    return [row.addressee for row in rows]


def entered_address(person: User) -> str | None:
    """Where letters go to somebody for whom the office has entered an application; None for anybody else."""
    entered = OnBehalf.objects.unclaimed().filter(application__applicant=person).first()
    return entered.email if entered else None


register(applying_for)
register(entered_for)
addresses.register(entered_address)


def has_applied(vacancy: Vacancy, person: User) -> bool:
    """Whether a reminder of the closing time would come too late: the application is in."""
    received = vacancy.applications.received()
    return received.filter(Q(applicant=person) | Q(team__account=person)).exists()


def is_reminded_of_a_draft(vacancy: Vacancy, person: User) -> bool:
    """Whether a reminder of what was saved would be one of two: that of the draft, begun long enough ago, says more."""
    drafts = Application.objects.of(person).filter(vacancy=vacancy, status=Status.DRAFT)
    return person.wants_reminders and drafts.filter(started_at__lte=vacancy.closes_at - REMINDED).exists()


appliers.register(has_applied)
appliers.register(is_reminded_of_a_draft)
