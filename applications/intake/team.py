"""A team: those who apply together under one lead, what is said of each, and whether they confirmed it with a CV."""

import uuid
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy, pgettext

from applications.documents.models import Document
from applications.intake.models import Application
from vacancies.models import Lot, Vacancy


def proved_addresses(person: Any) -> list[str]:
    """The mailboxes that the person has proved to be theirs, in lower case."""
    proved = EmailAddress.objects.filter(user=person, verified=True).values_list("email", flat=True)
    return [address.lower() for address in proved]


class TeamQuerySet(models.QuerySet["TeamMember"]):
    def of(self, person: Any) -> "TeamQuerySet":
        """Places that the person has taken, brought a CV for or declined."""
        return self.filter(account=person)

    def waiting_for(self, person: Any) -> "TeamQuerySet":
        """Invitations to a mailbox of the person that nobody has answered yet."""
        proved = EmailAddress.objects.filter(user=person, verified=True).values(address=Lower("email"))
        invited = self.filter(account=None, email__in=proved)
        return invited.exclude(invited_at=None).exclude(email="")

    def confirmed(self) -> "TeamQuerySet":
        return self.exclude(confirmed_at=None)

    def binding(self) -> "TeamQuerySet":
        """Places that keep their person from taking part in the same selection elsewhere."""
        return self.confirmed().filter(binds=True)


class TeamMember(models.Model):
    """One person of a team besides its lead; the name, the address and the part are as the lead wrote them."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="team")
    # As with the application, so that the database holds a person to one place in a selection.
    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="+")
    lot = models.ForeignKey(Lot, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # False in a draft that amends what was handed in, and once that is withdrawn.
    binds = models.BooleanField(default=True)
    name = models.CharField(gettext_lazy("name"), max_length=150)
    # Empty only for who signed on paper and gave none.
    email = models.EmailField(gettext_lazy("e-mail address"), blank=True)
    part = models.CharField(gettext_lazy("part in the work"), max_length=300)
    invited_at = models.DateTimeField(null=True, blank=True)
    # Of the secret in the last link that was sent; empty once it was answered.
    code_hash = models.CharField(max_length=64, blank=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="team_places",
    )
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="team_members"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["application", "email"],
                condition=~Q(email=""),
                name="applications_teammember_address_once",
            ),
            models.UniqueConstraint(
                fields=["application", "account"],
                condition=Q(account__isnull=False),
                name="applications_teammember_account_once",
            ),
            models.UniqueConstraint(
                fields=["vacancy", "account"],
                condition=Q(lot=None, binds=True, confirmed_at__isnull=False),
                name="applications_teammember_one_team_per_person",
            ),
            models.UniqueConstraint(
                fields=["vacancy", "lot", "account"],
                condition=Q(lot__isnull=False, binds=True, confirmed_at__isnull=False),
                name="applications_teammember_one_team_per_person_and_lot",
            ),
            models.UniqueConstraint(
                fields=["code_hash"], condition=~Q(code_hash=""), name="applications_teammember_code_once"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None)
                | Q(account__isnull=False, document__isnull=False, declined_at=None, code_hash=""),
                name="applications_teammember_confirmed_with_a_cv",
            ),
            models.CheckConstraint(
                condition=Q(declined_at=None) | Q(account__isnull=False, document=None, code_hash=""),
                name="applications_teammember_declined_for_good",
            ),
            models.CheckConstraint(
                condition=Q(code_hash="") | (Q(invited_at__isnull=False) & ~Q(email="")),
                name="applications_teammember_code_was_sent",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> tuple[str, str]:
        """Where it stands, as the word and the kind of a chip."""
        if self.confirmed_at:
            return pgettext("in a team", "confirmed"), "ok on"
        if self.declined_at:
            return pgettext("in a team", "declined"), "no"
        if self.invited_at:
            return pgettext("in a team", "invited, no answer yet"), "soon half"
        return pgettext("in a team", "not confirmed"), ""
