"""The time of the work that an application dates, counted for the requirement of experience: no month counts twice."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from applications.profile.work_time import MONTHS, Span, months_worked
from portal.words.figures import figure


def months_told(snapshot: Mapping[str, Any]) -> Fraction | None:
    """Months of full time up to the day of handing in; None where the plan asks for no dated work.

    Work without the month in which it began cannot be counted.
    """
    if "experience" not in snapshot:
        return None
    spans = [
        Span.of(date.fromisoformat(row["began"]), _day(row["ended"]), row["share"])
        for row in snapshot["experience"]
        if row["began"]
    ]
    return months_worked(spans, until=datetime.fromisoformat(snapshot["submitted_at"]).date())


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def counted_words(evidence: Mapping[str, str]) -> str:
    """What was counted, in years of full time, rounded down as a person would; empty where nothing was to be counted."""
    if "months" not in evidence:
        return ""
    tenths = int(Fraction(evidence["months"]) * 10 / MONTHS)
    return _("%(years)s years of full time; what was done side by side counts once") % {
        "years": figure(Decimal(tenths) / 10, 1)
    }
