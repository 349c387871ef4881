"""What a CV says beside what the profile says now: one offer a field, to be taken or left."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from applications.profile import wording
from applications.profile.cv_languages import Language
from applications.profile.models import Profile
from applications.profile.parts import Education, Employment, LanguageSkill, Part
from applications.profile.reading import Dated, Findings, Said
from applications.profile.told import part_told
from portal.kernel import spoken
from vacancies.plan.models import EducationLevel

_FIELDS = {Employment: ("title", "employer"), Education: ("degree", "institution", "level")}


@dataclass(frozen=True)
class Offer:
    """`values` by field of the profile or of the entry; `now` is what stands there, empty where nothing does."""

    key: str
    label: str
    shown: str
    values: dict[str, Any]
    now: str = ""


@dataclass(frozen=True)
class MonthAsked:
    """A month of which the CV names the year only: the person may add it, nobody guesses it."""

    key: str
    name: str
    year: int


@dataclass(frozen=True)
class Group:
    """What one line of the CV gives: for the person where there is no `model`, else for a new entry or for `row`."""

    title: str
    line: str
    offers: list[Offer]
    model: type[Part] | None = None
    row: Part | None = None
    months: list[MonthAsked] = field(default_factory=list)


def offers_of(found: Findings, profile: Profile) -> list[Group]:
    """All that the profile does not say already."""
    groups = [
        *_phones(found.phones, profile),
        *_languages(found.languages, profile),
        *_entries("work", found.work, Employment, _there(profile, "employments")),
        *_entries("education", found.education, Education, _there(profile, "educations")),
    ]
    return [group for group in groups if group.offers]


def _there(profile: Profile, name: str) -> list[Any]:
    return list(getattr(profile, name).all()) if profile.pk else []


def _phones(phones: list[Said], profile: Profile) -> list[Group]:
    """The first is offered as the first, another as the second; one that is told already in either place is not."""
    told = {_digits(profile.phone), _digits(profile.second_phone)}
    groups = []
    for name, said in zip(("phone", "second_phone"), phones, strict=False):
        label = wording.field_words(name)
        new = _digits(said.value) not in told
        offers = [Offer(name, label, said.value, {name: said.value}, getattr(profile, name))] if new else []
        groups.append(Group(label, said.line, offers))
    return groups


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())


def _languages(languages: list[Language], profile: Profile) -> list[Group]:
    told = {row.language: row for row in _there(profile, "language_skills")}
    groups = []
    for said in languages:
        row = told.get(said.code)
        values = {"mother_tongue": True} if said.mother_tongue else dict(said.levels)
        same = row is not None and all(getattr(row, name) == value for name, value in values.items())
        name = capfirst(spoken.name(said.code))
        shown, now = _level_words(values), _level_words(part_told(row)) if row else ""
        offer = Offer(f"language-{said.code}", name, shown, {"language": said.code, **values}, now)
        groups.append(Group(name, said.line, [] if same else [offer], LanguageSkill, row))
    return groups


def _level_words(told: dict[str, Any]) -> str:
    entry = wording.language(told)
    return ", ".join(filter(None, [entry.label, entry.note]))


def _entries(part: str, dated: list[Dated], model: type[Part], there: list[Any]) -> list[Group]:
    return [
        _entry(f"{part}-{number}", said, model, next((row for row in there if _is_that(row, said)), None))
        for number, said in enumerate(dated)
    ]


def _is_that(row: Part, said: Dated) -> bool:
    """Whether an entry of the profile is what the CV speaks of: nothing certain differs, and it began in that year."""
    pairs = [(getattr(row, name), value) for name, value in said.fields.items() if name != "level"]
    alike = all(not told or told.casefold() == value.casefold() for told, value in pairs)
    began = getattr(row, "began", None)
    return (
        alike and any(told for told, _value in pairs) and (not began or began.year == said.period.first_year)
    )


def _entry(key: str, said: Dated, model: type[Part], row: Part | None) -> Group:
    offers = [
        offer
        for name in _FIELDS[model]
        if name in said.fields and (offer := _field(key, name, said.fields[name], model, row))
    ]
    months: list[MonthAsked] = []
    for name, day, year in _ends(said):
        if day and (offer := _field(key, name, day, model, row)):
            offers.append(offer)
        if not day and not getattr(row, name, None):
            months.append(MonthAsked(f"{key}-{name}", name, year))
    title = ", ".join(
        filter(None, [said.period.words, said.fields.get("title") or said.fields.get("degree", "")])
    )
    return Group(title, said.line, offers, model, row, months)


def _ends(said: Dated) -> list[tuple[str, date | None, int]]:
    period = said.period
    ends = [("began", period.began, period.first_year)]
    return [*ends, ("ended", period.ended, period.last_year)] if period.last_year else ends


def _field(key: str, name: str, value: Any, model: type[Part], row: Part | None) -> Offer | None:
    """None where the entry says so already."""
    now = getattr(row, name, None)
    if now == value:
        return None
    field_of = model._meta.get_field(name)  # noqa: SLF001 - Django's documented name
    words = {"began": _("From"), "ended": _("To")}.get(name) or capfirst(str(field_of.verbose_name))
    return Offer(f"{key}-{name}", words, _shown(name, value), {name: value}, _shown(name, now))


def _shown(name: str, value: Any) -> str:
    if name == "level":
        return str(dict(EducationLevel.choices).get(value, ""))
    return wording.month(value) if isinstance(value, date) else str(value or "")
