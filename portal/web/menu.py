"""The menu of the working pages: rooms above say what they add, for whom, and what waits there."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from django.urls import reverse

from portal.web.memory import remembered


@dataclass(frozen=True)
class Badge:
    """A figure beside an entry; `late` makes it red."""

    number: int
    late: bool = False


@dataclass(frozen=True)
class MenuEntry:
    """One line of the menu.

    `permission_test(user)` says who sees it; `badge(user)`, where given, what waits behind it (None for nothing).
    Entries of one `section` stand together; sections and entries follow `order`.
    """

    section: str
    label: str
    url_name: str
    permission_test: Callable[[Any], bool]
    order: int
    badge: Callable[[Any], Badge | None] | None = None


@dataclass(frozen=True)
class MenuLine:
    """An entry as one person sees it on one page."""

    label: str
    address: str
    current: bool
    badge: Badge | None


_entries: list[MenuEntry] = []


def register(entry: MenuEntry) -> None:
    """Add `entry`; called from `AppConfig.ready()` of the app that owns the page."""
    if entry not in _entries:
        _entries.append(entry)


def unregister(entry: MenuEntry) -> None:
    _entries.remove(entry)


def entries_for(user: Any) -> list[MenuEntry]:
    """What `user` may open, sections together, in order."""
    seen = sorted((entry for entry in _entries if entry.permission_test(user)), key=lambda entry: entry.order)
    first: dict[str, int] = {}
    for entry in seen:
        first.setdefault(str(entry.section), entry.order)
    return sorted(seen, key=lambda entry: (first[str(entry.section)], entry.order))


def way_to_work(user: Any) -> str:
    """The name of the first working page that is open to `user`; empty where none is."""
    if not user.is_authenticated:
        return ""
    in_order = sorted(_entries, key=lambda entry: entry.order)
    return next((entry.url_name for entry in in_order if entry.permission_test(user)), "")


def menu_for(user: Any, path: str) -> list[tuple[str, list[MenuLine]]]:
    """Sections with their lines; current is the line under whose address `path` lies."""
    lines = remembered("menu", user, lambda: _lines(user))
    current = _current([line.address for _section, line in lines], path)
    return [
        (section, [replace(line, current=line.address == current) for _section, line in group])
        for section, group in groupby(lines, key=lambda pair: pair[0])
    ]


def _lines(user: Any) -> list[tuple[str, MenuLine]]:
    """Each line with its section, as on a page that is none of them."""
    return [
        (
            str(entry.section),
            MenuLine(
                str(entry.label),
                reverse(entry.url_name),
                current=False,
                badge=entry.badge(user) if entry.badge else None,
            ),
        )
        for entry in entries_for(user)
    ]


def _current(addresses: list[str], path: str) -> str:
    """The longest address that `path` begins with; one that others begin with, such as home, only when it is the path."""
    above = {one for one in addresses for other in addresses if other != one and other.startswith(one)}
    under = [one for one in addresses if path == one or (path.startswith(one) and one not in above)]
    return max(under, key=len, default="")
