"""What an application says of the profile besides the person's particulars: education, languages, publications and so on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from applications.profile import wording
from applications.profile.sections import SECTIONS
from applications.profile.told import for_scoring


@dataclass(frozen=True)
class Told:
    """One part of the profile with its entries; `key` tells parts apart on a page."""

    key: str
    title: str
    entries: list[wording.Entry]


def parts_of(snapshot: dict[str, Any]) -> list[Told]:
    """All that was frozen of the profile, for the applicant and for the office; nothing in what is older than it."""
    said = snapshot.get("profile", {})
    declared = list(wording.declared(said.get("declared", {})))
    return [*_parts(said), *([Told("declared", _("Declarations"), declared)] if declared else [])]


def parts_for_scoring(snapshot: dict[str, Any]) -> list[Told]:
    """The same for those who score: without contacts, and without what is declared."""
    said = snapshot.get("profile", {})
    return list(
        _parts(
            {section.name: [for_scoring(one) for one in said.get(section.name, [])] for section in SECTIONS}
        )
    )


def besides_of(snapshot: dict[str, Any]) -> list[wording.Entry]:
    """What was told of the person besides what every application needs."""
    return list(wording.besides(snapshot.get("profile", {})))


def _parts(said: dict[str, Any]) -> Iterator[Told]:
    for section in SECTIONS:
        entries = [wording.READERS[section.name](one) for one in said.get(section.name, [])]
        if entries:
            yield Told(section.key, str(section.title), entries)
