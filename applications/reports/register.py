"""The register of applications as a table for Excel."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from applications.decisions.models import Decision, Outcome, Place
from applications.intake.models import Application
from applications.ranking.models import Ranking
from applications.reports.receipts import Kind, Line, came, chosen, lines_of
from portal.kernel.countries import country
from portal.words.figures import figure
from vacancies.models import Vacancy

# What a spreadsheet takes for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def register_csv(vacancy: Vacancy) -> bytes:
    """Everybody whose application was received, then every attempt refused, in the active language: semicolons and a mark of UTF-8, as Excel wants it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([harmless(value) for value in row] for row in _table(vacancy))
    return out.getvalue().encode("utf-8-sig")


def harmless(value: Any) -> str:
    """`value` as text; an apostrophe keeps a spreadsheet from reading a formula in what somebody else wrote."""
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _table(vacancy: Vacancy) -> Iterator[list[Any]]:
    has_lots = vacancy.lots.exists()
    yield [
        *([pgettext("of a vacancy", "Lot")] if has_lots else []),
        _("Code"),
        _("Applicant"),
        *([_("Team")] if vacancy.plan.has_teams else []),
        _("E-mail address"),
        _("Nationality"),
        _("Residence"),
        pgettext("application", "Received"),
        *([_("Seconds after the closing time")] if vacancy.grace_minutes else []),
        pgettext("application", "State"),
        _("Eligibility"),
        _("Rank"),
        _("Technical, %"),
        pgettext("figure", "Total"),
        _("Place in the decision"),
        _("How it came"),
        _("Entered by"),
        _("Reason of the refusal"),
    ]
    results = results_of(vacancy)
    carried = Decision.objects.of(vacancy).carried()
    places = dict(Outcome.objects.filter(decision__in=carried).values_list("application", "place"))
    received = (
        Application.objects.received()
        .filter(vacancy=vacancy)
        .select_related("screening", "lot", "on_behalf__entered_by")
    )
    for one in received.order_by("lot__order", "lot", "submitted_at", "pk"):
        row = _row(vacancy, one, results.get(one.code, {}), places.get(one.pk))
        yield [str(one.lot or ""), *row] if has_lots else row
    for line in chosen(lines_of(vacancy), Kind.REFUSED):
        row = _refusal(vacancy, line)
        yield [line.lot, *row] if has_lots else row


def _refusal(vacancy: Vacancy, line: Line) -> list[Any]:
    """Who came and was refused: a name, a time, a reason, and nothing that follows from an application."""
    grace = [""] if vacancy.grace_minutes else []
    came_at = f"{vacancy.office.local(line.came_at):%Y-%m-%d %H:%M:%S}"
    nothing = [""] * 5
    return [
        "",
        line.name,
        *([""] if vacancy.plan.has_teams else []),
        "",
        "",
        "",
        came_at,
        *grace,
        capfirst(line.word),
        *nothing,
        came(line),
        line.by,
        line.note,
    ]


def _team(one: Application) -> str:
    """Who applied with them, each with their part."""
    return "; ".join(
        f"{member['name']} ({member['part']})" for member in (one.snapshot or {}).get("team", ())
    )


def results_of(vacancy: Vacancy) -> dict[str, dict[str, Any]]:
    """The lines of the latest ranking, of each lot, by the candidate's code."""
    rankings = Ranking.objects.filter(vacancy=vacancy).order_by("version").values_list("lot", "result")
    return {one["code"]: one for result in dict(rankings).values() for one in result["results"]}


def _row(vacancy: Vacancy, one: Application, figures: dict[str, Any], place: str | None) -> list[Any]:
    person = one.snapshot["person"] if one.snapshot else {}
    screening, entered = getattr(one, "screening", None), getattr(one, "on_behalf", None)
    return [
        one.code,
        one.name,
        *([_team(one)] if vacancy.plan.has_teams else []),
        person.get("email", ""),
        country(person.get("nationality", "")),
        country(person.get("residence", "")),
        f"{vacancy.office.local(one.submitted_at):%Y-%m-%d %H:%M:%S}" if one.submitted_at else "",
        *([one.late_by_seconds or ""] if vacancy.grace_minutes else []),
        capfirst(one.get_status_display()),
        capfirst(screening.get_outcome_display()) if screening else "",
        figures.get("rank", ""),
        figure(figures.get("technical_percent"), 2),
        figure(figures.get("total"), 2),
        capfirst(Place(place).label) if place else "",
        str(entered.get_source_display()) if entered else pgettext("came", "in the portal"),
        str(entered.entered_by) if entered else "",
        "",
    ]
