"""A vacancy as a row of a list: plain data in the language of the page."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.text import Truncator
from django.utils.translation import ngettext

from portal.kernel.bilingual import Text
from portal.kernel.countries import country
from portal.words.languages import only_in
from vacancies.listing import wording
from vacancies.listing.amended import sign_of
from vacancies.listing.marking import marked, snippet
from vacancies.vacancy.models import Status, Vacancy, VacancyQuerySet

SUMMARY_WORDS = 20


@dataclass(frozen=True)
class Row:
    """What a list says of one vacancy; `gap` names the language of a text that lacks the reader's."""

    title: Text
    shown_title: str
    address: str
    summary: Text
    shown_summary: str
    meta: list[str]
    gap: str
    country: str
    cities: str
    closes_at: datetime
    zone: ZoneInfo
    # "cancelled", "extended", "corrected" or nothing.
    sign: str
    is_cancelled: bool


def rows_of(vacancies: Iterable[Vacancy], keys: AbstractSet[str] = frozenset()) -> list[Row]:
    """Rows of vacancies that were loaded by `with_office`; with `keys` also by `with_texts`, and marked in the texts."""
    return [_row(vacancy, keys) for vacancy in vacancies]


def with_texts(vacancies: VacancyQuerySet) -> VacancyQuerySet:
    """What a row needs to show where the words asked for stand."""
    return vacancies.select_related("sections").prefetch_related("outputs")


def _row(vacancy: Vacancy, keys: AbstractSet[str]) -> Row:
    found = snippet(_texts(vacancy), keys) if keys else None
    summary = _shortened(vacancy.summary) if found is None else found
    return Row(
        title=vacancy.title,
        shown_title=marked(vacancy.title, keys),
        address=vacancy.get_absolute_url(),
        summary=summary,
        shown_summary=marked(summary, keys),
        meta=[part for part in _meta(vacancy) if part],
        gap=only_in(vacancy.title),
        country=country(vacancy.office.country),
        cities=wording.cities(vacancy),
        closes_at=vacancy.closes_at,
        zone=vacancy.office.zone,
        sign=sign_of(vacancy),
        is_cancelled=vacancy.status == Status.CANCELLED,
    )


def _texts(vacancy: Vacancy) -> Iterator[Text]:
    """The texts of a notice from the first to the last, in the language of the page where they are written in it."""
    yield from (vacancy.summary, vacancy.terms)
    if sections := getattr(vacancy, "sections", None):
        yield from (getattr(sections, name) for name in sections.bilingual)
    yield from (output.title for output in vacancy.outputs.all())


def _shortened(text: Text) -> Text:
    short = Truncator(text).words(SUMMARY_WORDS)
    return Text.of(short, language=text.language, borrowed=text.borrowed)


def _meta(vacancy: Vacancy) -> list[str]:
    openings = ngettext("%(n)s opening", "%(n)s openings", vacancy.openings) % {"n": vacancy.openings}
    return [
        wording.contract(vacancy),
        vacancy.duration,
        openings if vacancy.openings > 1 else "",
        vacancy.reference,
    ]
