"""One application laid open for HR: the person, the findings with their evidence, the history, the neighbours."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from applications.intake.answers import NO_LANGUAGE, shown
from applications.intake.deadline import late_words
from applications.intake.models import Application
from applications.profile.models import Sex
from applications.screening.dated_work import counted_words
from applications.screening.filters import received_of
from applications.screening.forms import DecisionForm
from applications.screening.models import Finding, Result
from applications.screening.table import SIGNS
from portal.kernel.countries import country
from portal.record.models import Entry
from portal.record.presenters import sentence
from vacancies.plan.models import RequirementKind

CHIPS: dict[str, str] = {Result.MET: "ok on", Result.NOT_MET: "no"}


@dataclass(frozen=True)
class Line:
    """A requirement with what was stated, what the rule found, what was decided, and the form to decide it.

    `counted` says how long the dated work comes to, where that was asked for.
    """

    finding: Finding
    stated: str
    counted: str
    note: str
    sign: str
    kind: str
    decision: str
    decision_chip: str
    form: DecisionForm

    @property
    def opens(self) -> bool:
        """Whether the form stands open: there is something to correct in it, or nothing to confirm."""
        return bool(self.form.errors) or (self.finding.is_unclear and not self.finding.decision)

    @property
    def confirms(self) -> bool:
        """Whether one press decides as the rule found."""
        return not self.finding.is_unclear and self.finding.decision != self.finding.result


@dataclass(frozen=True)
class Happened:
    """One entry of the record."""

    words: str
    at: Any


def lines_of(application: Application, bound: DecisionForm | None = None) -> list[Line]:
    """One line a finding; `bound` is the form that was sent, with its errors."""
    findings = application.findings.select_related("requirement", "decided_by")
    return [_line(application, finding, bound) for finding in findings]


def _line(application: Application, finding: Finding, bound: DecisionForm | None) -> Line:
    snapshot: dict[str, Any] = application.snapshot or {}
    sign, kind = SIGNS[Result(finding.result)]
    mine = bound if bound and bound.finding == finding else None
    return Line(
        finding=finding,
        stated=stated_words(finding),
        counted=counted_words(finding.evidence),
        note=snapshot["answers"].get(finding.requirement.code, {}).get("note", ""),
        sign=sign,
        kind=kind,
        decision=str(Result(finding.decision).label) if finding.decision else "",
        decision_chip=CHIPS.get(finding.decision, ""),
        form=mine or DecisionForm(finding=finding),
    )


def stated_words(finding: Finding) -> str:
    """What the applicant stated, in the reader's words; empty when nothing was."""
    stated = finding.evidence.get("stated", "")
    if not stated:
        return str(finding.evidence.get("document", ""))
    if finding.requirement.kind == RequirementKind.LANGUAGE and stated == NO_LANGUAGE[0]:
        return _("not spoken")
    return shown(finding.requirement, stated)


def facts_of(application: Application) -> list[tuple[str, str]]:
    """The person as they wrote themselves, in pairs of a term and a text; what was not told is left out."""
    person = application.snapshot["person"]
    pairs = [
        (pgettext("of a vacancy", "Lot"), str(application.lot or "")),
        (_("Name in the passport"), person["passport_name"]),
        (_("Nationality"), country(person["nationality"])),
        (_("Country of residence"), country(person["residence"])),
        (_("Sex"), str(dict(Sex.choices).get(person["sex"], person["sex"]))),
        (_("E-mail address"), person["email"]),
        (_("Telephone"), person["phone"]),
        (_("Arrived"), late_words(application.late_by_seconds)),
    ]
    return [(term, text) for term, text in pairs if text]


def history_of(application: Application) -> list[Happened]:
    """What the record says of this application, latest first."""
    entries = Entry.objects.of(application.stream).filter(subject=f"application:{application.pk}")
    office = application.vacancy.office
    return [Happened(sentence(entry, office), entry.at) for entry in entries.latest_first()]


def neighbours_of(application: Application) -> tuple[Any, Any]:
    """The applications before and after this one by name, None at the ends."""
    row: Sequence[Any] = list(received_of(application.vacancy).order_by("full_name", "pk"))
    place = row.index(application)
    return row[place - 1] if place else None, row[place + 1] if place + 1 < len(row) else None
