"""What accompanies a notice on its way to publication: comments on its fields, and secret links to its preview."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy

from portal.kernel.constraints import both_or_neither
from vacancies.vacancy.models import Vacancy


class FieldComment(models.Model):
    """What the approver says to one field; it stands there until the writer has dealt with it."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="comments")
    path = models.CharField(max_length=120)
    text = models.TextField(gettext_lazy("comment"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="comments_made")
    at = models.DateTimeField()
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="comments_settled",
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            both_or_neither("settled_by", "settled_at", name="vacancies_comment_settled_by_and_when")
        ]

    def __str__(self) -> str:
        return f"{self.path}: {self.text[:40]}"


class PreviewQuerySet(models.QuerySet["PreviewLink"]):
    def valid(self, *, at: datetime) -> "PreviewQuerySet":
        return self.filter(revoked_at=None, expires_at__gt=at)


class PreviewLink(models.Model):
    """A secret address of a notice that is not public yet; only the hash of the secret is kept."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="preview_links")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="preview_links"
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(gettext_lazy("valid until"))
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = PreviewQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("made_at")), name="vacancies_preview_expires_later"
            )
        ]

    def __str__(self) -> str:
        return f"{self.vacancy} until {self.expires_at}"
