"""What `manage.py verify` checks of offers and complaints: to whom, until when, in which words, and what became of each."""

from collections.abc import Iterator
from datetime import UTC
from typing import Any

from applications.decisions.complaint import Complaint
from applications.decisions.offer import Offer
from portal.kernel.canonical import sha256_of
from portal.record.models import Entry, EntryQuerySet

_NAMED = ("offer.name_agreed", "offer.name_withheld")


def offer_faults() -> Iterator[str]:
    """Offers that are not those that were recorded."""
    rows = Offer.objects.select_related("decision__vacancy", "application").order_by("pk")
    for offer in rows.iterator():
        told = Entry.objects.filter(subject=f"offer:{offer.pk}").order_by("pk")
        entries = told.exclude(action__in=_NAMED)
        made, last = entries.filter(action="offer.made").said_last(), entries.last()
        of = f"offer to {offer.application.code} for {offer.decision.vacancy}"
        if made and _terms(offer) != {name: made.get(name) for name in _terms(offer)}:
            yield f"{of}: is not the one that was recorded"
        if last is None or _state(last.action) != offer.status:
            yield f"{of}: its state is not the one that was recorded"
        elif _agreed(told) != bool(offer.name_agreed_at):
            yield f"{of}: whether the candidate agreed to be named is not what was recorded"
        elif not _said(last.data.get("reason_sha256"), offer.reason, offer):
            yield f"{of}: the reason is not the one that was recorded"


def _agreed(told: EntryQuerySet) -> bool:
    """Whether the last that was recorded of the name is that it may be told, and the offer was not given up since."""
    last = told.filter(action__in=(*_NAMED, "offer.given_up")).last()
    return last is not None and last.action == _NAMED[0]


def _terms(offer: Offer) -> dict[str, Any]:
    return {
        "code": offer.application.code,
        "opening": offer.opening,
        "answer_by": offer.answer_by.astimezone(UTC).isoformat(),
        "departure": offer.departure,
    }


def _state(action: str) -> str:
    """The state to which an entry leads."""
    state = action.removeprefix("offer.").removesuffix("_on_behalf")
    return "open" if state == "made" else state


def complaint_faults() -> Iterator[str]:
    """Complaints and answers that are not those that were recorded."""
    rows = Complaint.objects.select_related("decision__vacancy", "application").order_by("pk")
    for row in rows.iterator():
        entries = Entry.objects.filter(subject=f"complaint:{row.pk}").order_by("pk")
        filed, last = entries.filter(action="complaint.filed").said_last(), entries.last()
        answered = entries.filter(action="complaint.answered").said_last()
        of = f"complaint of {row.application.code} for {row.decision.vacancy}"
        if filed and (filed["code"], filed["answer_by"]) != (row.application.code, row.answer_by.isoformat()):
            yield f"{of}: is not the one that was recorded"
        if last is None or _STEPS[last.action] != row.status or answered.get("finding", "") != row.finding:
            yield f"{of}: its state is not the one that was recorded"
        if not _said(filed.get("text_sha256"), row.text, row) or not _said(
            answered.get("answer_sha256"), row.answer, row
        ):
            yield f"{of}: its words are not those that were recorded"


_STEPS = {"complaint.filed": "received", "complaint.taken": "in_hand", "complaint.answered": "answered"}


def _said(recorded: str | None, words: str, row: Offer | Complaint) -> bool:
    """Whether `words` are those recorded; what a person wrote is gone once their application is erased."""
    erased = "erased_at" in (row.application.snapshot or {})
    return recorded == sha256_of(words) or (not words and (recorded is None or erased))
