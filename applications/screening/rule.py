"""What a requirement comes to by what is stated on it: met, not met, or for a person to check. Pure.

What is empty or cannot be read is unclear; nothing is ever guessed (docs/selection.md section 1).
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from applications.profile.work_time import MONTHS
from applications.screening.models import Result
from portal.kernel.countries import codes
from vacancies.plan.models import EducationLevel, LanguageLevel, RequirementKind

Parameters = Mapping[str, Any]
Check = Callable[[Parameters, str], bool | None]

_RESULTS = {True: Result.MET, False: Result.NOT_MET, None: Result.UNCLEAR}
_YEARS = re.compile(r"\d{1,2}([.,]\d+)?")


def finding(
    kind: str,
    parameters: Parameters,
    stated: str,
    documents: Mapping[str, str],
    worked: Fraction | None = None,
) -> tuple[Result, dict[str, str]]:
    """Return the result and its evidence: what was stated, or the name of the file that was handed in.

    `kind` and `parameters` are the requirement's (vacancies.plan.models.RequirementKind), `stated` is the
    applicant's answer, `documents` the names of the files handed in by the code of the document asked for.
    `worked` are the months counted from dated work, where the plan asks for it: years stated that lead elsewhere than
    those counted are for a person to check, in either direction.
    """
    if kind == RequirementKind.DOCUMENT:
        name = documents.get(parameters.get("document", ""), "")
        return _RESULTS[bool(name)], {"document": name}
    if kind == RequirementKind.EXPERIENCE and worked is not None:
        said, counted = _experience(parameters, stated.strip()), _enough(parameters, worked)
        return _RESULTS[said if said == counted else None], {"stated": stated, "months": str(worked)}
    return _RESULTS[_CHECKS[kind](parameters, stated.strip())], {"stated": stated}


def _country(parameters: Parameters, stated: str) -> bool | None:
    return stated in parameters.get("countries", []) if stated in codes() else None


def _experience(parameters: Parameters, stated: str) -> bool | None:
    have, asked = _years(stated), _years(str(parameters.get("years", "")))
    return None if have is None or asked is None else have >= asked


def _enough(parameters: Parameters, worked: Fraction) -> bool | None:
    asked = _years(str(parameters.get("years", "")))
    return None if asked is None else worked >= Fraction(asked) * MONTHS


def _years(text: str) -> Decimal | None:
    return Decimal(text.replace(",", ".")) if _YEARS.fullmatch(text) else None


def _level(order: list[str]) -> Check:
    def check(parameters: Parameters, stated: str) -> bool | None:
        asked = parameters.get("level")
        return order.index(stated) >= order.index(asked) if stated in order and asked in order else None

    return check


def _question(parameters: Parameters, stated: str) -> bool | None:
    return stated == parameters.get("answer") if stated in ("yes", "no") else None


_CHECKS: dict[str, Check] = {
    RequirementKind.NATIONALITY: _country,
    RequirementKind.RESIDENCE: _country,
    RequirementKind.EXPERIENCE: _experience,
    RequirementKind.EDUCATION: _level(EducationLevel.values),
    RequirementKind.LANGUAGE: _level(["none", *LanguageLevel.values]),
    RequirementKind.QUESTION: _question,
}
