"""The table of applications: one row of words and signs for each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from applications.intake.answers import years_shown
from applications.intake.deadline import late_words
from applications.intake.models import Application, ApplicationQuerySet
from applications.screening.models import Finding, Result
from applications.screening.states import STATES
from applications.screening.twins import to_judge
from portal.kernel.countries import country
from vacancies.models import Vacancy
from vacancies.plan.models import RequirementKind

# Sign of a result, and its class in the style sheet.
SIGNS = {Result.MET: ("✓", ""), Result.NOT_MET: ("✕", "no"), Result.UNCLEAR: ("?", "ask")}


@dataclass(frozen=True)
class Sign:
    """A finding in one character, with the words for who cannot see it."""

    mark: str
    kind: str
    words: str


@dataclass(frozen=True)
class Row:
    """One application; without an address and signs for a reader to whom it is shut."""

    application: Application
    country: str
    word: str
    chip: str
    experience: str
    signs: list[Sign]
    is_open: bool
    lot: str = ""
    late: str = ""
    # Whether another application looks like this one, and nobody has decided on it.
    alike: bool = False
    # Who applies with them.
    team: str = ""


def with_findings(applications: ApplicationQuerySet) -> ApplicationQuerySet:
    return applications.select_related("screening", "lot").prefetch_related(
        Prefetch("findings", Finding.objects.select_related("requirement")), "team"
    )


def rows_of(applications: Iterable[Application], *, vacancy: Vacancy, reader: Any) -> list[Row]:
    """Rows for `applications` of `vacancy` that come from `filters.received_of`."""
    alike = {key for pair in to_judge(vacancy) for key in (pair.first, pair.second)}
    return [_row(application, vacancy, reader, alike) for application in applications]


def _row(application: Any, vacancy: Vacancy, reader: Any, alike: set[int]) -> Row:
    # One and the same vacancy, whose office and panel the permissions read, for all rows.
    application.vacancy = vacancy
    word, chip = STATES[application.state]
    is_open = reader.has_perm("applications.view_application", application)
    findings = list(application.findings.all()) if is_open else []
    stated = (
        one.evidence["stated"] for one in findings if one.requirement.kind == RequirementKind.EXPERIENCE
    )
    return Row(
        application=application,
        country=country(application.nationality) if is_open else "",
        word=word,
        chip=chip,
        experience=years_shown(next(stated, "")),
        signs=[sign_of(finding) for finding in findings],
        is_open=is_open,
        lot=str(application.lot or ""),
        late=late_words(application.late_by_seconds) if is_open else "",
        alike=is_open and application.pk in alike,
        team=", ".join(member.name for member in application.team.all()),
    )


def sign_of(finding: Finding) -> Sign:
    """The decision where there is one, otherwise what the rule found."""
    result = Result(finding.decision or finding.result)
    mark, kind = SIGNS[result]
    said = {"requirement": finding.requirement.text, "result": result.label}
    return Sign(mark, kind, _("%(requirement)s: %(result)s") % said)
