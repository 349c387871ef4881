"""The ways to a draft: for a vacancy or one of its lots, and amending what was handed in; all a person has applied for."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applications.intake import actions, amending, pages
from applications.intake.attention import calls_of
from applications.intake.forms import LotForm
from applications.intake.models import Application, Status
from applications.intake.outlook import outlook
from applications.intake.own import own, reading_and_posting
from applications.intake.paper import blank
from applications.intake.standing import standing
from applications.intake.teams_waiting import places_of
from portal.kernel import clock
from portal.kernel.workflow import Refused
from portal.web.access import public, signed_in
from portal.web.deeds import attempt
from vacancies.models import Vacancy


@signed_in
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """All applications of the person, the latest first."""
    at = clock.now()
    found = (
        Application.objects.of(request.user)
        .first_hand()
        .select_related("vacancy__office", "lot", "amendment")
    )
    applications = list(found.order_by("-pk"))
    calls = calls_of(applications, at=at)
    rows = [
        {"application": row, "standing": standing(row, at=at), "calls": calls[row.pk]} for row in applications
    ]
    claimable = {"may_claim": request.user.has_perm("applications.claim")}
    context = {**claimable, "rows": rows, "places": places_of(request.user), "at": at}
    return render(request, "applications/intake/mine.html", context)


@public
@reading_and_posting
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """What will be asked and until when; where there are lots, for which of them; the button begins the draft."""
    at = clock.now()
    vacancy = get_object_or_404(Vacancy.objects.public(at=at).select_related("office"), slug=slug)
    kept = _kept(request.user, vacancy)
    lots = list(vacancy.lots.all())
    if kept and not (lots and vacancy.is_open(at=at)):
        return redirect(kept[0])
    may = request.user.has_perm("applications.apply", vacancy)
    form = _lot_form(request, vacancy, kept) if lots else None
    refusal = ""
    if request.method == "POST" and may and (form is None or form.is_valid()):
        lot = form.cleaned_data["lot"] if form else None
        try:
            draft = actions.start(vacancy=vacancy, lot=lot, by=request.user, at=at)
        except Refused as refused:
            refusal = str(refused)
        else:
            if "earlier" in request.POST:
                return redirect("intake:earlier", draft.key)
            return redirect("intake:page", draft.key, pages.PAGES[0].key)
    context = {
        "vacancy": vacancy,
        "at": at,
        "may": may,
        "may_take": may and Application.objects.of(request.user).first_hand().exists(),
        "refusal": refusal,
        "closed": not vacancy.is_open(at=at),
        "lots": lots,
        "form": form,
        "all_taken": form is not None and not form.fields["lot"].queryset.exists(),
        "kept": [one for one in kept if one.lot],
    }
    return render(request, "applications/intake/start.html", {**context, **outlook(blank(vacancy.pk))})


def _kept(user: Any, vacancy: Vacancy) -> list[Application]:
    """What the person has begun or handed in for the vacancy."""
    if not user.is_authenticated:
        return []
    return list(Application.objects.of(user).first_hand().filter(vacancy=vacancy).select_related("lot"))


def _lot_form(request: HttpRequest, vacancy: Vacancy, kept: list[Application]) -> LotForm | None:
    """The lots that are left to choose from; nothing where all are applied for."""
    left = vacancy.lots.exclude(pk__in=[one.lot_id for one in kept if one.lot_id])
    return LotForm(request.POST if request.method == "POST" else None, left=left)


@own
@reading_and_posting
def amend(request: HttpRequest, application: Application) -> HttpResponse:
    """Says what amending means, then begins the second draft; for what the office entered it has a page of its own."""
    if application.being_entered:
        return redirect("intake:enter-again", application.key)
    if request.method == "POST":
        draft = attempt(request, amending.amend, application=application)
        return redirect(pages.address(draft, pages.PAGES[0].key) if draft else application)
    if application.status != Status.SUBMITTED or not application.vacancy.is_open(at=clock.now()):
        return redirect(application)
    context = {
        "title": _("Amend the application?"),
        "consequences": [
            _("A draft begins with everything you handed in. You change what you want and hand it in again."),
            _("Until then what you handed in counts. If you do not hand the draft in before the closing time, it goes on counting."),
        ],
        "verb": _("Amend my application"),
        "back": application.get_absolute_url(),
        "back_words": _("Leave it as it is"),
    }  # fmt: skip
    return render(request, "components/confirm.html", context)
