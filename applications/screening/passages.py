"""What the words of an application are found by: a row for each place in it, and the index of words behind the rows."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import pgettext_lazy

from applications.documents.models import Document
from applications.intake.models import Application
from portal.kernel.constraints import one_of
from vacancies.vacancy.word_index import WordTable

WORDS = WordTable("applications_words", "passage")


class Place(models.TextChoices):
    """Where a word stands; never a price, and nothing of the person's particulars."""

    ANSWERS = "answers", pgettext_lazy("place of a word", "Answers to requirements")
    STATEMENTS = "statements", pgettext_lazy("place of a word", "Answers to criteria")
    EXPERIENCE = "experience", pgettext_lazy("place of a word", "Experience")
    METHODOLOGY = "methodology", pgettext_lazy("place of a word", "Methodology")
    LETTER = "letter", pgettext_lazy("place of a word", "Letter of interest")
    DECLARED = "declared", pgettext_lazy("place of a word", "Declarations")
    PROFILE = "profile", pgettext_lazy("place of a word", "Profile")
    TEAM = "team", pgettext_lazy("place of a word", "Team")
    DOCUMENT = "document", pgettext_lazy("place of a word", "Document")


# What those who score do not read (docs/selection.md section 3.1, and the pages of the panel).
NOT_FOR_THE_PANEL = (Place.DECLARED,)


class PassageQuerySet(models.QuerySet["Passage"]):
    def readable(self) -> "PassageQuerySet":
        """Without files in which a virus was found or that the scanner has not let pass."""
        return self.filter(Q(document=None) | Q(document__in=Document.objects.cleared()))

    def for_the_panel(self) -> "PassageQuerySet":
        """What those who score may read."""
        return self.readable().exclude(place__in=NOT_FOR_THE_PANEL)


class Passage(models.Model):
    """One place of one application that was handed in; its words stand in the index under its number."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="passages")
    place = models.CharField(max_length=11, choices=Place)
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.CASCADE, related_name="passages"
    )

    objects = PassageQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["application", "place"],
                condition=Q(document=None),
                name="applications_passage_place_once",
            ),
            models.UniqueConstraint(
                fields=["application", "document"], name="applications_passage_document_once"
            ),
            one_of("place", Place, name="applications_passage_known_place"),
            models.CheckConstraint(
                condition=Q(place="document", document__isnull=False)
                | (~Q(place="document") & Q(document=None)),
                name="applications_passage_document_of_a_file",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.place}"


@receiver(post_delete, sender=Passage, dispatch_uid="applications.screening.words")
def forget_words(instance: Passage, **_said: Any) -> None:
    """Whatever deletes a passage, an erasure most of all, takes its words out of the index."""
    WORDS.remove([instance.pk])
