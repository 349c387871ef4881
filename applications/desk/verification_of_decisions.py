"""What `manage.py verify` checks of decisions: words, places, state, reasons and days, each against the record."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from applications.decisions.feedback import Feedback
from applications.decisions.models import Decision, DecisionStatus, Place
from portal.kernel.canonical import sha256_of
from portal.record.models import Entry
from vacancies.models import Renewal

# What the record last told of each step, by the action.
Steps = Mapping[str, Mapping[str, Any]]

# The later of two steps stands first.
_STATES = {
    ("decision.announced", "decision.refused"): DecisionStatus.REFUSAL_TOLD,
    ("decision.announced",): DecisionStatus.ANNOUNCED,
    ("decision.approved",): DecisionStatus.APPROVED,
    ("decision.refused",): DecisionStatus.REFUSED,
    ("decision.returned",): DecisionStatus.RETURNED,
    ("decision.recommended",): DecisionStatus.RECOMMENDED,
}
_LINKS = ("vacancy.renews", "vacancy.renewal_shown", "vacancy.renewal_hidden")


def decision_faults() -> Iterator[str]:
    """Recommendations and decisions that are not those that were recorded."""
    for decision in Decision.objects.select_related("vacancy", "lot", "ranking").order_by("pk"):
        entries = Entry.objects.filter(subject=f"decision:{decision.pk}").order_by("pk")
        steps = {entry.action: entry.data for entry in entries}
        of = f"decision on {decision.vacancy}" + (f", lot {decision.lot.code}" if decision.lot else "")
        for fault in (*_of_words(decision, steps), *_of_days(decision, steps), *_of_places(decision, steps)):
            yield f"{of}: {fault}"


def _of_words(decision: Decision, steps: Steps) -> Iterator[str]:
    told = steps.get("decision.recommended", {})
    words = sha256_of({"text": decision.text, "departure": decision.departure})
    if told.get("words_sha256") != words:
        yield "its words are not those that were recorded"
    if _state(steps) != decision.status:
        yield "its state is not the one that was recorded"
    elif decision.reason != _reason(steps):
        yield "the reason of the approver is not the one that was recorded"


def _state(steps: Steps) -> str | None:
    """Where the recorded steps lead."""
    return next((state for taken, state in _STATES.items() if all(one in steps for one in taken)), None)


def _reason(steps: Steps) -> str:
    taken = steps.get("decision.refused") or steps.get("decision.returned") or {}
    return str(taken.get("reason", ""))


def _of_days(decision: Decision, steps: Steps) -> Iterator[str]:
    """Nothing is recorded of a step that was not taken, or was before there were such days."""
    if _iso(decision.reserve_until) != steps.get("decision.approved", {}).get("reserve_until"):
        yield "the term of its reserve list is not the one that was recorded"
    if _iso(decision.contest_until) != steps.get("decision.announced", {}).get("contest_until"):
        yield "the period to contest it is not the one that was recorded"


def feedback_faults() -> Iterator[str]:
    """Feedback that says something else than was recorded; the words go with the application when it is erased."""
    rows = Feedback.objects.select_related("application", "decision__vacancy").order_by("pk")
    for row in rows.iterator():
        told = Entry.objects.filter(subject=f"feedback:{row.pk}").said_last()
        erased = not row.text and "erased_at" in (row.application.snapshot or {})
        as_told = erased or told.get("text_sha256") == sha256_of(row.text)
        if not as_told or told.get("code") != row.application.code:
            yield f"feedback for {row.application.code} on {row.decision.vacancy}: is not what was recorded"


def renewal_faults() -> Iterator[str]:
    """Links between vacancies that are not those that were recorded."""
    for row in Renewal.objects.select_related("vacancy", "earlier").order_by("pk"):
        told = Entry.objects.of(row.vacancy.stream).filter(action__in=_LINKS).said_last()
        if (told.get("earlier"), told.get("shown")) != (row.earlier.reference, row.is_public):
            yield f"{row.vacancy} advertises {row.earlier} anew: is not what was recorded"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _of_places(decision: Decision, steps: Steps) -> Iterator[str]:
    told = steps.get("decision.recommended", {})
    ranks = {one["code"]: one.get("rank") for one in decision.ranking.result["results"]}
    places: dict[str, list[str]] = {place: [] for place in Place.values}
    for outcome in decision.outcomes.select_related("application"):
        code = outcome.application.code
        places[outcome.place].append(code)
        if outcome.rank != ranks.get(code):
            yield f"the rank of {code} is not that of the ranking"
    if any(sorted(told.get(place, [])) != sorted(codes) for place, codes in places.items()):
        yield "the places are not those that were recorded"
