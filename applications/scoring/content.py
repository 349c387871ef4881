"""What a sheet says, as plain data with one hash: the evidence that is recorded and signed."""

from typing import Any

from applications.scoring.guide import has_guide
from applications.scoring.models import Revision, Sheet
from portal.kernel.canonical import sha256_of
from vacancies.plan.published import decimal_text, fingerprint

# Entries of the record that name what a sheet says.
SHEETS = ("sheet.handed_in", "mark.revised", "sheet.signed")


def content_of(sheet: Sheet, version: int | None = None) -> dict[str, Any]:
    """Every mark with its reason and its revisions, by candidate and criterion, under the plan's fingerprint.

    Beside them, where there are any, the notes on the answers of an interview, by candidate and question.

    As it stood when the given version of the round's marks was locked; as it stands now without one.
    """
    candidates: dict[str, dict[str, Any]] = {}
    revisions = _revisions(sheet, version)
    rows = sheet.marks.order_by("application__pk", "criterion__order")
    for pk, code, criterion, value, reason in rows.values_list(
        "pk", "application__code", "criterion__code", "value", "reason"
    ):
        mark = {"mark": decimal_text(value), "reason": reason, "revisions": revisions.get(pk, [])}
        candidates.setdefault(code, {})[criterion] = mark
    said = {
        "plan_fingerprint": fingerprint(sheet.vacancy.plan),
        "stage": sheet.round.stage,
        "member": sheet.member,
        "candidates": candidates,
    }
    answers = _answers(sheet)
    return {**said, "answers": answers} if answers else said


def content_hash(sheet: Sheet, version: int | None = None) -> str:
    """SHA-256 of what the sheet says, or said in a version; without the reasons nobody can guess the marks from it."""
    return sha256_of(content_of(sheet, version))


def _answers(sheet: Sheet) -> dict[str, dict[str, str]]:
    """Notes on answers, by candidate and by the question as it read: nobody adds to them once the sheet is in."""
    found: dict[str, dict[str, str]] = {}
    if has_guide(sheet.round):
        for note in sheet.answers.select_related("question", "application"):
            found.setdefault(note.application.code, {})[note.question.code] = note.text
    return found


def _revisions(sheet: Sheet, version: int | None) -> dict[int, list[dict[str, Any]]]:
    """What was revised, by mark, in order; up to a version where one is asked for."""
    found: dict[int, list[dict[str, Any]]] = {}
    rows = Revision.objects.filter(mark__sheet=sheet).order_by("pk")
    if version is not None:
        rows = rows.filter(version__lte=version)
    for mark, value, reason in rows.values_list("mark", "value", "reason"):
        found.setdefault(mark, []).append({"mark": decimal_text(value), "reason": reason})
    return found
