"""The page on which a question is asked, and the pages on which the office answers."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.kernel import clock
from portal.web.access import finder, needs
from portal.web.deeds import attempt, posted
from vacancies.questions.actions import answer, ask, decline
from vacancies.questions.forms import AnswerForm, AskForm, DeclineForm
from vacancies.questions.models import Answer, Question, Status
from vacancies.vacancy.models import Vacancy


def _public(*, slug: str) -> Vacancy:
    public = Vacancy.objects.public(at=clock.now()).select_related("office")
    return get_object_or_404(public, slug=slug)


_vacancy = finder(Vacancy.objects.select_related("office"), pk="pk")
_question = finder(Question.objects.select_related("vacancy__office"), pk="pk")


@needs("vacancies.ask_question", _public)
def ask_page(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """Ask, and see what became of one's own questions."""
    form = AskForm(posted(request))
    if form.is_valid():
        said = {"text": form.cleaned_data["text"], "language": get_language()}
        if attempt(request, ask, vacancy=vacancy, **said):
            messages.success(
                request, _("The office has your question. The answer comes by mail and stands on the notice.")
            )
            return redirect("questions:ask", vacancy.slug)
    at = clock.now()
    own = vacancy.questions.filter(asker=request.user).select_related("answer").order_by("-pk")
    context = {"vacancy": vacancy, "form": form, "own": own, "takes": vacancy.takes_questions(at=at)}
    return render(request, "vacancies/questions/ask.html", context)


@needs("vacancies.view_vacancy", _vacancy)
def questions(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """What was asked, and what everybody reads; nobody learns here who asked."""
    found = list(vacancy.questions.all())
    context = {
        "vacancy": vacancy,
        "waiting": [question for question in found if question.status == Status.WAITING],
        "declined": [question for question in found if question.status == Status.DECLINED],
        "answers": Answer.objects.filter(vacancy=vacancy).select_related("by"),
        "may_answer": request.user.has_perm("vacancies.answer_questions", vacancy),
    }
    return render(request, "vacancies/questions/questions.html", context)


@needs("vacancies.answer_questions", _vacancy)
def answer_page(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """Write one answer to the questions named in the address, or of the office's own accord."""
    chosen = _chosen(request, vacancy)
    form = AnswerForm(posted(request), initial=_begun(chosen))
    if form.is_valid() and attempt(request, answer, vacancy=vacancy, questions=chosen, texts=form.said):
        messages.success(request, _("The answer stands on the notice, and letters with it are on their way."))
        return redirect("questions:questions", vacancy.pk)
    return render(
        request, "vacancies/questions/answer.html", {"vacancy": vacancy, "form": form, "chosen": chosen}
    )


@needs("vacancies.answer_questions", _question)
def decline_page(request: HttpRequest, question: Question) -> HttpResponse:
    """Decline to answer, with a reason for who asked."""
    form = DeclineForm(posted(request))
    if form.is_valid() and attempt(request, decline, question=question, **form.cleaned_data):
        messages.success(request, _("Who asked has a letter with your reason."))
        return redirect("questions:questions", question.vacancy_id)
    context = {
        "title": _("Decline to answer"),
        "consequences": [question.text, _("Nothing appears on the notice. This cannot be undone.")],
        "form": form,
        "verb": _("Decline"),
        "danger": True,
        "back": reverse("questions:questions", args=[question.vacancy_id]),
        "back_words": _("Back to the questions"),
        "layout": "work.html",
    }
    return render(request, "components/confirm.html", context)


def _chosen(request: HttpRequest, vacancy: Vacancy) -> list[Question]:
    keys = [int(key) for key in request.GET.getlist("question") if key.isdecimal() and len(key) < 19]
    return list(vacancy.questions.filter(pk__in=keys, status=Status.WAITING))


def _begun(questions: list[Question]) -> dict[str, Any]:
    """The questions as they were asked, each under its language, to be put in neutral words."""
    begun: dict[str, list[str]] = {}
    for question in questions:
        begun.setdefault(f"question_{question.language}", []).append(question.text)
    return {name: "\n\n".join(texts) for name, texts in begun.items()}
