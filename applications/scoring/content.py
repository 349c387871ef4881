"""What a sheet says, as plain data with one hash: the evidence that is recorded and signed."""

from typing import Any

from applications.scoring.models import Mark, Sheet
from portal.kernel.canonical import sha256_of
from vacancies.plan.published import decimal_text, fingerprint


def content_of(sheet: Sheet) -> dict[str, Any]:
    """Every mark with its reason and its revisions, by candidate and criterion, under the plan's fingerprint."""
    candidates: dict[str, dict[str, Any]] = {}
    for mark in sheet.marks.with_revisions().order_by("application__pk", "criterion__order"):
        candidates.setdefault(mark.application.code, {})[mark.criterion.code] = _mark(mark)
    return {
        "plan_fingerprint": fingerprint(sheet.vacancy.plan),
        "stage": sheet.round.stage,
        "member": sheet.member,
        "candidates": candidates,
    }


def content_hash(sheet: Sheet) -> str:
    """SHA-256 of what the sheet says; without the reasons nobody can guess the marks from it."""
    return sha256_of(content_of(sheet))


def _mark(mark: Mark) -> dict[str, Any]:
    return {
        "mark": decimal_text(mark.value),
        "reason": mark.reason,
        "revisions": [
            {"mark": decimal_text(revision.value), "reason": revision.reason}
            for revision in mark.revisions.all()
        ],
    }
