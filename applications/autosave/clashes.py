"""Two texts of one field, side by side, until the person chooses."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.forms import BoundField

from applications.autosave.marks import can_be_joined, fields_of, mark, shown, text
from applications.autosave.models import Typing
from applications.autosave.sent import CHOICE, OTHER, STORED


@dataclass(frozen=True)
class Clash:
    """`mine` stands in the field, `other` was typed in another window; where it was `typed_here`, `mine` is not kept yet."""

    field: BoundField
    mine: str
    other: str
    source: str
    at: datetime | None
    typed_here: bool

    @property
    def choice_name(self) -> str:
        return CHOICE + self.field.html_name

    @property
    def other_name(self) -> str:
        return OTHER + self.field.html_name

    @property
    def seen(self) -> str:
        """Which text the choice is about: where it comes from and how it read."""
        return f"{self.source}:{mark(self.other)}"

    @property
    def joins(self) -> bool:
        return can_be_joined(self.field)

    @property
    def mine_shown(self) -> str:
        return shown(self.field, self.mine)

    @property
    def other_shown(self) -> str:
        return shown(self.field, self.other)


def here(
    form: Any, now: Mapping[str, str], names: Collection[str], last: Mapping[str, Typing]
) -> Iterator[Clash]:
    """What was typed in this window and not kept, beside what is stored."""
    for field in fields_of(form):
        name = field.html_name
        if name in names:
            at = last[name].at if name in last else None
            yield Clash(field, text(field.value()), now[name], STORED, at, typed_here=True)


def of_others(form: Any, now: Mapping[str, str], aside: list[Typing]) -> list[Clash]:
    """Texts set aside in other windows, the first of each field, beside what stands in the field."""
    first = {row.name: row for row in reversed(aside)}
    return [
        Clash(field, text(field.value()), row.text, str(row.pk), row.at, typed_here=False)
        for field in fields_of(form)
        if (row := first.get(field.html_name)) and row.text != now[field.html_name]
    ]
