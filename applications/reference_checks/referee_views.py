"""The page of a referee: who asks about whom, the questions, once; declining. Whoever has the link is the referee."""

from contextlib import suppress

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from applications.intake.own import reading_and_posting
from applications.reference_checks import answering
from applications.reference_checks.forms import AnswersForm
from applications.reference_checks.models import Reference
from portal.kernel import clock
from portal.kernel.workflow import Refused
from portal.web.access import public
from portal.web.deeds import posted


@public
@never_cache
@reading_and_posting
def answer(request: HttpRequest, secret: str) -> HttpResponse:
    """The questions while the link works, then what became of it."""
    reference = _behind(secret)
    form = AnswersForm(posted(request), questions=reference.questions, lang=reference.language)
    takes = reference.takes_answer(at=clock.now())
    if takes and form.is_valid():
        try:
            answering.answer(reference=reference, answers=form.answers, at=clock.now())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("references:answer", secret)
    context = {
        "reference": reference,
        "vacancy": reference.vacancy,
        "application": reference.application,
        "form": form if takes else None,
        "secret": secret,
    }
    return render(request, "applications/reference_checks/answer.html", context)


@public
@never_cache
@reading_and_posting
def decline(request: HttpRequest, secret: str) -> HttpResponse:
    """Asked first: a link that is only opened declines nothing."""
    reference = _behind(secret)
    if request.method == "POST":
        # Where it is refused, the page behind says what became of it.
        with suppress(Refused):
            answering.decline(reference=reference, at=clock.now())
        return redirect("references:answer", secret)
    if not reference.takes_answer(at=clock.now()):
        return redirect("references:answer", secret)
    context = {
        "title": _("Decline to answer?"),
        "consequences": [
            _(
                "The office learns that you do not answer, and no reason. You are not written to again about this."
            )
        ],
        "verb": _("I do not answer"),
        "back": "../",
        "back_words": _("Back to the questions"),
    }
    return render(request, "components/confirm.html", context)


def _behind(secret: str) -> Reference:
    reference = answering.behind(secret)
    if reference is None:
        raise Http404
    return reference
