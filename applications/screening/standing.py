"""Where the applications of a vacancy stand before and after the long list: on it, not on it and why, still open."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from applications.screening.filters import received_of
from applications.screening.models import Finding, Result
from applications.screening.table import with_findings
from vacancies.models import Vacancy


@dataclass(frozen=True)
class Place:
    """One application; `why` has a sentence for each requirement that keeps it off the list, or is undecided."""

    application: Any
    why: list[str]
    is_open: bool


@dataclass(frozen=True)
class Standing:
    """All submitted applications of a vacancy, by name."""

    listed: list[Place] = field(default_factory=list)
    refused: list[Place] = field(default_factory=list)
    undecided: list[Place] = field(default_factory=list)


def standing_of(vacancy: Vacancy, *, reader: Any) -> Standing:
    standing = Standing()
    for application in with_findings(received_of(vacancy).submitted()).order_by("full_name", "pk"):
        application.vacancy = vacancy
        findings = list(application.findings.all())
        is_open = reader.has_perm("applications.view_application", application)
        group, why = _judged(standing, findings)
        group.append(Place(application, why, is_open))
    return standing


def _judged(standing: Standing, findings: Iterable[Finding]) -> tuple[list[Place], list[str]]:
    undecided = [str(one.requirement.text) for one in findings if not one.decision]
    if undecided:
        return standing.undecided, undecided
    refused = [_reason(one) for one in findings if one.decision == Result.NOT_MET]
    return (standing.refused, refused) if refused else (standing.listed, [])


def _reason(finding: Finding) -> str:
    if not finding.reason:
        return _("not met: %(requirement)s") % {"requirement": finding.requirement.text}
    return _("not met: %(requirement)s (%(reason)s)") % {
        "requirement": finding.requirement.text,
        "reason": finding.reason,
    }
