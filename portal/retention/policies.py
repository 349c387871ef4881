"""What is erased at once when a person asks, what stays until when and why: the rooms that keep it register here."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

Stored = tuple[Any, str]


@dataclass(frozen=True)
class Kept:
    """Something that stays: what, until which day (None: as long as the record), and why."""

    what: str
    until: date | None
    why: Any


@dataclass
class Gone:
    """What one policy erased: how many, their hashes, and files to be deleted once the transaction has ended well."""

    number: int = 0
    hashes: list[str] = field(default_factory=list)
    files: list[Stored] = field(default_factory=list)


def _nothing(_person: Any) -> str:
    return ""


def _told_to_nobody(_person: Any, _at: datetime) -> None:
    pass


def _none_kept(_person: Any) -> Iterable[Kept]:
    return ()


@dataclass(frozen=True)
class Policy:
    """One part, in its `order`: what points elsewhere goes first, the account last.

    `count` says how many would go, `erase` makes them go, `kept` names what stays, `hinders` what must be done first; `tell`
    writes to whom it concerns, while all is still there.
    """

    key: str
    title: Any
    count: Callable[[Any], int]
    erase: Callable[[Any], Gone]
    kept: Callable[[Any], Iterable[Kept]] = _none_kept
    hinders: Callable[[Any], str] = _nothing
    tell: Callable[[Any, datetime], None] = _told_to_nobody
    order: int = 50


@dataclass(frozen=True)
class Term:
    """What becomes due by itself when its time is over: the rows at an instant, and erasing one of them."""

    key: str
    due: Callable[[datetime], Iterable[Any]]
    erase: Callable[[Any, datetime], Gone]


_policies: list[Policy] = []
_terms: list[Term] = []


def register(policy: Policy) -> None:
    """Let `policy` have its part; called from `AppConfig.ready()`."""
    if policy.key not in {one.key for one in _policies}:
        _policies.append(policy)


def register_term(term: Term) -> None:
    if term.key not in {one.key for one in _terms}:
        _terms.append(term)


def policies() -> Sequence[Policy]:
    return tuple(sorted(_policies, key=lambda one: one.order))


def terms() -> Sequence[Term]:
    return tuple(_terms)
