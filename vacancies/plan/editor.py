"""What the pages of the editor share: who may open them, their tabs, and what a button asked for."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.kernel import clock
from portal.web.access import finder, needs
from vacancies.plan.completeness import gaps
from vacancies.vacancy.models import Status, Vacancy

CHIPS = {
    Status.DRAFT: "",
    Status.IN_APPROVAL: "soon half",
    Status.PUBLISHED: "go on",
    Status.UNDER_EVALUATION: "go half",
    Status.DECIDED: "ok on",
    Status.CANCELLED: "no",
}

WHOLE = (
    *("duty_stations", "plan__requirements", "plan__criteria__anchors", "plan__documents"),
    *(
        "languages_asked",
        "outputs",
        "lots",
        "clauses__clause__office",
        "comments__by",
        "comments__settled_by",
        "pairings",
    ),
)

edited = finder(
    Vacancy.with_amendments.select_related(
        "office__parent", "plan", "sections", "written_by", "approved_by", "amends"
    ).prefetch_related(*WHOLE),
    pk="pk",
)


Addition = Callable[[Vacancy, str], dict[str, Any]]

_additions: list[Addition] = []


def register(addition: Addition) -> None:
    """Add to the context of every page what a room above knows of the vacancy and the page."""
    _additions.append(addition)


def editor(view: Callable[[HttpRequest, Vacancy], HttpResponse]) -> Callable[..., HttpResponse]:
    """A page where a notice is written; who may see the vacancy but not write it now is led to what can be read.

    What is sent all the same goes through, so that the verb can say why it is refused and nothing typed is lost.
    """

    @needs("vacancies.view_vacancy", edited)
    @wraps(view)
    def page(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
        if request.method != "POST" and not request.user.has_perm("vacancies.edit_vacancy", vacancy):
            return redirect("publishing:approval", vacancy.pk)
        return view(request, vacancy)

    page.access = "vacancies.view_vacancy"  # type: ignore[attr-defined]
    return page


def frame(request: HttpRequest, vacancy: Vacancy, current: str) -> dict[str, Any]:
    """Context of the head of every page: the vacancy, its state, and for who may edit the tabs with `current` marked."""
    found = gaps(vacancy, at=clock.now())
    may_edit = request.user.has_perm("vacancies.edit_vacancy", vacancy)
    return {
        "vacancy": vacancy,
        "office": vacancy.office,
        **_state(vacancy),
        "gaps": found,
        "tabs": _tabs(vacancy, current, len(found)) if may_edit else [],
        **{name: value for addition in _additions for name, value in addition(vacancy, current).items()},
    }


def _state(vacancy: Vacancy) -> dict[str, Any]:
    if vacancy.is_scheduled(at=clock.now()):
        return {"state": pgettext("vacancy status", "to be published"), "state_kind": "soon half"}
    return {"state": vacancy.get_status_display(), "state_kind": CHIPS[Status(vacancy.status)]}


def _tabs(vacancy: Vacancy, current: str, missing: int) -> list[dict[str, Any]]:
    plan = vacancy.plan
    pages = [
        ("edit", _("Notice"), None),
        ("terms", _("Terms of reference"), None),
        ("outputs", _("Outputs"), len(vacancy.outputs.all())),
        ("lots", _("Lots"), len(vacancy.lots.all())),
        ("plan", _("How it is computed"), None),
        ("requirements", _("Requirements"), len(plan.requirements.all())),
        ("criteria", _("Criteria"), len(plan.criteria.all())),
        ("documents", _("Documents"), len(plan.documents.all())),
        ("clauses", _("Standard clauses"), len(vacancy.clauses.all())),
        ("translation:texts", _("Both languages"), None),
        ("approval", _("Corrigendum") if vacancy.amends_id else _("Before approval"), missing),
    ]
    return [
        {"label": label, "number": number, "current": page == current, "url": address(vacancy, page)}
        for page, label, number in pages
    ]


def address(vacancy: Vacancy, page: str) -> str:
    return reverse(page if ":" in page else f"publishing:{page}", args=[vacancy.pk])


def asked_for_more(request: HttpRequest) -> bool:
    """Whether the button was one that adds a row; nothing is saved by it."""
    return request.method == "POST" and "add" in request.POST


def sent(request: HttpRequest) -> bool:
    """Whether the button was one that saves."""
    return request.method == "POST" and "add" not in request.POST


def onward(request: HttpRequest, vacancy: Vacancy, *, here: str, after: str) -> HttpResponse:
    """Back to the same page, or on to the next one when the button said so."""
    return redirect(address(vacancy, after if "next" in request.POST else here))
