"""Lots read from pasted lines, one lot a line: English, Russian, openings, between bars or tabs."""

import re
from typing import Any

from django.utils.translation import gettext as _

LONGEST = 160
# As many as the column of the database holds.
MOST_OPENINGS = 32767


def lots_in(text: str) -> tuple[list[dict[str, Any]], list[str]]:
    """The lots of the lines, and what is wrong with the lines that say none; empty lines are passed over."""
    lots, faults = [], []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        parts = [" ".join(part.split()) for part in re.split(r"[|\t]", line)]
        fault = _fault(parts)
        if fault:
            faults.append(_("Line %(number)s: %(fault)s") % {"number": number, "fault": fault})
        else:
            lots.append(_lot(parts))
    return lots, faults


def _fault(parts: list[str]) -> str:
    names, rest = parts[:2], parts[2:]
    if len(rest) > 1:
        return _("it has more than three parts.")
    if not any(names):
        return _("write the name in one language at least.")
    if any(len(name) > LONGEST for name in names):
        return _("a name has at most %(most)s characters. We have cut nothing.") % {"most": LONGEST}
    openings = rest[0] if rest else ""
    if openings and not _is_number(openings):
        return _("“%(openings)s” is no number of openings.") % {"openings": openings[:LONGEST]}
    return ""


def _is_number(text: str) -> bool:
    """Whether it is a number of openings; Python itself reads no number of thousands of digits."""
    return text.isdecimal() and len(text) <= len(str(MOST_OPENINGS)) and 1 <= int(text) <= MOST_OPENINGS


def _lot(parts: list[str]) -> dict[str, Any]:
    english, russian, openings = (*parts, "", "")[:3]
    return {"name_en": english, "name_ru": russian, "openings": int(openings or 1)}
