"""What is handed in, as plain data that never changes afterwards: the application's own copy of everything."""

from datetime import UTC, datetime
from typing import Any

from applications.intake import pricing, team_said, written_lines
from applications.intake.files import file_said
from applications.intake.models import Attachment
from applications.intake.on_behalf import said_of
from applications.intake.paper import Paper
from applications.intake.seal import seal_hash
from applications.profile.models import TOLD
from applications.profile.told import told_of
from vacancies.models import Lot, Vacancy
from vacancies.plan.published import fingerprint


def snapshot_of(paper: Paper, *, language: str, at: datetime, version: int = 1) -> dict[str, Any]:
    """Name, answers, statements, documents with their hashes; of the price only the hash of its seal; the lot, if any.

    What only some plans ask for, experience, methodology and letter, has a key only where it is asked; a team where there is one.

    Canonical JSON of this gives the receipt's hash, so it holds strings, whole numbers, lists and mappings only.
    `version` says how many times it was handed in, from the second time on.
    """
    return {
        "person": _person(paper),
        "answers": {
            requirement.code: {"value": answer.value, "note": answer.note}
            for requirement in paper.requirements
            if (answer := paper.answers.get(requirement.pk))
        },
        "statements": {row.code: paper.statements.get(row.pk, "") for row in paper.statement_criteria},
        "documents": [
            document_said(row.code, paper.attachments[row.pk])
            for row in paper.asked
            if row.pk in paper.attachments
        ],
        "price_sealed_sha256": seal_hash(paper.price.sealed) if paper.price else None,
        "plan_fingerprint": fingerprint(paper.plan),
        **_notice(paper.application.vacancy, at),
        "language": language,
        "submitted_at": at.astimezone(UTC).isoformat(timespec="seconds"),
        **team_said.snapshot(paper),
        **written_lines.snapshot(paper),
        **pricing.snapshot(paper),
        **_lot(paper.application.lot),
        **said_of(paper.application),
        **_profile(paper),
        **({"version": version} if version > 1 else {}),
    }


def _notice(vacancy: Vacancy, at: datetime) -> dict[str, Any]:
    """Which version of the notice was public: its number and its SHA-256; nothing where none was kept."""
    version = vacancy.versions.public(at=at).last()
    return {"notice": {"version": version.number, "sha256": version.content_hash}} if version else {}


def _lot(lot: Lot | None) -> dict[str, Any]:
    """What was applied for, where the vacancy has lots."""
    return {"lot": {"code": lot.code, "name": {"en": lot.name_en, "ru": lot.name_ru}}} if lot else {}


def _profile(paper: Paper) -> dict[str, Any]:
    """Education, languages and what else the profile tells; nothing where it tells nothing."""
    told = told_of(paper.profile)
    return {"profile": told} if told else {}


def _person(paper: Paper) -> dict[str, str]:
    profile, applicant = paper.profile, paper.application.applicant
    told = {name: getattr(profile, name, "") for name in TOLD}
    return {"name": str(profile or applicant), **told, "email": paper.application.email}


def document_said(code: str, attachment: Attachment) -> dict[str, Any]:
    return {"asked": code, **file_said(attachment.document)}
