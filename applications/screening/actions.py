"""What is done in screening: find by rule, decide as a person, make the long list."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.intake.deadline import all_are_in
from applications.intake.models import Application, ApplicationQuerySet, Status
from applications.screening import long_list
from applications.screening.dated_work import months_told
from applications.screening.models import Finding, Outcome, Result, Screening
from applications.screening.rule import finding as rule_finding
from portal.kernel.workflow import Refused, locked, require
from portal.record.actions import write
from vacancies.models import Requirement, Vacancy


@transaction.atomic
def find(*, application: Application, at: datetime) -> list[Finding]:
    """Look by rule at the requirements of a submitted application not looked at yet; return the new findings."""
    application = locked(application)
    if application.status != Status.SUBMITTED:
        return []
    asked = Requirement.objects.filter(plan__vacancy=application.vacancy_id).exclude(
        findings__application=application
    )
    found = Finding.objects.bulk_create([_found(application, requirement) for requirement in asked])
    if found:
        results = {row.requirement.code: row.result for row in found}
        _record(application, action="finding.found", by=None, at=at, results=results)
    return found


def find_all(*, applications: ApplicationQuerySet, at: datetime) -> None:
    """`find` for each submitted one of `applications` that lacks a finding."""
    for application in long_list.unfound(applications):
        find(application=application, at=at)


def _found(application: Application, requirement: Requirement) -> Finding:
    snapshot: dict[str, Any] = application.snapshot or {}
    stated = snapshot["answers"].get(requirement.code, {}).get("value", "")
    documents = {one["asked"]: one["name"] for one in snapshot["documents"]}
    result, evidence = rule_finding(
        requirement.kind, requirement.parameters, stated, documents, months_told(snapshot)
    )
    return Finding(application=application, requirement=requirement, result=result, evidence=evidence)


@transaction.atomic
def decide(*, finding: Finding, decision: str, reason: str, by: Any, at: datetime) -> Finding:
    """Decide as a person that a requirement is met or not; an empty `decision` takes the last one back.

    Raises Refused for a decision against the finding without a reason, and once the long list is made.
    """
    if not decision:
        return _reopen(finding, by=by, at=at)
    if decision == finding.result:
        return confirm(finding=finding, by=by, at=at)
    return override(finding=finding, decision=decision, reason=reason, by=by, at=at)


@transaction.atomic
def confirm(*, finding: Finding, by: Any, at: datetime) -> Finding:
    """Decide as the rule found."""
    row = _to_decide(finding, by)
    if row.is_unclear:
        raise Refused(
            _("An unclear finding cannot be confirmed: decide whether the requirement is met, and why.")
        )
    _save(row, decision=row.result, reason="", by=by, at=at)
    _record_on(row, action="finding.confirmed", by=by, at=at, result=row.result)
    return row


@transaction.atomic
def override(*, finding: Finding, decision: str, reason: str, by: Any, at: datetime) -> Finding:
    """Decide otherwise than the rule found, or where it found nothing clear; `reason` says on what it rests."""
    row = _to_decide(finding, by)
    if not reason.strip():
        raise Refused(_("A decision against the finding needs a reason."))
    _save(row, decision=decision, reason=reason.strip(), by=by, at=at)
    said = {"result": row.result, "decision": decision, "reason": row.reason}
    _record_on(row, action="finding.overridden", by=by, at=at, **said)
    return row


def _reopen(finding: Finding, *, by: Any, at: datetime) -> Finding:
    row = _to_decide(finding, by)
    _save(row, decision="", reason="", by=None, at=None)
    _record_on(row, action="finding.reopened", by=by, at=at)
    return row


@transaction.atomic
def confirm_all(*, applications: Iterable[Application], by: Any, at: datetime) -> list[Application]:
    """Confirm every undecided finding of those applications whose findings are all met; return these.

    The others are left for a person to look at one by one: nobody is refused in bulk.
    """
    confirmed = []
    for application in applications:
        left = list(application.findings.select_related("requirement"))
        undecided = [row for row in left if not row.decision]
        if undecided and all(row.result == Result.MET for row in left):
            for row in undecided:
                confirm(finding=row, by=by, at=at)
            confirmed.append(application)
    return confirmed


@transaction.atomic
def make_long_list(*, vacancy: Vacancy, by: Any, at: datetime) -> list[Screening]:
    """Put on the long list whoever meets every requirement, and say of the others that they are not eligible.

    Raises Refused before the deadline has passed, while a decision is open, when there is nobody to decide on and
    when the list exists.
    """
    row = locked(vacancy)
    require("applications.make_long_list", row, by=by)
    _require_closed_and_unmade(row, at)
    applications = Application.objects.submitted().filter(vacancy=row)
    find_all(applications=applications, at=at)
    _require_all_decided(applications)
    made = Screening.objects.bulk_create(
        [Screening(application=one, outcome=_outcome(one), by=by, at=at) for one in applications]
    )
    codes = {outcome: [one.application.code for one in made if one.outcome == outcome] for outcome in Outcome}
    write(
        stream=row.stream, action="long_list.made", subject=row.stream, by=by, at=at,
        data={"long_listed": codes[Outcome.LONG_LISTED], "ineligible": codes[Outcome.INELIGIBLE]},
    )  # fmt: skip
    return made


def _require_closed_and_unmade(vacancy: Vacancy, at: datetime) -> None:
    if not all_are_in(vacancy, at=at):
        raise Refused(_("The long list is made after the closing date: applications may still arrive."))
    _require_unmade(vacancy)


def _require_unmade(vacancy: Vacancy) -> None:
    if long_list.is_made(vacancy):
        raise Refused(_("The long list has been made; decisions on requirements cannot be changed any more."))


def _require_all_decided(applications: ApplicationQuerySet) -> None:
    if not applications.exists():
        raise Refused(_("There is no application to decide on."))
    left = long_list.to_decide(applications).count()
    if left:
        sentence = ngettext(
            "%(n)s application is still to be decided.", "%(n)s applications are still to be decided.", left
        )
        raise Refused(sentence % {"n": left})


def _outcome(application: Application) -> Outcome:
    return Outcome.INELIGIBLE if application.findings.refused().exists() else Outcome.LONG_LISTED


def _to_decide(finding: Finding, by: Any) -> Finding:
    """The finding, locked behind its vacancy, while it may be decided."""
    vacancy = locked(finding.application.vacancy)
    row = Finding.objects.select_related("application__vacancy__office", "requirement").get(pk=finding.pk)
    require("applications.screen_application", row, by=by)
    _require_unmade(vacancy)
    if row.application.status != Status.SUBMITTED:
        raise Refused(_("The application was withdrawn; there is nothing to decide."))
    return row


def _save(row: Finding, *, decision: str, reason: str, by: Any, at: datetime | None) -> None:
    row.decision, row.reason, row.decided_by, row.decided_at = decision, reason, by, at
    row.save(update_fields=["decision", "reason", "decided_by", "decided_at"])


def _record_on(row: Finding, *, action: str, by: Any, at: datetime, **data: Any) -> None:
    _record(row.application, action=action, by=by, at=at, requirement=row.requirement.code, **data)


def _record(application: Application, *, action: str, by: Any, at: datetime, **data: Any) -> None:
    subject = f"application:{application.pk}"
    write(
        stream=application.stream,
        action=action,
        subject=subject,
        by=by,
        at=at,
        data={"code": application.code, **data},
    )
