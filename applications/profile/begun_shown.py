"""Entries that are not entries yet, as a person finds them again: by what was typed first."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from applications.autosave.marks import fields_of, shown, text
from applications.profile.begun import BegunEntry
from applications.profile.sections import SECTIONS, Section


@dataclass(frozen=True)
class Begun:
    """`title` is the first that was typed, in the order of the form."""

    section: Section
    key: UUID
    title: str
    at: datetime


def begun_of(user: Any, *, today: date) -> dict[str, list[Begun]]:
    """All of a person by the key of the section, the newest first."""
    sections = {section.key: section for section in SECTIONS}
    found: defaultdict[str, list[Begun]] = defaultdict(list)
    for row in BegunEntry.objects.of(user).waiting():
        found[row.section].append(_shown(row, sections[row.section], today))
    return found


def _shown(row: BegunEntry, section: Section, today: date) -> Begun:
    form = section.form(row.texts, today=today)
    typed = [
        shown(field, said)
        for field in fields_of(form)
        if (said := row.texts.get(field.name)) and said not in ("on", text(field.field.initial))
    ]
    return Begun(section, row.key, (typed or [str(section.title)])[0], row.at)
