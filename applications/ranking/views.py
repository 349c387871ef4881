"""The results of a selection: what is still to be done for them, the ranking, the versions before."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from applications.intake.lots import key_of
from applications.intake.models import Application
from applications.panels.models import seats_of
from applications.panels.places import names_by_code
from applications.ranking import actions
from applications.ranking.charts import Chart, tipping_chart
from applications.ranking.emergency import EmergencyOpening
from applications.ranking.envelopes import with_readers
from applications.ranking.forms import AgainForm
from applications.ranking.lots import lot_asked, of_lot, ranking_states, rows_of
from applications.ranking.models import RANKINGS, Ranking
from applications.ranking.results import Results
from applications.ranking.sentences import formula_words, published_weight, tipping_words
from applications.scoring.models import Sheet
from applications.scoring.rules import takes_part
from applications.scoring.stages import rounds_of
from portal.kernel.addresses import address_of
from portal.web.access import finder, needs
from portal.web.deeds import attempt
from portal.words.figures import plain
from vacancies.models import Lot, Vacancy
from vacancies.plan.models import Method

# The page stands among the tabs of the case for whoever has a desk, alone for who only sits on the panel.
CASE, ALONE = "applications/desk/case.html", "applications/ranking/_frame.html"

_vacancy = finder(
    Vacancy.objects.select_related("office", "plan", "panel").prefetch_related(
        "lots", "plan__criteria", seats_of("panel__"), "panel__rounds", RANKINGS
    ),
    pk="pk",
)


@needs("applications.view_results", _vacancy)
@require_safe
def results(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """The latest ranking, or what is still to be done before there is one; an older version where the address names it.

    Where the vacancy has lots, of the lot that the address asks for, or the list of all lots.
    """
    lot = lot_asked(vacancy, request.GET)
    rankings = [one for one in vacancy.rankings.all() if one.lot_id == key_of(lot)]
    number = _number(request)
    asked = next((one for one in reversed(rankings) if number in (None, one.version)), None)
    ranking = _whole(asked, vacancy) if asked else None
    works_here = request.user.has_perm("vacancies.view_vacancy", vacancy)
    context = _frame(request, vacancy, lot) | {"ranking": ranking, "rankings": rankings}
    context |= {"frame": CASE if works_here else ALONE, "tab": "results"}
    if ranking is None:
        if number:
            raise Http404
        page = "lots" if context["lots"] and lot is None else "pending"
        return render(request, f"applications/ranking/{page}.html", context)
    context["stands"] = actions.stands(ranking)
    context |= _told(ranking, vacancy, request.GET.get("page")) | {
        "is_latest": ranking == rankings[-1],
        "links": _links(vacancy, lot),
    }
    return render(request, "applications/ranking/results.html", context)


def _whole(asked: Ranking, vacancy: Vacancy) -> Ranking:
    """That version with its files."""
    ranking = Ranking.objects.get(pk=asked.pk)
    ranking.vacancy, ranking.made_by = vacancy, asked.made_by
    return ranking


def _number(request: HttpRequest) -> int | None:
    """The version that the address names."""
    return request.resolver_match.kwargs.get("number") if request.resolver_match else None


def _frame(request: HttpRequest, vacancy: Vacancy, lot: Lot | None) -> dict[str, Any]:
    """What stands around the figures: lots, signatures, prices, what the reader may do next."""
    lots = rows_of(vacancy, ranking_states(vacancy), lot)
    sheets = (
        Sheet.objects.of_selection(vacancy.panel)
        .select_related("seat__user", "round")
        .order_by("round", "pk")
    )
    sealed = actions.unpriced(vacancy) if vacancy.plan.has_prices else []
    return {
        "vacancy": vacancy,
        "lot": lot,
        "of_lot": of_lot(lot),
        "lots": lots,
        "lots_url": reverse("ranking:results", args=[vacancy.pk]),
        "unranked": lot is None and any(row.state.waits for row in lots),
        "plan": vacancy.plan,
        "sheets": sheets,
        "rounds": rounds_of(vacancy),
        "sealed": sealed,
        "emergencies": EmergencyOpening.objects.of(vacancy).told() if vacancy.plan.has_prices else [],
        "envelopes": with_readers(vacancy) if sealed else [],
        "may_read_envelopes": bool(sealed)
        and takes_part(request.user, "applications.read_envelopes", vacancy),
        "may_open": bool(sealed) and takes_part(request.user, "applications.open_prices", vacancy),
        "may_make": not sealed and takes_part(request.user, "applications.make_ranking", vacancy),
    }


def _told(ranking: Ranking, vacancy: Vacancy, page: str | None) -> dict[str, Any]:
    people = Application.objects.received().filter(vacancy=vacancy)
    names = {person.code: person.name for person in people}
    members = names_by_code(vacancy.panel.seats.all())
    read = Results(ranking, names=names, members=members)
    chart = _chart(read)
    return {
        "results": read,
        "lines": read.lines,
        "heat": read.heat.on_page(page),
        "agreement": read.agreement,
        "is_cumulative": read.plan["method"] == Method.CUMULATIVE,
        "is_by_price": read.plan["method"] == Method.LOWEST_PRICE,
        "weights": {name: plain(read.plan[f"{name}_weight"]) for name in ("technical", "financial")},
        "formula": formula_words(read.plan, read.prices),
        "chosen_rule": ranking.evaluation.get("absent_rule"),
        "chart": chart,
        "published_weight": published_weight(read.plan) if chart else "",
        "tipping_words": tipping_words(read.plan, read.tipping or [], read.called(read.first))
        if chart
        else "",
    }


def _chart(read: Results) -> Chart | None:
    if read.tipping is None:
        return None
    short = {code: name.partition(" ")[0] for code, name in read.names.items()}
    return tipping_chart(read.exact, read.tipping, short)


def _links(vacancy: Vacancy, lot: Lot | None) -> dict[str, str]:
    """Addresses of the pages of later rooms, empty where there is none."""
    pages = {
        "evaluation": address_of("reports:evaluation", vacancy.pk),
        "decision": address_of("decisions:decision", vacancy.pk),
    }
    of = {name: f"{address}{of_lot(lot)}" if address else "" for name, address in pages.items()}
    return of | {"report": address_of("reports:index", vacancy.pk)}


@needs("applications.view_results", _vacancy)
@require_http_methods(["GET", "HEAD", "POST"])
def open_prices(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """What opening the prices means, and the button."""
    context = _frame(request, vacancy, None)
    if not context["may_open"]:
        return redirect("ranking:results", vacancy.pk)
    if request.method == "POST":
        if attempt(request, actions.open_prices, vacancy=vacancy):
            messages.success(request, _("The prices are open"))
        return redirect("ranking:results", vacancy.pk)
    return render(request, "applications/ranking/open_prices.html", context)


@needs("applications.view_results", _vacancy)
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest, vacancy: Vacancy) -> HttpResponse:
    """The first ranking by a button, of all lots together; a further version with its reason."""
    lot = lot_asked(vacancy, request.GET)
    context = _frame(request, vacancy, lot)
    nothing_lacks = context["lots"] and lot is None and not context["unranked"]
    if not context["may_make"] or nothing_lacks:
        return _to_results(vacancy, lot)
    latest = Ranking.objects.latest_of(vacancy, lot)
    form = AgainForm(request.POST if request.method == "POST" else None) if latest else None
    if request.method == "POST" and (form is None or form.is_valid()):
        _make(request, vacancy, lot, form.cleaned_data["reason"] if form else "")
        return _to_results(vacancy, lot)
    return render(request, "applications/ranking/make.html", context | {"form": form, "latest": latest})


def _make(request: HttpRequest, vacancy: Vacancy, lot: Lot | None, reason: str) -> None:
    if lot is None and vacancy.lots.exists():
        made = attempt(request, actions.make_first, vacancy=vacancy)
        words = ngettext("%(n)s ranking is made", "%(n)s rankings are made", len(made or ()))
        said = words % {"n": len(made or ())}
    else:
        made = attempt(request, actions.make, vacancy=vacancy, lot=lot, reason=reason)
        said = _("Version %(number)s of the ranking is made") % {"number": made.version} if made else ""
    if made:
        messages.success(request, said)


def _to_results(vacancy: Vacancy, lot: Lot | None) -> HttpResponse:
    return redirect(f"{reverse('ranking:results', args=[vacancy.pk])}{of_lot(lot)}")
