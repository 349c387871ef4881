"""Asking, answering to all, and declining to answer."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.kernel.addresses import site
from portal.kernel.bilingual import missing
from portal.kernel.workflow import Refused, locked, require
from portal.mailing.actions import queue
from portal.record.actions import write
from vacancies.corrigenda.audience import audience_of
from vacancies.questions.models import Answer, Question, Status
from vacancies.questions.rules import answerers_of
from vacancies.vacancy.models import Vacancy

# One person keeps an office busy with so many questions at a time and no more.
WAITING_AT_MOST = 5


@transaction.atomic
def ask(*, vacancy: Vacancy, text: str, language: str, by: Any, at: datetime) -> Question:
    """Put a question to the office. The record of the vacancy and the office do not learn who asked.

    Raises Refused after the cut-off, or when too many questions of the person wait already.
    """
    row = locked(vacancy)
    require("vacancies.ask_question", row, by=by)
    if not row.takes_questions(at=at):
        raise Refused(_("Questions about this vacancy are no longer taken."))
    waiting = Question.objects.filter(vacancy=row, asker=by, status=Status.WAITING).count()
    if waiting >= WAITING_AT_MOST:
        sentence = ngettext(
            "%(n)s question of yours waits for an answer. Ask again when it has one.",
            "%(n)s questions of yours wait for an answer. Ask again when one has it.",
            waiting,
        )
        raise Refused(sentence % {"n": waiting})
    question = Question.objects.create(vacancy=row, asker=by, text=text, language=language, asked_at=at)
    write(stream=row.stream, action="question.asked", by=None, at=at, subject=_subject(question))
    _tell(answerers_of(row), "question_asked", row, at=at, question=question)
    return question


@transaction.atomic
def answer(
    *, vacancy: Vacancy, questions: Sequence[Question], texts: Mapping[str, str], by: Any, at: datetime
) -> Answer:
    """Publish one answer, to any number of `questions`, for everybody; nobody is named.

    `texts` has the question and the answer in both languages (`question_en` …). Raises Refused where one is missing,
    or where a question has been answered or declined meanwhile.
    """
    row = locked(vacancy)
    require("vacancies.answer_questions", row, by=by)
    number = row.answers.count() + 1
    published = Answer(vacancy=row, number=number, by=by, published_at=at, **texts)
    if missing(published) or not (published.question and published.answer):
        raise Refused(_("Write the question and the answer in both languages: they go to everybody."))
    published.save()
    waiting = [_waiting(question) for question in questions]
    for question in waiting:
        question.status, question.answer = Status.ANSWERED, published
        question.save(update_fields=["status", "answer"])
    write(
        stream=row.stream,
        action="question.answered",
        by=by,
        at=at,
        subject=f"answer:{number}",
        data={"number": number, "questions": [_subject(question) for question in waiting]},
    )
    _tell(_everybody(row, waiting), "answer_published", row, at=at, answer=published)
    return published


@transaction.atomic
def decline(*, question: Question, because: str, by: Any, at: datetime) -> Question:
    """Tell who asked why there is no answer; nobody else hears of it."""
    require("vacancies.answer_questions", question.vacancy, by=by)
    row = _waiting(question)
    if not because.strip():
        raise Refused(_("Say why the question is not answered."))
    row.status, row.declined_because = Status.DECLINED, because.strip()
    row.save(update_fields=["status", "declined_because"])
    write(
        stream=row.vacancy.stream,
        action="question.declined",
        by=by,
        at=at,
        subject=_subject(row),
        data={"because": row.declined_because},
    )
    _tell([row.asker], "question_declined", row.vacancy, at=at, question=row)
    return row


def _waiting(question: Question) -> Question:
    row = locked(question)
    if row.status != Status.WAITING:
        raise Refused(_("Somebody has dealt with this question already."))
    return row


def _everybody(vacancy: Vacancy, questions: Iterable[Question]) -> list[Any]:
    """Who asked, and everybody the vacancy concerns; one letter to an address."""
    people = [*(question.asker for question in questions), *audience_of(vacancy)]
    return list({person.email.lower(): person for person in people}.values())


def _tell(people: Iterable[Any], kind: str, vacancy: Vacancy, *, at: datetime, **more: Any) -> None:
    """Letters outside the record of the vacancy: it would say who asked and who keeps an eye on it."""
    context = {"vacancy": vacancy, "site": site(), **more}
    for person in people:
        queue(kind=kind, to=person, context=context, at=at)


def _subject(question: Question) -> str:
    return f"question:{question.pk}"
