"""The part of a report on who sat from when until when, where the panel was not the same throughout, and why."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from applications.panels.models import Seat
from applications.reports.material import Material


def changes(material: Material) -> list[str]:
    """Who joined after the panel was convened and who left it, in the order in which it happened."""
    told = [one for seat in material.seats for one in _of(material, seat)]
    chairs = [
        (entry.at, _chairs(material, entry.at, entry.data))
        for entry in material.entries("panel.chair_appointed")
    ]
    return [words for _at, words in sorted([*told, *chairs])]


def _of(material: Material, seat: Seat) -> Iterator[tuple[datetime, str]]:
    if seat.joined_at:
        yield seat.joined_at, _joined(material, seat)
    if seat.ended_at:
        yield seat.ended_at, _left(material, seat)


def _joined(material: Material, seat: Seat) -> str:
    said = {"name": seat.user, "moment": material.when(seat.joined_at), "reason": seat.joined_reason}
    if seat.place_id:
        return _("%(name)s took over the place %(code)s, %(moment)s. The reason: %(reason)s") % {
            **said,
            "code": seat.code,
        }
    if seat.joined_reason:
        return _("%(name)s joined the panel, %(moment)s. The reason: %(reason)s") % said
    return _("%(name)s joined the panel before scoring began, %(moment)s.") % said


def _left(material: Material, seat: Seat) -> str:
    words = _("The seat of %(name)s ended, %(moment)s, by %(by)s: %(why)s. The reason: %(reason)s")
    return words % {
        "name": seat.user,
        "moment": material.when(seat.ended_at),
        "by": seat.ended_by,
        "why": seat.get_ended_because_display(),
        "reason": seat.ended_reason,
    }


def _chairs(material: Material, at: datetime, said: dict[str, Any]) -> str:
    words = _("%(name)s chaired the panel from %(moment)s. The reason: %(reason)s")
    return words % {"name": said["person"], "moment": material.when(at), "reason": said["reason"]}
