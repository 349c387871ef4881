"""The places of a panel: each has one holder after the other, and one code in the evaluation file."""

from collections.abc import Iterable
from functools import reduce

from django.utils.translation import gettext as _

from applications.panels.models import Seat


def by_place(seats: Iterable[Seat]) -> dict[str, list[Seat]]:
    """The holders of each place in the order in which they held it, by its code."""
    found: dict[str, list[Seat]] = {}
    for seat in sorted(seats, key=lambda one: one.pk):
        found.setdefault(seat.code, []).append(seat)
    return found


def names_by_code(seats: Iterable[Seat]) -> dict[str, str]:
    """Who stands behind each code: the member, or the members one after the other."""
    return {code: reduce(_then, [str(one.user) for one in held]) for code, held in by_place(seats).items()}


def _then(first: str, following: str) -> str:
    return _("%(first)s, then %(next)s") % {"first": first, "next": following}
