"""What a path in the document of a notice is called, and how a value there reads."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Field, Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.kernel.bilingual import Bilingual, languages
from portal.kernel.countries import country, country_names
from portal.kernel.spoken import name as language_name
from portal.words.figures import figure
from portal.words.moments import day, moment_in
from vacancies.plan.asks import ASKS
from vacancies.plan.models import Anchor, Criterion, DocumentAsked, Plan, Requirement
from vacancies.terms.models import LanguageAsked, Output, StandardClause, TermsOfReference
from vacancies.vacancy.models import DutyStation, Lot, Vacancy

# A list of the document: what one row is called, and the model of its fields.
ROWS: Mapping[str, tuple[Any, type[Model]]] = {
    "duty_stations": (gettext_lazy("Duty station %(code)s"), DutyStation),
    "lots": (gettext_lazy("Lot %(code)s"), Lot),
    "outputs": (gettext_lazy("Output %(code)s"), Output),
    "languages": (gettext_lazy("Language %(code)s"), LanguageAsked),
    "clauses": (gettext_lazy("Standard clause %(code)s"), StandardClause),
    "requirements": (gettext_lazy("Requirement %(code)s"), Requirement),
    "criteria": (gettext_lazy("Criterion %(code)s"), Criterion),
    "anchors": (gettext_lazy("mark %(code)s"), Anchor),
    "documents": (gettext_lazy("Document %(code)s"), DocumentAsked),
}
PARTS: Mapping[str, type[Model]] = {"terms": TermsOfReference, "plan": Plan}
NOTHING = "–"


def name_of(path: str) -> str:
    """title.en: Title (English); "plan.criteria.A.points": Criterion A, points."""
    words, field, language = _walked(path)
    if field:
        words.append(_label(field))
    said = ", ".join(words)
    return f"{capfirst(said)} ({language_name(language)})" if language else capfirst(said)


def value_of(path: str, value: Any, zone: ZoneInfo) -> str:
    """How `value`, as it stands in a document under `path`, reads; instants on the clock of `zone`."""
    _words, field, _language = _walked(path)
    if value is None:
        # A key that is left out where nothing is asked for: what that means has words.
        value = ASKS.get(getattr(field, "name", ""))
    if value in (None, "", []):
        return NOTHING
    if isinstance(value, dict):
        return _row_in_words(path, value, zone)
    return _spoken(field, value, zone)


def is_row(path: str) -> bool:
    """Whether the path names a whole row, which came or went, and no field of it."""
    return _walked(path)[1] is None


def _walked(path: str) -> tuple[list[str], Any, str]:
    """Names of the rows on the way, the field at the end (None for a row itself), and the language of a text."""
    parts = path.split(".")
    language = parts.pop() if parts[-1] in languages() else ""
    model: type[Model] = Vacancy
    words: list[str] = []
    while parts:
        part = parts.pop(0)
        if part in ROWS:
            called, model = ROWS[part]
            code = _code(parts, model)
            words.append(str(called) % {"code": _shown(part, code)} if code else str(_("order of rows")))
        elif part in PARTS and parts:
            model = PARTS[part]
        else:
            return words, _field(model, part), language
    return words, None, language


def _code(parts: list[str], model: type[Model]) -> str:
    """The name of a row, taken off `parts`; the step of a scale may have a point in it."""
    taken = [parts.pop(0)] if parts else []
    while parts and parts[0].isdigit() and model is Anchor:
        taken.append(parts.pop(0))
    return ".".join(taken)


def _shown(rows: str, code: str) -> str:
    if rows == "languages":
        return language_name(code)
    return code.lstrip("SO") if rows in ("duty_stations", "outputs") else code


def _field(model: type[Model], name: str) -> Any:
    """The column or bilingual text called `name`; the free text of a notice is a column of the vacancy."""
    if model is TermsOfReference and name == "text":
        model, name = Vacancy, "terms"
    found = getattr(model, name, None)
    return found if isinstance(found, Bilingual) else model._meta.get_field(name)  # noqa: SLF001 - Django's documented name


def _label(field: Any) -> str:
    return str(field.verbose_name)


def _spoken(field: Any, value: Any, zone: ZoneInfo) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        countries = getattr(field, "name", "") == "eligible_countries"
        return ", ".join(country_names(value) if countries else map(str, value))
    say = _SAID.get(field.get_internal_type() if isinstance(field, Field) else "")
    if say:
        return say(value, zone)
    if getattr(field, "name", "") == "country":
        return country(value)
    return str(dict(getattr(field, "choices", None) or {}).get(value, value))


def _number(value: Any, _zone: ZoneInfo) -> str:
    _whole, _point, rest = str(value).partition(".")
    return figure(value, len(rest))


_SAID: Mapping[str, Callable[[Any, ZoneInfo], str]] = {
    "DateTimeField": lambda value, zone: moment_in(datetime.fromisoformat(value), zone),
    "DateField": lambda value, _zone: day(date.fromisoformat(value)),
    "DecimalField": _number,
    "PositiveSmallIntegerField": _number,
    "PositiveIntegerField": _number,
}


def _row_in_words(path: str, row: Mapping[str, Any], zone: ZoneInfo) -> str:
    """A row that came or went, by what it says: its texts in both languages, then its figures."""
    said = []
    for name, value in row.items():
        if isinstance(value, dict) and set(value) <= set(languages()):
            said += [text for text in value.values() if text]
        elif name not in ("code", "parameters", "anchors") and value not in (None, "", []):
            said.append(value_of(f"{path}.{name}", value, zone))
    return "; ".join(said) or NOTHING
