"""A virus found in a file of an application that was handed in, and the time given to put another in its place."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from applications.documents.models import Document
from applications.intake.models import Application
from applications.intake.team import TeamMember
from vacancies.models import DocumentAsked

_IN_PLACE = Q(
    application__attachments__document=F("document"), application__attachments__asked=F("asked")
) | Q(member__document=F("document"))


class InfectionQuerySet(models.QuerySet["Infection"]):
    def open(self, *, at: datetime) -> "InfectionQuerySet":
        """Those whose file still stands in the application and may be replaced now."""
        return self.filter(_IN_PLACE, replaced_at=None, until__gte=at).distinct()

    def left_to_the_office(self) -> "InfectionQuerySet":
        """Those of people who applied, or signed, on paper and have no account to replace the file themselves."""
        entered = Q(
            member=None, application__on_behalf__isnull=False, application__on_behalf__claimed_at=None
        )
        signed = Q(member__account__is_active=False, application__on_behalf__isnull=False)
        return self.filter(entered | signed)


class Infection(models.Model):
    """One infected file of one application: a document asked for, or the CV of one of the team. `until` is empty where it was found too late for another."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="infections")
    asked = models.ForeignKey(
        DocumentAsked, null=True, blank=True, on_delete=models.PROTECT, related_name="infections"
    )
    member = models.ForeignKey(
        TeamMember, null=True, blank=True, on_delete=models.CASCADE, related_name="infections"
    )
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="infections")
    found_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = InfectionQuerySet.as_manager()

    class Meta:
        ordering = ("found_at", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["application", "asked", "document"], name="applications_infection_told_once"
            ),
            models.UniqueConstraint(
                fields=["member", "document"], name="applications_infection_told_member_once"
            ),
            models.CheckConstraint(
                condition=Q(asked__isnull=False, member=None) | Q(asked=None, member__isnull=False),
                name="applications_infection_of_a_document_or_a_cv",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.title}"

    @property
    def vacancy(self) -> Any:
        return self.application.vacancy

    @property
    def is_left_to_the_office(self) -> bool:
        """Whether nobody else can replace it: who applied, or signed, on paper has no account."""
        if self.member:
            return hasattr(self.application, "on_behalf") and not self.member.account.is_active
        return self.application.being_entered is not None

    @property
    def title(self) -> Any:
        """What was asked for, or whose CV it is."""
        return self.asked.name if self.asked else cv_of(self.member.name)

    @property
    def code(self) -> str:
        """What the record calls it."""
        return self.asked.code if self.asked else f"CV {self.member.name}"


def cv_of(name: str) -> str:
    return _("CV of %(name)s") % {"name": name}
