"""Which text of a field is to stand: the one stored, the one typed, or both until the person chooses. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from applications.autosave.marks import mark
from applications.autosave.models import Typing
from applications.autosave.sent import BOTH, MINE, STORED, Choice, Sent

Texts = Mapping[str, str]
_EMPTY = mark("")


@dataclass(frozen=True)
class Merge:
    """What each field is to say; `clashing` are those in which something else was typed and not kept; `newer` were not touched here."""

    said: dict[str, str]
    clashing: frozenset[str]
    newer: frozenset[str]


def merge(*, stored: Texts, typed: Texts, sent: Sent, last: Mapping[str, Typing]) -> Merge:
    """Nothing is written over what the form did not begin from, unless this very window wrote it."""
    said, clashing, newer = dict(typed), set(), set()
    for name, text in typed.items():
        there = stored.get(name, "")
        began, before = sent.began.get(name, _EMPTY), last.get(name)
        if text == there or not sent.window or began == mark(there):
            continue
        said[name] = there
        if before and before.window == sent.window:
            # What comes late, overtaken by what was sent after it, undoes nothing.
            said[name] = there if sent.turn < before.turn else text
        elif began == mark(text):
            newer.add(name)
        else:
            clashing.add(name)
    return Merge(said, frozenset(clashing), frozenset(newer))


def settle(
    *, stored: Texts, typed: Texts, sent: Sent, aside: list[Typing]
) -> tuple[Sent, dict[str, str], list[Typing]]:
    """What was sent and typed once the choices in it are made, and the texts set aside that are settled by them.

    A choice counts for the very texts that were seen: where the other one has changed since, there is a new one to make.
    """
    began, said, settled = dict(sent.began), dict(typed), []
    rows = {str(row.pk): row for row in aside}
    for name, choice in sent.choices.items():
        row = rows.get(choice.other)
        other = stored.get(name) if choice.other == STORED else row and row.text
        if other is None or name not in typed or mark(other) != choice.seen:
            continue
        if row:
            settled.append(row)
        else:
            began[name] = choice.seen
        said[name] = _chosen(choice, said[name], other)
    return replace(sent, began=began), said, settled


def _chosen(choice: Choice, mine: str, other: str) -> str:
    if choice.wanted == BOTH:
        return f"{mine}\n\n{other}"
    return mine if choice.wanted == MINE else other
