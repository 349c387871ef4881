"""The letters of a decision before it is announced: all of them, one as it goes out, and the feedback in it."""

from base64 import b64encode
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from applications.decisions.forms import FeedbackForm
from applications.decisions.giving_feedback import suggested, write_feedback
from applications.decisions.letters import Letter, letters
from applications.decisions.models import Decision
from applications.decisions.written_letters import as_if_announced, written
from applications.intake.models import Application
from applications.ranking.lots import of_lot
from portal.kernel import clock
from portal.mailing.html import html_of
from portal.offices.models import Office
from portal.web.access import finder, needs
from portal.web.deeds import attempt
from vacancies.models import Vacancy

ON_A_PAGE = 25


@dataclass(frozen=True)
class Addressed:
    """A letter of a decision that is not announced yet."""

    decision: Decision
    letter: Letter

    @property
    def office(self) -> Office:
        return self.decision.office

    @property
    def vacancy(self) -> Vacancy:
        return self.decision.vacancy

    @property
    def application(self) -> Application:
        return self.letter.application


_decision = finder(Decision.objects.untold().with_people().select_related("vacancy__office"), pk="pk")


def _addressed(*, pk: int, key: UUID) -> Addressed:
    decision = as_if_announced(_decision(pk=pk), at=clock.now())
    found = next((one for one in letters(decision) if one.application.key == key), None)
    if found is None:
        raise Http404
    return Addressed(decision, found)


@needs("applications.announce_decision", _decision)
@require_safe
def overview(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Who gets which letter in which language, and whether there is feedback in it."""
    found = letters(decision)
    context = {
        "decision": decision,
        "vacancy": decision.vacancy,
        "of_lot": of_lot(decision.lot),
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        **numbers_of(found),
    }
    return render(request, "applications/decisions/letters.html", context)


def numbers_of(found: list[Letter]) -> dict[str, Any]:
    """How many letters there are, in which languages, and how many of them without feedback."""
    return {
        "total": len(found),
        "languages": sorted(Counter(one.language for one in found).items()),
        "without": sum(not one.feedback for one in found),
    }


@needs("applications.announce_decision", _addressed)
@require_safe
def letter(request: HttpRequest, addressed: Addressed) -> HttpResponse:
    """One letter with subject and text, exactly as it goes out when the decision is announced today."""
    (ready,) = written(addressed.decision, [addressed.letter])
    return render(request, "applications/decisions/letter.html", _about(addressed, ready=ready))


@needs("applications.announce_decision", _addressed)
@require_safe
def letter_html(_request: HttpRequest, addressed: Addressed) -> HttpResponse:
    """The same letter as mail programs show it, shut off from everything else."""
    (ready,) = written(addressed.decision, [addressed.letter])
    language = addressed.application.applicant.language
    page = html_of(subject=ready.subject, text=ready.text, language=language)
    style = page.partition("<style>")[2].partition("</style>")[0]
    allowed = b64encode(sha256(style.encode()).digest()).decode()
    response = HttpResponse(page)
    response["Content-Security-Policy"] = f"sandbox; default-src 'none'; style-src 'sha256-{allowed}'"
    response["Cache-Control"] = "private, no-store"
    return response


@needs("applications.announce_decision", _addressed)
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, addressed: Addressed) -> HttpResponse:
    """Write what the letter says besides; sentences from the criteria are put behind what is typed already."""
    decision, application = addressed.decision, addressed.application
    suggestion = suggested(decision, application)
    said = {"language": application.applicant.language}
    if "suggest" in request.POST:
        typed = f"{request.POST.get('text', '').strip()}\n\n{suggestion}".strip()
        form = FeedbackForm(initial={"text": typed}, **said)
    elif request.method == "POST":
        form = FeedbackForm(request.POST, **said)
        if form.is_valid() and attempt(
            request, write_feedback, decision=decision, application=application, **form.cleaned_data
        ):
            messages.success(request, _("The letter is as you see it here."))
            return redirect("decisions:letter", decision.pk, application.key)
    else:
        form = FeedbackForm(initial={"text": addressed.letter.feedback}, **said)
    return render(
        request, "applications/decisions/feedback.html", _about(addressed, form=form, suggestion=suggestion)
    )


def _about(addressed: Addressed, **more: Any) -> dict[str, Any]:
    vacancy, of = addressed.vacancy, of_lot(addressed.decision.lot)
    return {
        "decision": addressed.decision,
        "letter": addressed.letter,
        "vacancy": vacancy,
        "of_lot": of,
        **more,
    }
