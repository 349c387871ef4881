"""What a profile tells, as plain data: strings, whole numbers, lists and mappings, and only what is told."""

from datetime import date
from decimal import Decimal
from typing import Any

from applications.profile.models import BESIDES, DECLARED, Profile
from applications.profile.parts import Part

Json = dict[str, Any]

# Parts by the names under which they hang on the profile. Work is not among them: an application chooses its own.
FROZEN = ("educations", "language_skills", "publications", "referees")
# What has no bearing on a score: what was paid, who would answer for it, how referees are reached.
_NOT_FOR_SCORING = {"rate", "currency", "supervisor", "reason_for_leaving", "may_contact", "email", "phone"}
_NOT_TOLD = {"id", "profile", "removed_at"}


def told_of(profile: Profile | None) -> Json:
    """Everything but the person's particulars and the work; empty where nothing is told."""
    if profile is None:
        return {}
    parts = {name: [part_told(row) for row in getattr(profile, name).all()] for name in FROZEN}
    besides = {name: getattr(profile, name) for name in BESIDES}
    declared = {
        name: {"said": said, "words": getattr(profile, f"{name}_words")}
        for name in DECLARED
        if (said := getattr(profile, name))
    }
    return {name: value for name, value in {**parts, **besides, "declared": declared}.items() if value}


def part_told(row: Part) -> Json:
    """One entry, its fields that say something by name; months as 2019-03, sums as text."""
    named = {field.name: getattr(row, field.name) for field in row._meta.fields}  # noqa: SLF001 - Django's documented name
    return {
        name: _plain(value)
        for name, value in named.items()
        if name not in _NOT_TOLD and value not in ("", None, False)
    }


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return f"{value:%Y-%m}"
    return str(value) if isinstance(value, Decimal) else value


def for_scoring(told: Json) -> Json:
    """An entry as those see it who score."""
    return {name: value for name, value in told.items() if name not in _NOT_FOR_SCORING}
