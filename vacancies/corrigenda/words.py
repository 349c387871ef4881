"""What a corrigendum changes, in plain sentences: for letters, feeds and pages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from portal.words.moments import city_time, moment_in
from vacancies.corrigenda.models import Change, Corrigendum
from vacancies.corrigenda.paths import name_of, value_of
from vacancies.translation.wordwise import Fate, Passage, changes

# A value up to so many characters is told whole, a longer one by the words that changed.
WHOLE = 160
# So many words stand around a change in a long text.
AROUND = 8


@dataclass(frozen=True)
class Told:
    """One changed value: what it is called, how it read and how it reads; passages where a long text changed."""

    name: str
    old: str
    new: str
    passages: Sequence[Passage] = ()

    @property
    def sentence(self) -> str:
        """The same as one line of plain text."""
        if not self.passages:
            return _("%(name)s: “%(new)s” instead of “%(old)s”.") % vars(self)
        pieces = "".join(_marked(passage) for passage in self.passages)
        return f"{self.name}: {pieces.strip()}"


def told(corrigendum: Corrigendum) -> list[str]:
    """Plain sentences in the active language on what the published change did."""
    vacancy = corrigendum.vacancy
    if corrigendum.change == Change.CANCELLATION:
        return [_("The vacancy is cancelled. No applications are taken, and nobody is selected.")]
    if corrigendum.closes_after:
        office = vacancy.office
        after, before = (
            moment_in(moment, office.zone) for moment in (corrigendum.closes_after, corrigendum.closes_before)
        )
        clock = city_time(corrigendum.closes_after, office.zone, office.city, office.city_genitive_ru)
        return [
            _("Applications are taken until %(after)s, %(clock)s; before, it was until %(before)s.")
            % {"after": after, "before": before, "clock": clock}
        ]
    return [one.sentence for one in in_words(corrigendum.changes, vacancy.office.zone)]


def in_words(differences: Iterable[dict[str, Any]], zone: ZoneInfo) -> list[Told]:
    """Changes of a notice's document, [{"path", "old", "new"}], as people read them."""
    return [_told(zone, **difference) for difference in differences]


def _told(zone: ZoneInfo, *, path: str, old: Any, new: Any) -> Told:
    was, now = value_of(path, old, zone), value_of(path, new, zone)
    long = old and new and max(len(was), len(now)) > WHOLE
    return Told(name_of(path), was, now, _shortened(changes(was, now)) if long else ())


def _shortened(passages: Sequence[Passage]) -> list[Passage]:
    """The changes of a long text with some words around each; what stayed in between is left out."""
    last = len(passages) - 1
    return [
        _kept(passage, first=place == 0, last=place == last) if passage.fate == Fate.KEPT else passage
        for place, passage in enumerate(passages)
    ]


def _kept(passage: Passage, *, first: bool, last: bool) -> Passage:
    words = passage.words.split()
    if len(words) <= 2 * AROUND:
        return passage
    before = "" if first else " ".join(words[:AROUND]) + " "
    after = "" if last else " " + " ".join(words[-AROUND:]) + " "
    return Passage(Fate.KEPT, f"{before}…{after}")


def _marked(passage: Passage) -> str:
    """[-gone-] and {+new+}, as plain text has marked them since long."""
    if passage.fate == Fate.DELETED:
        return f"[-{passage.words.strip()}-] "
    if passage.fate == Fate.INSERTED:
        return "{+" + passage.words.strip() + "+} "
    return passage.words
