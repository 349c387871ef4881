"""The parts of a report on who applied: the register, and what screening found."""

from datetime import datetime
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from applications.intake.deadline import late_words
from applications.intake.models import Application
from applications.reports.blocks import Block, Column, cell, heading, section, table, text
from applications.reports.material import Material
from applications.reports.receipts import REFUSED
from applications.screening.models import Finding, Result
from portal.record.models import Entry

SIGNS = {Result.MET: "+", Result.NOT_MET: "–", Result.UNCLEAR: "?", "": ""}


def register(material: Material) -> Block:
    """Everybody whose application was received, and who came too late."""
    return section(
        _("Applications received"),
        table(
            [
                Column(_("Code")),
                Column(_("Applicant"), 1),
                Column(pgettext("application", "Received")),
                Column(pgettext("application", "State")),
            ],
            [_line(material, one) for one in material.people.values()],
        ),
        text(
            _("Below each name stands the SHA-256 of what was handed in, as on the applicant's receipt."),
            small=True,
        ),
        heading(_("Refused after the closing time")),
        table(
            [Column(_("Applicant"), 1), Column(_("Came at")), Column(_("Reason"), 1)],
            [_late(material, entry) for entry in late(material)],
        )
        or text(_("Nobody.")),
    )


def _line(material: Material, one: Application) -> list[Any]:
    state = cell(capfirst(one.get_status_display()), small=material.when(one.withdrawn_at))
    return [
        one.code,
        cell(one.names, small=one.receipt_hash, is_hash=True),
        _received(material, one),
        state,
    ]


def _received(material: Material, one: Application) -> Any:
    when = material.when(one.submitted_at)
    late_by = late_words(one.late_by_seconds)
    return cell(when, small=late_by) if late_by else when


def late(material: Material) -> list[Entry]:
    """Attempts that the record says were refused after the closing time."""
    closes_at = material.vacancy.closes_at or material.at
    return [
        entry
        for action in REFUSED
        for entry in material.entries(action)
        if datetime.fromisoformat(entry.data["arrived"]) > closes_at
    ]


def _late(material: Material, entry: Entry) -> list[str]:
    # Recorded in English, which is how the catalogue knows the sentence.
    came_at = datetime.fromisoformat(entry.data["arrived"])
    return [entry.data.get("person", entry.actor_name), material.when(came_at), _(entry.data["reason"])]


def eligibility(material: Material) -> Block:
    """What was decided on each requirement, and where a person decided against the rule."""
    requirements = [one["code"] for one in material.plan.get("requirements", [])]
    screened = [one for one in material.people.values() if hasattr(one, "screening")]
    against = [finding for one in screened for finding in one.findings.all() if finding.is_overridden]
    return section(
        _("Eligibility"),
        text(
            _("Each requirement was checked by rule on what the applicant stated, then decided by a person.")
        ),
        table(
            [
                Column(_("Applicant"), 1),
                *[Column(code) for code in requirements],
                Column(_("Outcome")),
            ],
            [_verdicts(one, requirements) for one in screened],
        ),
        text(_("+ met, – not met; an asterisk marks a decision against what the rule found."), small=True),
        heading(_("Decisions against the finding of the rule")),
        table(
            [
                Column(_("Code")),
                Column(pgettext("of a requirement", "Requirement")),
                Column(_("Found, decided")),
                Column(_("Reason"), 1),
                Column(_("By, at")),
            ],
            [_override(material, finding) for finding in against],
        )
        or text(_("None.")),
    )


def _verdicts(one: Application, requirements: list[str]) -> list[Any]:
    findings = {finding.requirement.code: finding for finding in one.findings.all()}
    return [
        f"{one.code} {one.name}",
        *[_sign(findings.get(code)) for code in requirements],
        capfirst(one.screening.get_outcome_display()),
    ]


def _sign(finding: Finding | None) -> str:
    if finding is None:
        return ""
    return SIGNS[finding.decision] + ("*" if finding.is_overridden else "")


def _override(material: Material, finding: Finding) -> list[Any]:
    found = f"{finding.get_result_display()} → {finding.get_decision_display()}"
    by = cell(finding.decided_by, small=material.when(finding.decided_at))
    return [finding.application.code, finding.requirement.code, found, finding.reason, by]
