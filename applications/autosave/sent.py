"""What a form sends along with its fields: which window it is, what its fields began from, what the person has chosen."""

import json
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.crypto import get_random_string

BEGAN, WINDOW, TURN, PERSON = (f"autosave-{name}" for name in ("began", "window", "turn", "person"))
CHOICE, OTHER = "autosave-choice-", "autosave-other-"
MINE, THEIRS, BOTH = "mine", "theirs", "both"
STORED = "stored"
_LENGTH, _MOST_TURNS = 22, 2**31 - 1


@dataclass(frozen=True)
class Choice:
    """Which of two texts the person wants; the `other` is the one stored, or a text set aside, as it was `seen`."""

    wanted: str
    other: str
    seen: str


@dataclass(frozen=True)
class Sent:
    """`began` holds the marks of what each field began from; without a window nothing is known of either."""

    window: str = ""
    turn: int = 0
    # Whose page it was: on a computer for several, another may have signed in since.
    person: str = ""
    began: dict[str, str] = field(default_factory=dict)
    choices: dict[str, Choice] = field(default_factory=dict)


def new_window() -> str:
    return get_random_string(_LENGTH)


def read(posted: QueryDict) -> Sent:
    """What of it can be understood; a form that says nothing of where it began is as good as one that knows nothing."""
    window = posted.get(WINDOW, "")[:_LENGTH]
    turn = posted.get(TURN, "")
    return Sent(
        window=window,
        turn=min(int(turn), _MOST_TURNS) if turn.isascii() and turn.isdigit() else 0,
        person=posted.get(PERSON, ""),
        began=_marks(posted.get(BEGAN, "")) if window else {},
        choices=dict(filter(None, (_choice(posted, name) for name in posted if name.startswith(CHOICE)))),
    )


def _marks(written: str) -> dict[str, str]:
    try:
        told: Any = json.loads(written)
    except ValueError:
        return {}
    return {str(name): str(mark) for name, mark in told.items()} if isinstance(told, dict) else {}


def _choice(posted: QueryDict, key: str) -> tuple[str, Choice] | None:
    name = key.removeprefix(CHOICE)
    other, colon, seen = posted.get(OTHER + name, "").partition(":")
    wanted = posted[key]
    return (name, Choice(wanted, other, seen)) if colon and wanted in (MINE, THEIRS, BOTH) else None
