"""What the list remembers: which public notices changed, and the synonyms it was given."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy

from vacancies.vacancy.models import Vacancy


class Stamp(models.Model):
    """A number that is another one after every change of a public notice; all of them together tell of any change.

    They are drawn by lot, so that changes made at the same moment by several processes never add up to what was.
    """

    vacancy = models.OneToOneField(Vacancy, on_delete=models.CASCADE, primary_key=True, related_name="stamp")
    value = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.value)


class SynonymList(models.Model):
    """One version of the synonyms, as it was saved; the latest is in force, and none was ever changed."""

    text = models.TextField(gettext_lazy("synonyms"))
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="synonyms_saved"
    )
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"Synonyms of {self.saved_at:%Y-%m-%d}"
