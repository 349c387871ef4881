"""What changed in a text, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# Words and the blanks between them, so that the pieces put together are the text again.
_PIECE = re.compile(r"\S+|\s+")
# So much of what stayed is shown on either side of a change.
AROUND = 80


class Fate(StrEnum):
    KEPT = "kept"
    DELETED = "del"
    INSERTED = "ins"


@dataclass(frozen=True)
class Passage:
    """Some words that stayed, went or came."""

    fate: Fate
    words: str


def changes(old: str, new: str) -> list[Passage]:
    """The passages of both texts: without the inserted ones they are `old`, without the deleted ones `new`."""
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    found: list[Passage] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, begin, end, start, stop in matcher.get_opcodes():
        if kind == "equal":
            found.append(Passage(Fate.KEPT, "".join(before[begin:end])))
            continue
        found += [
            Passage(fate, "".join(pieces))
            for fate, pieces in ((Fate.DELETED, before[begin:end]), (Fate.INSERTED, after[start:stop]))
            if pieces
        ]
    return found


def shortened(passages: list[Passage]) -> list[Passage]:
    """The same with long stretches that stayed cut to their ends."""
    return [_short(passage) if passage.fate == Fate.KEPT else passage for passage in passages]


def _short(passage: Passage) -> Passage:
    words = passage.words
    if len(words) <= 3 * AROUND:
        return passage
    begin, end = words[:AROUND].rpartition(" ")[0], words[-AROUND:].partition(" ")[2]
    return Passage(passage.fate, f"{begin} … {end}")
