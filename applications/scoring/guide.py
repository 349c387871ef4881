"""The question guide of an interview: numbered questions, the same for all candidates, in versions; what stood in each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import and_
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.panels.models import Panel
from applications.scoring.models import Round
from portal.kernel.bilingual import Bilingual, Text, languages
from portal.kernel.canonical import sha256_of
from vacancies.models import Criterion
from vacancies.plan.models import Stage


class GuideVersion(models.Model):
    """One state of the guide; the first may be rewritten until the interviews are opened, each later one has its reason."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="guide_versions")
    number = models.PositiveSmallIntegerField(default=1)
    reason = models.TextField(gettext_lazy("reason for the change"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("panel", "number")
        constraints = [
            models.UniqueConstraint(fields=["panel", "number"], name="applications_guideversion_once"),
            models.CheckConstraint(
                condition=Q(number=1, reason="") | (Q(number__gt=1) & ~Q(reason="")),
                name="applications_guideversion_later_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.panel}: guide, version {self.number}"


class GuideQuestionQuerySet(models.QuerySet["GuideQuestion"]):
    def standing(self) -> "GuideQuestionQuerySet":
        """Those of the version that stands."""
        return self.filter(until=None)


class GuideQuestion(models.Model):
    """One question, in the words in which it stood from one version of the guide to another."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="guide_questions")
    number = models.PositiveSmallIntegerField()
    # The first and the last version in which it stands; no last one: it stands.
    since = models.PositiveSmallIntegerField(default=1)
    until = models.PositiveSmallIntegerField(null=True, blank=True)
    text = Bilingual(models.TextField, gettext_lazy("question"))
    expected = Bilingual(models.TextField, gettext_lazy("what a good answer contains"))
    minutes = models.PositiveSmallIntegerField(gettext_lazy("minutes"))
    criteria = models.ManyToManyField(Criterion, related_name="guide_questions")

    objects = GuideQuestionQuerySet.as_manager()

    class Meta:
        ordering = ("panel", "number", "since")
        constraints = [
            models.UniqueConstraint(
                fields=["panel", "number", "since"], name="applications_guidequestion_once_a_version"
            ),
            models.UniqueConstraint(
                fields=["panel", "number"],
                condition=Q(until=None),
                name="applications_guidequestion_one_stands",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="applications_guidequestion_ends_later",
            ),
            models.CheckConstraint(condition=Q(minutes__gte=1), name="applications_guidequestion_takes_time"),
            models.CheckConstraint(
                condition=~reduce(and_, [Q(**{f"text_{language}": ""}) for language in languages()]),
                name="applications_guidequestion_asks_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"

    @property
    def code(self) -> str:
        """Its name in what is hashed and on forms: the number and the version since which it reads so."""
        return f"{self.number}.{self.since}"

    @property
    def name(self) -> str:
        """Its name for a reader, which tells one that took the place of another from that other."""
        if self.since == 1:
            return str(self.number)
        return _("%(number)s (version %(version)s)") % {"number": self.number, "version": self.since}

    @property
    def texts(self) -> list[Text]:
        """The question in each language in which it is written: it is asked in that of the candidate."""
        return written_in(self, "text")

    @property
    def expectations(self) -> list[Text]:
        return written_in(self, "expected")

    @property
    def shows(self) -> list[Criterion]:
        """The criteria on which it gives evidence."""
        return list(self.criteria.all())

    @property
    def codes(self) -> list[str]:
        return sorted(criterion.code for criterion in self.criteria.all())

    def stands_in(self, version: int) -> bool:
        return self.since <= version and (self.until is None or version <= self.until)

    @property
    def said(self) -> dict[str, Any]:
        """All that is to be told of it, as plain data."""
        texts = {name: getattr(self, name) for name in text_columns()}
        return {"number": self.number, "minutes": self.minutes, "criteria": self.codes, **texts}


def written_in(question: GuideQuestion, name: str) -> list[Text]:
    """A text of the question in each language that has it."""
    found = ((language, getattr(question, f"{name}_{language}")) for language in languages())
    # Two languages stand side by side, so that each must be marked.
    return [Text.of(value, language=language, borrowed=True) for language, value in found if value]


def text_columns() -> list[str]:
    return [f"{name}_{language}" for name in GuideQuestion.bilingual for language in languages()]  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Guide:
    """All versions of a guide and all its questions, those that stood once included."""

    versions: Sequence[GuideVersion]
    questions: Sequence[GuideQuestion]

    @cached_property
    def latest(self) -> int:
        """The number of the version that stands; 0 before there is one."""
        return self.versions[-1].number if self.versions else 0

    def of_version(self, number: int) -> list[GuideQuestion]:
        return [question for question in self.questions if question.stands_in(number)]

    @property
    def standing(self) -> list[GuideQuestion]:
        return [question for question in self.questions if question.until is None]

    @property
    def ended(self) -> list[GuideQuestion]:
        """Questions that were changed or taken out after the interviews were opened."""
        return [question for question in self.questions if question.until is not None]

    @property
    def minutes(self) -> int:
        return sum(question.minutes for question in self.standing)

    def hash_of(self, number: int) -> str:
        """SHA-256 of what a version says: the record keeps it."""
        return sha256_of({"version": number, "questions": [one.said for one in self.of_version(number)]})


def guide_of(panel: Panel) -> Guide:
    """The guide of the interviews of a panel."""
    versions = GuideVersion.objects.filter(panel=panel).select_related("by").order_by("number")
    return Guide(list(versions), questions_of(panel))


def questions_of(panel: Panel) -> list[GuideQuestion]:
    """All questions that stand or stood, in their order."""
    found = GuideQuestion.objects.filter(panel=panel).order_by("number", "since")
    return list(found.prefetch_related("criteria"))


def has_guide(round_: Round) -> bool:
    """Whether the stage of a round is one for which questions are written."""
    return round_.stage == Stage.INTERVIEW


def interview_of(panel: Panel) -> Round | None:
    """The round of the interviews; None before it is opened."""
    return next((round_ for round_ in panel.rounds.all() if has_guide(round_)), None)


def criteria_asked(panel: Panel) -> list[Criterion]:
    """What the interviews are to show; nothing where the plan has none."""
    return [one for one in panel.vacancy.plan.criteria.all() if one.stage == Stage.INTERVIEW]


def on_criterion(questions: Iterable[GuideQuestion], criterion: Criterion) -> list[GuideQuestion]:
    """Those of `questions` that stand and give evidence on it."""
    return [one for one in questions if one.until is None and criterion in one.criteria.all()]
