"""Questions as they were asked, and the numbered answers everybody reads."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.kernel.bilingual import Bilingual
from portal.kernel.constraints import one_of
from vacancies.vacancy.models import Vacancy


class Status(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("question status", "waiting for an answer")
    ANSWERED = "answered", pgettext_lazy("question status", "answered")
    DECLINED = "declined", pgettext_lazy("question status", "not answered")


class Answer(models.Model):
    """A question in words that name nobody, and its answer, for all."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="answers")
    number = models.PositiveSmallIntegerField()
    question = Bilingual(models.TextField, gettext_lazy("question"))
    answer = Bilingual(models.TextField, gettext_lazy("answer"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="answers_given")
    published_at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=["vacancy", "number"], name="vacancies_answer_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.vacancy} {self.number}"


class Question(models.Model):
    """What one person asked; who it was is never shown beside the answer."""

    vacancy = models.ForeignKey(Vacancy, on_delete=models.PROTECT, related_name="questions")
    asker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="questions")
    text = models.TextField(gettext_lazy("question"))
    language = models.CharField(max_length=2)
    asked_at = models.DateTimeField()
    status = models.CharField(max_length=8, choices=Status, default=Status.WAITING)
    answer = models.ForeignKey(
        Answer, null=True, blank=True, on_delete=models.PROTECT, related_name="questions"
    )
    declined_because = models.TextField(gettext_lazy("why it is not answered"), blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = [
            one_of("status", Status, name="vacancies_question_known_status"),
            models.CheckConstraint(
                condition=models.Q(status=Status.ANSWERED, answer__isnull=False)
                | (~models.Q(status=Status.ANSWERED) & models.Q(answer=None)),
                name="vacancies_question_answered_by",
            ),
            models.CheckConstraint(
                condition=~models.Q(status=Status.DECLINED) | ~models.Q(declined_because=""),
                name="vacancies_question_declined_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:40]

    @property
    def office(self) -> object:
        return self.vacancy.office
