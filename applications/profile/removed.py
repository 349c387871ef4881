"""Which entry was just taken out of a profile, so that the page can offer to bring it back."""

from dataclasses import dataclass

from django.http import HttpRequest

from applications.profile.sections import SECTIONS, Section
from applications.profile.told import part_told
from applications.profile.wording import READERS


@dataclass(frozen=True)
class Removed:
    section: Section
    pk: int
    title: str


def mark(section: Section, pk: int) -> str:
    """What the address of the overview says of it."""
    return f"{section.key}-{pk}"


def just_removed(request: HttpRequest) -> Removed | None:
    """The entry that `?removed=` names, if it is the person's own and still removed."""
    key, _dash, number = request.GET.get("removed", "").rpartition("-")
    section = next((one for one in SECTIONS if one.key == key), None)
    if section is None or not (number.isascii() and number.isdecimal() and len(number) < 19):
        return None
    row = (
        section.model.with_removed.filter(profile__user=request.user, pk=int(number))
        .exclude(removed_at=None)
        .first()
    )
    return row and Removed(section, row.pk, READERS[section.name](part_told(row)).title)
