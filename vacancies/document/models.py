"""Notices as documents: what was public when, and what an office begins new notices from."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy

from portal.offices.models import Office
from vacancies.vacancy.models import Vacancy


class VersionQuerySet(models.QuerySet["NoticeVersion"]):
    def public(self, *, at: datetime) -> "VersionQuerySet":
        return self.filter(published_at__lte=at)


class NoticeVersion(models.Model):
    """The whole notice as it was published: the first time, and after each corrigendum."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    # The document of docs/notice-document.md, and the SHA-256 of its canonical form.
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notice_versions"
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["vacancy", "number"], name="vacancies_version_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.vacancy} v{self.number}"


class NoticeTemplate(models.Model):
    """A notice of an office to begin new ones from."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="notice_templates")
    name = models.CharField(gettext_lazy("name of the template"), max_length=120)
    content = models.JSONField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notice_templates"
    )
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(fields=["office", "name"], name="vacancies_template_name_once")
        ]

    def __str__(self) -> str:
        return self.name
