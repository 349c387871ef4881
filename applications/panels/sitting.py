"""A panel as one reader sees it: the places, and the candidates with the way to their papers."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from applications.panels.models import Conflict, Panel, Seat, SeatRole
from applications.panels.rules import has_declared
from applications.screening import long_list


@dataclass(frozen=True)
class Place:
    """A seat and what its holder declared, as far as the reader may know."""

    seat: Seat
    word: str
    chip: str
    conflicts: list[Conflict]


@dataclass(frozen=True)
class Candidate:
    """A name; with an address where the papers are open to the reader, else with the word that says why not."""

    name: str
    lot: str
    address: str
    word: str


def places_of(panel: Panel, *, reader: Any) -> list[Place]:
    """The seats of a panel fetched `with_seats()`; with whom there is a conflict, and why, only for who may know."""
    sees = reader.has_perm("applications.view_conflicts", panel)
    # In a blind round not even one's own: who was recognised behind a code would be named there.
    own = reader.pk if reader.has_perm("applications.view_names", panel) else None
    return [_place(seat, sees=sees or seat.user_id == own) for seat in panel.seats.all() if seat.sits]


@dataclass(frozen=True)
class Left:
    """A seat that has ended, the reason as far as the reader may know it, and whether somebody may take the place over."""

    seat: Seat
    reason: str
    is_free: bool


def left_of(panel: Panel, *, reader: Any) -> list[Left]:
    """Who does not sit any more on a panel fetched `with_seats()`."""
    sees = reader.has_perm("applications.view_conflicts", panel)
    held = {seat.code for seat in panel.seats.all() if seat.sits}
    holders = {seat.code: seat.pk for seat in panel.seats.all()}
    return [
        Left(seat, seat.ended_reason if sees else "", seat.code not in held and holders[seat.code] == seat.pk)
        for seat in panel.seats.all()
        if not seat.sits
    ]


def is_led(panel: Panel) -> bool:
    """Whether somebody chairs the panel."""
    return any(seat.sits and seat.role == SeatRole.CHAIR for seat in panel.seats.all())


def _place(seat: Seat, *, sees: bool) -> Place:
    declaration = getattr(seat, "declaration", None)
    if declaration is None:
        return Place(seat, pgettext("declaration", "not declared yet"), "soon half", [])
    if not sees:
        return Place(seat, pgettext("declaration", "declared"), "ok on", [])
    conflicts = list(declaration.conflicts.all())
    return Place(seat, _declared(len(conflicts)), "" if conflicts else "ok on", conflicts)


def _declared(conflicts: int) -> str:
    if not conflicts:
        return pgettext("declaration", "no conflict")
    return ngettext("%(n)s conflict", "%(n)s conflicts", conflicts) % {"n": conflicts}


def candidates_for(reader: Any, panel: Panel) -> list[Candidate]:
    """The long list by name; once one has declared, nobody as long as names are kept from the reader."""
    if has_declared(reader, panel) and not reader.has_perm("applications.view_names", panel):
        return []
    candidates = sorted(
        long_list.candidates(panel.vacancy).select_related("screening"), key=lambda one: one.names
    )
    for one in candidates:
        one.vacancy = panel.vacancy
    return [_candidate(reader, one) for one in candidates]


def _candidate(reader: Any, application: Any) -> Candidate:
    for permission, page in PAGES:
        if reader.has_perm(permission, application):
            return Candidate(
                application.names, str(application.lot or ""), reverse(page, args=[application.key]), ""
            )
    shut = reader.has_perm("applications.declare_interest", application)
    if shut:
        return Candidate(application.names, "", "", "")
    return Candidate(
        application.names, str(application.lot or ""), "", _("closed to you: conflict of interest")
    )


# The first that is open to the reader is the one that is linked.
PAGES = (
    ("applications.view_candidate", "panels:candidate"),
    ("applications.view_application", "screening:application"),
)
