"""The terms of reference as they are read: sections, outputs, languages, lots and standing clauses."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from portal.kernel import spoken
from portal.kernel.bilingual import Text
from portal.words.moments import day
from vacancies.listing import wording
from vacancies.terms.models import LanguageAsked, Output, TermsOfReference, Topic
from vacancies.vacancy.models import Vacancy


@dataclass(frozen=True)
class Section:
    """A section under its heading; an `anchor` names it in addresses."""

    anchor: str
    title: str
    text: Text


@dataclass(frozen=True)
class OutputLine:
    """A line of the table of outputs; what is not said is empty."""

    number: int
    title: Text
    due: list[Text]
    share: str


@dataclass(frozen=True)
class Sections:
    """Everything of the terms of reference that is not one long text."""

    work: list[Section]
    outputs: list[OutputLine]
    has_dates: bool
    has_shares: bool
    conditions: list[Section]
    languages: list[str]
    person: list[Section]
    lots: list[tuple[str, Text, str]]
    lots_words: str
    clauses: list[tuple[str, Text]]

    @property
    def says_something(self) -> bool:
        """Whether anything stands under the heading of the terms; lots and clauses have their own."""
        return any((self.work, self.outputs, self.conditions, self.languages, self.person))

    @property
    def texts(self) -> Iterator[Text]:
        """Every text that may stand in another language than the page's."""
        yield from (section.text for section in (*self.work, *self.conditions, *self.person))
        yield from (line.title for line in self.outputs)
        yield from (name for _code, name, _openings in self.lots)
        yield from (text for _title, text in self.clauses)


def sections_of(vacancy: Vacancy) -> Sections:
    """The terms of reference of a vacancy in the active language; what is empty is left out."""
    terms = getattr(vacancy, "sections", None) or TermsOfReference()
    outputs = list(vacancy.outputs.all())
    return Sections(
        work=_written(
            ("context", _("Context"), terms.context),
            ("scope", _("Scope of work"), terms.scope),
        ),
        outputs=[_output(number, output) for number, output in enumerate(outputs, start=1)],
        has_dates=any(output.due_on or output.due for output in outputs),
        has_shares=any(output.share is not None for output in outputs),
        conditions=_written(
            ("indicators", _("Performance indicators"), terms.indicators),
            ("supervision", _("Supervision"), terms.supervision),
            ("travel", _("Travel"), terms.travel),
            ("qualifications", _("Qualifications"), terms.qualifications),
        ),
        languages=[_language(asked) for asked in vacancy.languages_asked.all()],
        person=_written(("competencies", _("Competencies"), terms.competencies)),
        lots=[(lot.code, lot.name, _openings(lot.openings)) for lot in vacancy.lots.all()],
        lots_words=_lots_words(vacancy),
        clauses=[
            (_clause_title(chosen.clause.topic), chosen.clause.text) for chosen in vacancy.clauses.all()
        ],
    )


def _written(*sections: tuple[str, str, Text]) -> list[Section]:
    return [Section(anchor, title, text) for anchor, title, text in sections if text]


def _output(number: int, output: Output) -> OutputLine:
    due = [Text.of(day(output.due_on), language="", borrowed=False), output.due]
    share = "" if output.share is None else f"{wording.plain(output.share)}\N{NO-BREAK SPACE}%"
    return OutputLine(number, output.title, [words for words in due if words], share)


def _language(asked: LanguageAsked) -> str:
    names = {"language": capfirst(spoken.name(asked.language)), "level": asked.get_level_display()}
    if asked.required:
        return _("%(language)s, %(level)s or higher") % names
    return _("%(language)s, %(level)s or higher, would be an advantage") % names


def _openings(number: int) -> str:
    """How many are sought for a lot; empty where it is one, which goes without saying."""
    return ngettext("%(n)s opening", "%(n)s openings", number) % {"n": number} if number > 1 else ""


def _lots_words(vacancy: Vacancy) -> str:
    number = len(vacancy.lots.all())
    lots = ngettext("%(n)s lot", "%(n)s lots", number) % {"n": number}
    openings = ngettext("%(n)s opening", "%(n)s openings", vacancy.openings) % {"n": vacancy.openings}
    return f"{lots}, {openings}"


def _clause_title(topic: str) -> str:
    """The heading of a clause; one on another topic than the usual ones has none."""
    return {
        Topic.NO_FEE: pgettext("heading of a clause", "No fee at any stage"),
        Topic.EQUAL_OPPORTUNITY: pgettext("heading of a clause", "Equal opportunity"),
        Topic.ZERO_TOLERANCE: pgettext("heading of a clause", "Zero tolerance of exploitation and abuse"),
        Topic.DATA_PROTECTION: pgettext("heading of a clause", "Protection of personal data"),
        Topic.RELATIVES: pgettext("heading of a clause", "Relatives"),
        Topic.RIGHT_TO_CANCEL: pgettext("heading of a clause", "Right to cancel"),
    }.get(Topic(topic), "")
