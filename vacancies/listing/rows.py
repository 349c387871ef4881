"""A vacancy as a row of a list: plain data in the language of the page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.text import Truncator
from django.utils.translation import ngettext

from portal.kernel.bilingual import Text
from portal.kernel.countries import country
from portal.words.languages import only_in
from vacancies.listing import wording
from vacancies.vacancy.models import Vacancy

SUMMARY_WORDS = 20


@dataclass(frozen=True)
class Row:
    """What a list says of one vacancy; `gap` names the language of a text that lacks the reader's."""

    title: Text
    address: str
    summary: Text
    meta: list[str]
    gap: str
    country: str
    cities: str
    closes_at: datetime
    zone: ZoneInfo


def rows_of(vacancies: Iterable[Vacancy]) -> list[Row]:
    """Rows of vacancies that were loaded by `with_office`."""
    return [_row(vacancy) for vacancy in vacancies]


def _row(vacancy: Vacancy) -> Row:
    return Row(
        title=vacancy.title,
        address=vacancy.get_absolute_url(),
        summary=_shortened(vacancy.summary),
        meta=[part for part in _meta(vacancy) if part],
        gap=only_in(vacancy.title),
        country=country(vacancy.office.country),
        cities=wording.cities(vacancy),
        closes_at=vacancy.closes_at,
        zone=vacancy.office.zone,
    )


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
