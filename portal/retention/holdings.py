"""What is held about a person, part by part: the rooms that keep it register here what they tell, and what they do not."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

Told = Iterable[dict[str, Any]]


@dataclass(frozen=True)
class HeldFile:
    """A file to be given: in which folder, under the name its sender knows, and how it is opened.

    `withheld` says, in words, why it is not given.
    """

    folder: str
    name: str
    open: Callable[[], Any]
    facts: dict[str, Any] = field(default_factory=dict)
    withheld: str = ""


def _no_files(_person: Any) -> Iterable[HeldFile]:
    return ()


@dataclass(frozen=True)
class Holding:
    """One part: its `key` in data.json, what it is called, what it tells of a person, and its files.

    `models` are those whose rows about a person it tells.
    """

    key: str
    title: Any
    models: tuple[type[Model], ...]
    tell: Callable[[Any], Told]
    files: Callable[[Any], Iterable[HeldFile]] = _no_files


_holdings: list[Holding] = []
_left_out: dict[str, Any] = {}


def register(holding: Holding) -> None:
    """Let `holding` tell its part; called from `AppConfig.ready()`."""
    if holding.key not in {one.key for one in _holdings}:
        _holdings.append(holding)


def leave_out(reason: Any, *names: str) -> None:
    """Say why the models, or the single links to a person (`app.Model.field`), in `names` are not told."""
    _left_out.update(dict.fromkeys(names, reason))


def holdings() -> Sequence[Holding]:
    return tuple(_holdings)


def left_out() -> dict[str, Any]:
    """Reasons by what is not told."""
    return dict(_left_out)


def plain(row: Model, *without: str) -> dict[str, Any]:
    """The columns of `row` by name, a link as the words of what it leads to; keys of the database say nothing."""
    return {
        column.name: str(getattr(row, column.name)) if column.is_relation and getattr(row, column.attname) else getattr(row, column.attname)
        for column in row._meta.concrete_fields  # noqa: SLF001 - Django's documented name
        if column.name not in {"id", *without}
    }  # fmt: skip
