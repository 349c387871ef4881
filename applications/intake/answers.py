"""What an answer to a requirement may be, and how it reads.

`RequirementAnswer.value` by kind: nationality, residence: a country's code · experience: years as a decimal text ("7", "7.5") ·
education: an EducationLevel · language: a LanguageLevel, or "none" · question: "yes" or "no". A requirement of kind
document has no answer: the document is attached or not.
"""

from decimal import Decimal, InvalidOperation
from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from portal.kernel import countries
from portal.words.figures import plain
from vacancies.models import Requirement
from vacancies.plan.models import EducationLevel, LanguageLevel, RequirementKind
from vacancies.plan.published import decimal_text

YES_NO = [("yes", pgettext_lazy("answer", "yes")), ("no", pgettext_lazy("answer", "no"))]
NO_LANGUAGE = ("none", gettext_lazy("I do not speak it"))
MOST_YEARS = 70


def years(text: str) -> Decimal:
    """Years of experience as a number, from text with a decimal point or comma; ValueError, in words, for anything else."""
    try:
        number = Decimal(text.strip().replace(",", "."))
    except InvalidOperation as error:
        raise ValueError(_("Write the years as a number, for example 7 or 7.5")) from error
    if not (number.is_finite() and 0 <= number <= MOST_YEARS and number == round(number, 1)):
        raise ValueError(
            _("Write a number between 0 and %(most)s, with one decimal at most") % {"most": MOST_YEARS}
        )
    return number


def tidy(requirement: Requirement, typed: str) -> str:
    """The answer as it is kept: a number in its plain form; what is no answer stays as it was typed."""
    if requirement.kind != RequirementKind.EXPERIENCE or fault(requirement, typed):
        return typed
    return decimal_text(years(typed)) or ""


def fault(requirement: Requirement, value: str) -> str:
    """Why `value` is no answer, in words; empty when it is one."""
    if not value:
        return _("Answer this")
    if requirement.kind == RequirementKind.EXPERIENCE:
        try:
            years(value)
        except ValueError as error:
            return str(error)
    return ""


def shown(requirement: Requirement, value: str) -> str:
    """The answer as a person reads it."""
    if requirement.kind in (RequirementKind.NATIONALITY, RequirementKind.RESIDENCE):
        return countries.country(value)
    if requirement.kind == RequirementKind.EXPERIENCE and not fault(requirement, value):
        return ngettext("%(n)s year", "%(n)s years", ceil(years(value))) % {"n": years_shown(value)}
    return str(dict(choices(requirement)).get(value, value))


def years_shown(text: str) -> str:
    """The years alone, 7 or 7.5, as the reader writes numbers; what is no number, as it was typed."""
    try:
        return plain(years(text))
    except ValueError:
        return text


def choices(requirement: Requirement) -> list[tuple[str, str]]:
    """What there is to choose from; nothing where the answer is typed or a country."""
    return {
        RequirementKind.EDUCATION: list(EducationLevel.choices),
        RequirementKind.LANGUAGE: [*LanguageLevel.choices, NO_LANGUAGE],
        RequirementKind.QUESTION: YES_NO,
    }.get(RequirementKind(requirement.kind), [])
