"""The lots of a vacancy on the pages of its selection: which one is asked for, how far each is, where its page is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404
from django.utils.translation import pgettext

from applications.intake.lots import received_by_lot
from applications.ranking.forms import LotForm
from applications.ranking.models import Ranking
from vacancies.models import Lot, Vacancy


@dataclass(frozen=True)
class State:
    """A chip; whether there is a page to look at, and whether something is still to be done."""

    word: str
    chip: str
    is_open: bool = True
    waits: bool = False


@dataclass(frozen=True)
class Row:
    """One lot; `query` is what its address ends in, empty where there is nothing to see."""

    lot: Lot
    received: int
    state: State
    query: str
    current: bool


def lot_asked(vacancy: Vacancy, asked: Mapping[str, Any]) -> Lot | None:
    """The lot that an address names; Http404 for one that the vacancy has not."""
    form = LotForm(asked, vacancy=vacancy)
    if not form.is_valid():
        raise Http404
    return form.cleaned_data["lot"]


def of_lot(lot: Lot | None) -> str:
    """The end of the address of a page on `lot`."""
    return f"?{urlencode({'lot': lot.code})}" if lot else ""


def rows_of(vacancy: Vacancy, states: Mapping[int, State], here: Lot | None = None) -> list[Row]:
    """All lots in order; `states` of those for which an application was received, the others have no candidate."""
    lots = vacancy.lots.all()
    received = received_by_lot(vacancy) if lots else {}
    nobody = State(pgettext("lot", "no candidate"), "", is_open=False)
    rows = [(lot, states[lot.pk] if lot.pk in received else nobody) for lot in lots]
    return [
        Row(lot, received.get(lot.pk, 0), state, of_lot(lot) if state.is_open else "", lot == here)
        for lot, state in rows
    ]


def ranked_by_lot(vacancy: Vacancy) -> dict[int | None, int]:
    """How many are ranked in the latest version, by the primary key of the lot; lots without a ranking are left out."""
    rankings = Ranking.objects.filter(vacancy=vacancy).order_by("version").values_list("lot", "result")
    return {
        lot: sum(one["status"] == "ranked" for one in result.get("results", [])) for lot, result in rankings
    }


def ranking_states(vacancy: Vacancy) -> dict[int, State]:
    """How far the ranking of each lot is."""
    lots = vacancy.lots.all()
    ranked = ranked_by_lot(vacancy) if lots else {}
    return {lot.pk: _ranking_state(ranked.get(lot.pk)) for lot in lots}


def _ranking_state(ranked: int | None) -> State:
    if ranked is None:
        return State(pgettext("lot", "not ranked yet"), "soon half", waits=True)
    if ranked == 0:
        return State(pgettext("lot", "no candidate passed"), "no")
    return State(pgettext("ranking", "ranked"), "ok on")
