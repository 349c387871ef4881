"""How the entries of a profile read, from the plain data of `told`, in the reader's language."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from babel.dates import format_date
from django.utils.text import capfirst
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from applications.profile.models import DECLARED, Contact, Profile, Said
from applications.profile.parts import SKILLS, Basis, LanguageSkill
from applications.profile.told import Json
from portal.kernel import countries, spoken
from portal.words.figures import money, percent
from vacancies.plan.models import EducationLevel, LanguageLevel


@dataclass(frozen=True)
class Entry:
    """One entry: what it is, when or which, and the rest in smaller print."""

    title: str
    label: str
    note: str = ""


def month(told: str | date | None) -> str:
    """March 2019, from 2019-03 or its first day; nothing for nothing."""
    if not told:
        return ""
    day = told if isinstance(told, date) else date.fromisoformat(f"{told}-01")
    return format_date(day, "LLLL y", locale=get_language() or "en")


def period(told: Json, open_end: str = "") -> str:
    """March 2019 – May 2021; with `open_end` where there is no end."""
    began, ended = month(told.get("began")), month(told.get("ended")) or open_end
    if began and ended:
        return f"{began} – {ended}"
    if ended and told.get("ended"):
        return _("until %(month)s") % {"month": ended}
    return began


def _lines(*texts: Any) -> str:
    return "\n".join(str(text) for text in texts if text)


def _row(*texts: Any) -> str:
    return ", ".join(str(text) for text in texts if text)


def education(told: Json) -> Entry:
    level = dict(EducationLevel.choices).get(told.get("level", ""), "")
    where = _row(told.get("institution"), told.get("place"))
    note = _lines(where if told.get("degree") else told.get("place"), _row(told.get("field"), level))
    return Entry(told.get("degree") or told.get("institution") or _("Education"), period(told), note)


def work(told: Json) -> Entry:
    share = told.get("share", 100)
    note = _lines(
        _row(told.get("business"), told.get("place")),
        told.get("duties"),
        _row(
            dict(Basis.choices).get(told.get("basis", ""), ""),
            _("%(share)s of full time") % {"share": percent(share)} if share < 100 else "",
            money(Decimal(told["rate"]), told.get("currency", "")) if "rate" in told else "",
        ),
        *_further(told),
    )
    title = _row(told.get("title"), told.get("employer")) or _("Work")
    return Entry(title, period(told, pgettext("work", "now")), note)


def _further(told: Json) -> Iterator[str]:
    if "supervisor" in told:
        yield _("Supervisor: %(name)s") % {"name": told["supervisor"]}
    if "reason_for_leaving" in told:
        yield _("Reason for leaving: %(reason)s") % {"reason": told["reason_for_leaving"]}
    if told.get("may_contact"):
        yield _("The office may ask this employer")


def language(told: Json) -> Entry:
    named = capfirst(spoken.name(told.get("language", ""))) or _("Language")
    levels = {skill: told[skill] for skill in SKILLS if skill in told}
    if len(levels) == len(SKILLS) and len(set(levels.values())) == 1:
        note = str(LanguageLevel(levels["read"]).label)
    else:
        fields = LanguageSkill._meta  # noqa: SLF001 - Django's documented name
        note = ", ".join(f"{fields.get_field(skill).verbose_name} {level}" for skill, level in levels.items())
    return Entry(named, _("mother tongue") if told.get("mother_tongue") else "", note)


def publication(told: Json) -> Entry:
    note = _lines(told.get("published_in"), told.get("link"))
    return Entry(told.get("title") or _("Publication"), str(told.get("year", "")), note)


def referee(told: Json) -> Entry:
    contacts = _row(told.get("email"), told.get("phone"))
    note = _lines(told.get("relation"), contacts)
    return Entry(told.get("name") or _("Referee"), _row(told.get("position"), told.get("organisation")), note)


READERS: dict[str, Callable[[Json], Entry]] = {
    "educations": education,
    "employments": work,
    "language_skills": language,
    "publications": publication,
    "referees": referee,
}


def declared(told: dict[str, Json]) -> Iterator[Entry]:
    """What was declared: the question as label, the answer as title."""
    for name in DECLARED:
        if name in told:
            answer = dict(Said.choices).get(told[name]["said"], "")
            yield Entry(str(answer), field_words(name), told[name]["words"])


def besides(told: Json) -> Iterator[Entry]:
    """Previous names, other nationalities, a second telephone, the preferred way: those told."""
    shown = {
        "previous_names": told.get("previous_names", ""),
        "other_nationalities": ", ".join(map(countries.country, told.get("other_nationalities", []))),
        "second_phone": told.get("second_phone", ""),
        "preferred_contact": str(dict(Contact.choices).get(told.get("preferred_contact", ""), "")),
    }
    for name, value in shown.items():
        if value:
            yield Entry(value, field_words(name))


def field_words(name: str) -> str:
    """What a field of the profile is called, as a label."""
    return capfirst(str(Profile._meta.get_field(name).verbose_name))  # noqa: SLF001 - Django's documented name
