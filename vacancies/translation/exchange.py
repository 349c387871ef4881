"""What the files for an outside translator have in common: which they are, what they bring back, what is wrong with them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from vacancies.translation.merging import Written

FORMAT = "texts/1"
# Far more than the longest notice needs, and little enough to be looked through at once.
MOST_BYTES = 2 * 1024 * 1024


class Unreadable(Exception):  # noqa: N818 - it is an answer to a person, not an error of the program
    """A file that cannot be read as the texts of this notice; `reasons` are what its sender reads."""

    def __init__(self, *reasons: str) -> None:
        super().__init__(*reasons)
        self.reasons: Sequence[str] = reasons


@dataclass(frozen=True)
class Incoming:
    """What a file brings: texts, and the remarks of the translator by path."""

    written: list[Written]
    remarks: dict[str, str] = field(default_factory=dict)


def checked(incoming: Incoming) -> Incoming:
    """`incoming` when every text is named once and can be kept as it is; raises Unreadable otherwise."""
    reasons, named = [], set()
    for one in incoming.written:
        if one.path in named:
            reasons.append(_("“%(path)s” stands in the file twice.") % {"path": one.path})
        named.add(one.path)
        if any(not _can_be_kept(text) for text in one.said.values()):
            reasons.append(
                _("“%(path)s” has a character that is no letter, sign or blank.") % {"path": one.path}
            )
    if reasons:
        raise Unreadable(*reasons)
    return incoming


def require_own(found: str, wanted: str) -> None:
    """Refuse the texts of another notice."""
    if found != wanted:
        names = {"found": found, "wanted": wanted}
        raise Unreadable(_("The file holds the texts of %(found)s and not those of %(wanted)s.") % names)


def _can_be_kept(text: str) -> bool:
    """Whether every character may stand in a database: no NUL, no half of a pair."""
    return "\x00" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)
