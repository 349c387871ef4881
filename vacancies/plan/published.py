"""The plan as it is published: plain data with every key written out, and the fingerprint of that."""

from decimal import Decimal
from typing import Any

from portal.kernel.canonical import sha256_of
from vacancies.plan.models import Criterion, DocumentAsked, Plan


def decimal_text(number: Decimal | None) -> str | None:
    """A number as a plain decimal without needless zeros: Decimal("40.00") is "40"."""
    if number is None:
        return None
    text = format(Decimal(number), "f")
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text


def plan_as_published(plan: Plan) -> dict[str, Any]:
    """The plan in the form of the evaluation file (docs/selection.md section 6), every key written out.

    Only what a plan asks for besides documents stands there where it asks: a plan older than these keeps its fingerprint.
    """
    return {
        "method": plan.method,
        "technical_scaling": plan.technical_scaling,
        "technical_weight": decimal_text(plan.technical_weight),
        "financial_weight": decimal_text(plan.financial_weight),
        "pass_mark": decimal_text(plan.pass_mark),
        "absent_rule": plan.absent_rule,
        "tie_break": list(plan.tie_break),
        "divergence": decimal_text(plan.divergence),
        "requirements": [
            {"code": row.code, "kind": row.kind, "parameters": row.parameters, "text": _both(row, "text")}
            for row in plan.requirements.all()
        ],
        "criteria": [_criterion(row) for row in plan.criteria.all()],
        "documents": [_document(row) for row in plan.documents.all()],
        **plan.asks,
    }


def fingerprint(plan: Plan) -> str:
    """SHA-256 of the published plan; the frozen one once the plan is frozen."""
    return plan.frozen_fingerprint or sha256_of(plan_as_published(plan))


def _criterion(row: Criterion) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": _both(row, "name"),
        "description": _both(row, "description"),
        "points": decimal_text(row.points),
        "scale": decimal_text(row.scale),
        "minimum": decimal_text(row.minimum),
        "stage": row.stage,
        "anchors": [
            {"step": decimal_text(anchor.step), "text": _both(anchor, "text")} for anchor in row.anchors.all()
        ],
    }


def _document(row: DocumentAsked) -> dict[str, Any]:
    """Formats and the limit stand only where they are set: a plan published without them keeps its fingerprint."""
    limits = {"formats": list(row.formats), "max_megabytes": row.max_megabytes}
    return {
        "code": row.code,
        "name": _both(row, "name"),
        "required": row.required,
        **{name: value for name, value in limits.items() if value},
    }


def _both(row: Any, name: str) -> dict[str, str]:
    return {"en": getattr(row, f"{name}_en"), "ru": getattr(row, f"{name}_ru")}
