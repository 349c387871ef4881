"""Invitations that become void before they are answered: what their links say, and the letter, once."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import models

from applications.intake.deadline import is_taken
from applications.intake.inviting import hash_of
from applications.intake.models import Application
from applications.intake.team import TeamMember
from portal.kernel.addresses import site
from portal.mailing.actions import Address, queue
from vacancies.models import Vacancy


class LapsedInvitation(models.Model):
    """What is left of an invitation, so that its link can say what has become of it; nothing of who sent or got it."""

    # Of the secret in the last link that was sent, as with the place in the team.
    code_hash = models.CharField(max_length=64, unique=True)
    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="+")
    lapsed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(code_hash=""), name="applications_lapsedinvitation_has_a_link"
            )
        ]

    def __str__(self) -> str:
        return f"{self.vacancy}: {self.lapsed_at:%Y-%m-%d}"


def lapsed(secret: str) -> LapsedInvitation | None:
    """What has become of the invitation that the link was sent for; None for one whose team still stands, and for no link of ours."""
    rows = LapsedInvitation.objects.filter(code_hash=hash_of(secret))
    return rows.select_related("vacancy__office").first()


def lapse(application: Application, at: datetime) -> None:
    """Note that the invitations of a draft that goes are void, and write to who has not answered.

    After the closing time nobody is written to: the letter that invited said that the link ends then.
    """
    rows = list(application.team.exclude(invited_at=None))
    LapsedInvitation.objects.bulk_create(
        LapsedInvitation(code_hash=row.code_hash, vacancy_id=row.vacancy_id, lapsed_at=at)
        for row in rows
        if row.code_hash
    )
    if is_taken(application, at=at):
        for row in rows:
            if row.account_id is None:
                _tell(row, at)


def _tell(row: TeamMember, at: datetime) -> None:
    """In the language of the account behind the mailbox; without one in all, as the invitation was."""
    first = row.application.language
    spoken = _language_behind(row.email)
    both = [first, *(code for code, _name in settings.LANGUAGES if code != first)]
    to = Address(email=row.email, language=spoken or first, name=row.name)
    languages = [spoken] if spoken else both
    context = {"member": row, "vacancy": row.vacancy, "languages": languages, "site": site()}
    queue(kind="team_lapsed", to=to, context=context, at=at)


def _language_behind(email: str) -> str:
    proved = EmailAddress.objects.filter(email__iexact=email, verified=True, user__is_active=True)
    return proved.values_list("user__language", flat=True).first() or ""
