"""The profile on one page: every part with its state, its entries, and what is worth a second look."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from applications.profile import wording, work_time
from applications.profile.begun_shown import Begun, begun_of
from applications.profile.models import BESIDES, DECLARED, TOLD, Profile, Sex
from applications.profile.parts import Employment, Part
from applications.profile.sections import SECTIONS, Section
from applications.profile.told import part_told
from portal.kernel import countries
from portal.words.figures import figure

NEEDED_OF_A_PERSON = ("family_name", "given_name", "nationality", "residence")
COMPLETE = "ok on"
BEGUN = "go half"


@dataclass(frozen=True)
class Row:
    """An entry with its number, for links, and whether something needed is missing in it."""

    pk: int
    entry: wording.Entry
    is_whole: bool


@dataclass(frozen=True)
class Block:
    """A part on the page: its state as a chip, its entries, hints."""

    section: Section
    word: str
    kind: str
    rows: list[Row] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    total: str = ""
    begun: list[Begun] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.rows or self.begun)


def blocks_of(profile: Profile, *, today: date) -> list[Block]:
    """The parts in order, with their entries, and with those begun."""
    begun = begun_of(profile.user_id, today=today)
    blocks = [_block(section, list(getattr(profile, section.name).all()), today) for section in SECTIONS]
    return [replace(block, begun=begun.get(block.section.key, [])) for block in blocks]


def no_blocks() -> list[Block]:
    """The parts of a profile of which nothing is told yet."""
    return [Block(section, *_state(section, [])) for section in SECTIONS]


def _block(section: Section, entries: list[Any], today: date) -> Block:
    read = wording.READERS[section.name]
    rows = [Row(row.pk, read(part_told(row)), row.is_whole) for row in entries]
    word, kind = _state(section, entries)
    if section.model is not Employment:
        return Block(section, word, kind, rows)
    spans = spans_of(entries)
    return Block(section, word, kind, rows, _hints(spans, today), _total(spans, today))


def _state(section: Section, entries: list[Part]) -> tuple[str, str]:
    halves = sum(not row.is_whole for row in entries)
    if halves:
        words = ngettext("%(n)s entry to finish", "%(n)s entries to finish", halves)
        return words % {"n": halves}, "soon half"
    if len(entries) < section.wanted > 1:
        return pgettext("step", "%(done)s of %(total)s") % {"done": len(entries), "total": section.wanted}, (
            BEGUN if entries else ""
        )
    if not entries:
        return pgettext("part of a profile", "nothing told"), ""
    return ngettext("%(n)s entry", "%(n)s entries", len(entries)) % {"n": len(entries)}, COMPLETE


def spans_of(entries: list[Employment]) -> list[work_time.Span]:
    """Work as spans of months; entries that do not say when they began are left out."""
    return [work_time.Span.of(row.began, row.ended, row.share) for row in entries if row.began]


def _total(spans: list[work_time.Span], today: date) -> str:
    months = work_time.months_worked(spans, until=today)
    if not months:
        return ""
    tenths = months * 10 // 12
    years = figure(Decimal(int(tenths)) / 10, 1)
    return _("%(years)s years in all, in years of full time; what was done side by side counts once") % {
        "years": years
    }


def _hints(spans: list[work_time.Span], today: date) -> list[str]:
    gap = gettext_lazy("Nothing is told of %(months)s. If you worked then, add it")
    overlap = gettext_lazy("More than full time is told of %(months)s. If part of it was part time, say so")
    return [
        *(str(gap) % {"months": _months(stretch)} for stretch in work_time.gaps(spans, until=today)),
        *(str(overlap) % {"months": _months(stretch)} for stretch in work_time.overlaps(spans, until=today)),
    ]


def _months(stretch: work_time.Stretch) -> str:
    first, last = (wording.month(work_time.month_day(number)) for number in (stretch.first, stretch.last))
    return first if first == last else f"{first} – {last}"


def person_state(profile: Profile) -> tuple[str, str]:
    """What every application needs of the person, as a chip."""
    done = sum(bool(getattr(profile, name)) for name in NEEDED_OF_A_PERSON)
    if done == len(NEEDED_OF_A_PERSON):
        return pgettext("step", "complete"), COMPLETE
    return _of(done, len(NEEDED_OF_A_PERSON))


def declared_state(profile: Profile) -> tuple[str, str]:
    done = sum(
        bool(said) and (said == "no" or bool(getattr(profile, f"{name}_words")))
        for name in DECLARED
        if (said := getattr(profile, name)) is not None
    )
    return (pgettext("step", "complete"), COMPLETE) if done == len(DECLARED) else _of(done, len(DECLARED))


def _of(done: int, total: int) -> tuple[str, str]:
    if not done:
        return pgettext("part of a profile", "nothing told"), ""
    return pgettext("step", "%(done)s of %(total)s") % {"done": done, "total": total}, BEGUN


def facts_of(profile: Profile) -> list[tuple[str, str]]:
    """The person's particulars that are told, in pairs of a term and a text."""
    shown = {
        "nationality": countries.country(profile.nationality),
        "residence": countries.country(profile.residence),
        "sex": str(dict(Sex.choices).get(profile.sex, "")),
    }
    told = [(wording.field_words(name), shown.get(name, getattr(profile, name))) for name in TOLD]
    besides = {name: getattr(profile, name) for name in BESIDES}
    return [
        *((term, text) for term, text in told if text),
        *((entry.label, entry.title) for entry in wording.besides(besides)),
    ]


def declared_of(profile: Profile) -> list[wording.Entry]:
    """What was declared."""
    said = {
        name: {"said": getattr(profile, name), "words": getattr(profile, f"{name}_words")}
        for name in DECLARED
        if getattr(profile, name)
    }
    return list(wording.declared(said))
