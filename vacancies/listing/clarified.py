"""Questions and answers as they stand on a notice."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.kernel.bilingual import Text
from portal.words.moments import moment_in
from vacancies.vacancy.models import Vacancy


@dataclass(frozen=True)
class Clarification:
    number: int
    question: Text
    answer: Text
    published: str


@dataclass(frozen=True)
class Clarifications:
    """The numbered answers, until when one may ask, and where; `shows` is false where there is nothing to say."""

    answers: list[Clarification]
    until: str
    ask_url: str

    @property
    def shows(self) -> bool:
        return bool(self.answers or self.ask_url)


def clarifications_of(vacancy: Vacancy, *, at: datetime) -> Clarifications:
    """The answers to questions about a vacancy loaded with `with_notice`, in the active language."""
    zone = vacancy.office.zone
    answers = [
        Clarification(row.number, row.question, row.answer, moment_in(row.published_at, zone))
        for row in vacancy.answers.all()
    ]
    end = vacancy.questions_end
    if end is None:
        return Clarifications(answers, "", "")
    takes = vacancy.takes_questions(at=at)
    sentence = (
        _("Questions are taken until %(when)s. The answers go to everybody, without naming who asked.")
        if takes
        else _("Questions were taken until %(when)s.")
    )
    address = reverse("questions:ask", args=[vacancy.slug]) if takes else ""
    return Clarifications(answers, sentence % {"when": moment_in(end, zone)}, address)
