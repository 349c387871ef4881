"""The register of applications as a table for Excel."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from applications.decisions.models import Decision, Place
from applications.intake.models import Application
from applications.ranking.models import Ranking
from portal.kernel.countries import country
from portal.words.figures import figure
from vacancies.models import Vacancy

# What a spreadsheet takes for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def register_csv(vacancy: Vacancy) -> bytes:
    """Everybody whose application was received, in the active language: semicolons and a mark of UTF-8, as Excel wants it."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([harmless(value) for value in row] for row in _table(vacancy))
    return out.getvalue().encode("utf-8-sig")


def harmless(value: Any) -> str:
    """`value` as text; an apostrophe keeps a spreadsheet from reading a formula in what somebody else wrote."""
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _table(vacancy: Vacancy) -> Iterator[list[Any]]:
    yield [
        _("Code"),
        _("Applicant"),
        _("E-mail address"),
        _("Nationality"),
        _("Residence"),
        pgettext("application", "Received"),
        pgettext("application", "State"),
        _("Eligibility"),
        _("Rank"),
        _("Technical, %"),
        pgettext("figure", "Total"),
        _("Place in the decision"),
    ]
    ranking = Ranking.objects.latest_of(vacancy)
    results = {one["code"]: one for one in ranking.result["results"]} if ranking else {}
    standing = Decision.objects.of(vacancy).standing().first()
    places = dict(standing.outcomes.values_list("application", "place")) if standing else {}
    received = Application.objects.received().filter(vacancy=vacancy).select_related("screening")
    for one in received.order_by("submitted_at", "pk"):
        yield _row(vacancy, one, results.get(one.code, {}), places.get(one.pk))


def _row(vacancy: Vacancy, one: Application, figures: dict[str, Any], place: str | None) -> list[Any]:
    person = one.snapshot["person"] if one.snapshot else {}
    screening = getattr(one, "screening", None)
    return [
        one.code,
        one.name,
        person.get("email", ""),
        country(person.get("nationality", "")),
        country(person.get("residence", "")),
        f"{vacancy.office.local(one.submitted_at):%Y-%m-%d %H:%M:%S}" if one.submitted_at else "",
        capfirst(one.get_status_display()),
        capfirst(screening.get_outcome_display()) if screening else "",
        figures.get("rank", ""),
        figure(figures.get("technical_percent"), 2),
        figure(figures.get("total"), 2),
        capfirst(Place(place).label) if place else "",
    ]
