"""What a feed says of a vacancy and of a published change to one."""

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.kernel.addresses import absolute
from portal.kernel.countries import country
from portal.web.language import in_language
from portal.words.languages import only_in
from portal.words.moments import city_time, moment_in
from vacancies.corrigenda.models import Corrigendum
from vacancies.corrigenda.words import told
from vacancies.listing import wording
from vacancies.listing.changed import said_in
from vacancies.vacancy.models import Vacancy

TYPE, COUNTRY, FIELD, CHANGE = (
    "urn:konkurs:type",
    "urn:iso:std:iso:3166",
    "urn:konkurs:field",
    "urn:konkurs:change",
)


def of_vacancy(vacancy: Vacancy) -> dict[str, Any]:
    """The entry of a vacancy loaded by `with_office`."""
    address = absolute(vacancy.get_absolute_url())
    return {
        "title": str(vacancy.title),
        "link": address,
        "unique_id": address,
        "description": format_html("<p>{}</p><p>{}</p>", _gist(vacancy), vacancy.summary),
        "pubdate": vacancy.published_at,
        "updateddate": max(vacancy.published_at, vacancy.changed_at),
        "author_name": str(vacancy.office.name),
        "terms": _terms(vacancy),
        "elsewhere": _elsewhere(vacancy),
    }


def of_corrigendum(row: Corrigendum) -> dict[str, Any]:
    """The entry of a published corrigendum, with its vacancy loaded by `with_office`."""
    vacancy = row.vacancy
    address = absolute(vacancy.get_absolute_url())
    names = {"number": row.number, "change": row.get_change_display(), "title": vacancy.title}
    return {
        "title": _("Corrigendum %(number)s (%(change)s): %(title)s") % names,
        "link": f"{address}#corrigendum-{row.number}",
        "unique_id": f"{address}#corrigendum-{row.number}",
        "description": format_html("<p>{}</p>{}<p>{}</p>", vacancy.reference, _sentences(row), row.reason),
        "pubdate": row.published_at,
        "updateddate": row.published_at,
        "author_name": str(vacancy.office.name),
        "terms": [*_terms(vacancy), (CHANGE, row.change, capfirst(row.get_change_display()))],
        "elsewhere": _elsewhere(vacancy),
    }


def _terms(vacancy: Vacancy) -> list[tuple[str, str, str]]:
    code = vacancy.office.country
    found = [
        (TYPE, vacancy.kind, str(vacancy.get_kind_display())),
        (COUNTRY, code, country(code)),
        (FIELD, vacancy.field, str(vacancy.get_field_display())),
    ]
    return [term for term in found if term[1]]


def _elsewhere(vacancy: Vacancy) -> list[tuple[str, str]]:
    address = vacancy.get_absolute_url()
    others = [code for code in said_in(vacancy) if code != get_language()]
    return [(code, absolute(in_language(address, code))) for code in others]


def _gist(vacancy: Vacancy) -> str:
    """Contract, place, closing date on the office's clock, and the language where it is not the feed's."""
    until = _("apply by %(when)s, %(clock)s") % _closing(vacancy)
    parts = [
        wording.contract(vacancy),
        country(vacancy.office.country),
        wording.cities(vacancy),
        vacancy.reference,
        until,
        only_in(vacancy.title),
    ]
    return "; ".join(part for part in parts if part)


def _closing(vacancy: Vacancy) -> dict[str, str]:
    office, moment = vacancy.office, vacancy.closes_at
    clock = city_time(moment, office.zone, office.city, office.city_genitive_ru)
    return {"when": moment_in(moment, office.zone), "clock": clock}


def _sentences(row: Corrigendum) -> SafeString:
    return format_html_join("", "<p>{}</p>", ((sentence,) for sentence in told(row)))
