"""What HR reads of a file in which a virus was found: who was told, until when another may take its place, whether it did."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from applications.intake.infection import Infection
from applications.intake.models import Application
from applications.intake.quarantine import open_cases
from portal.words.moments import moment_in


@dataclass(frozen=True)
class Infected:
    """One infected file: what has become of it in words, and where the reader replaces it, if that is theirs to do."""

    infection: Infection
    words: str
    address: str = ""


def infected_of(application: Application, reader: Any, *, at: datetime) -> list[Infected]:
    """All of them, in the order in which they were found."""
    rows = list(application.infections.select_related("asked", "member__account", "document"))
    open_ones = open_cases(application, at=at) if rows else []
    return [_infected(row, application, reader, at, is_open=row in open_ones) for row in rows]


def beside(infected: Iterable[Infected]) -> dict[int, str]:
    """The words by the document beside which they stand."""
    return {one.infection.document_id: one.words for one in infected}


def _infected(
    row: Infection, application: Application, reader: Any, at: datetime, *, is_open: bool
) -> Infected:
    row.application = application
    ours = row.is_left_to_the_office
    may = is_open and ours and reader.has_perm("applications.replace_for_somebody", row)
    address = reverse("intake:replace-for", args=[row.pk]) if may else ""
    return Infected(row, _words(row, at, ours=ours), address)


def _words(row: Infection, at: datetime, *, ours: bool) -> str:
    """Who signed or applied on paper has no account: the office replaces the file for them."""
    zone = row.vacancy.office.zone
    if row.replaced_at:
        replaced = _("Another file was put in its place: %(moment)s.")
        return replaced % {"moment": moment_in(row.replaced_at, zone)}
    if row.until is None:
        return _of_too_late(ours=ours)
    if row.until < at:
        words = _("No other file was put in its place until %(moment)s, when the time for it ended.")
    elif ours:
        words = _(
            "It came to the office, so only the office can replace it: until %(moment)s, as long as the long list is not made. Ask the person for another file, or scan the paper anew."
        )
    else:
        words = _(
            "The person whose file it is was told, and can replace it until %(moment)s, as long as the long list is not made."
        )
    return words % {"moment": moment_in(row.until, zone)}


def _of_too_late(*, ours: bool) -> str:
    if ours:
        return _("It was found after the long list, so it cannot be replaced.")
    return _(
        "The person whose file it is was told. It was found after the long list, so it cannot be replaced."
    )
