"""What is done with a decision: the panel recommends, an approver approves or returns, the office announces."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from applications.decisions import proposal
from applications.decisions.letters import letters
from applications.decisions.models import Decision, Outcome, Place
from applications.decisions.places import judged_codes, ranked_codes
from applications.decisions.rules import those_who_may
from applications.decisions.workflow import ANNOUNCE, APPROVE, RETURN
from applications.intake.lots import key_of, parts_of, said_of
from applications.intake.models import Application
from applications.ranking.models import Ranking
from applications.scoring.rules import require_part
from portal.kernel.canonical import sha256_of
from portal.kernel.workflow import Refused, locked, take
from portal.mailing.actions import queue
from portal.record.actions import write
from vacancies.models import Lot, Vacancy
from vacancies.publishing.actions import mark_decided


@transaction.atomic
def recommend(
    *,
    vacancy: Vacancy,
    lot: Lot | None = None,
    selected: Collection[Application],
    reserve: Collection[Application],
    text: str,
    departure: str = "",
    by: Any,
    at: datetime,
) -> Decision:
    """Recommend `selected`, keep `reserve` in reserve and select no one else, by the latest ranking (of `lot`).

    `departure` says why where the order of the ranking is left or nobody is selected. Raises Refused for somebody who is
    not ranked, for more than there are openings, and while another recommendation stands.
    """
    row = locked(vacancy)
    require_part("applications.recommend", row, by=by)
    proposal.require_no_other(row, lot)
    ranking = Ranking.objects.of(row, lot).latest("version")
    proposal.require_current(ranking)
    chosen = proposal.chosen(ranking, selected, reserve)
    proposal.require_words(ranking, chosen, text=text, departure=departure)
    decision = Decision.objects.create(
        vacancy=row, lot=lot, ranking=ranking, text=text.strip(), departure=departure.strip(),
        recommended_by=by, recommended_at=at,
    )  # fmt: skip
    _place_everybody(decision, chosen)
    words = sha256_of({"text": decision.text, "departure": decision.departure})
    _record(
        decision, action="decision.recommended", by=by, at=at,
        version=ranking.version, words_sha256=words, **_said(decision),
    )  # fmt: skip
    _tell_approvers(decision, at=at)
    return decision


@transaction.atomic
def approve(*, decision: Decision, by: Any, at: datetime) -> Decision:
    """Approve what the panel recommends, and with it note that the vacancy is decided; of lots, with the last of them.

    Raises Refused when the ranking behind it is no longer the latest or one of the ranked has withdrawn.
    """
    vacancy = locked(decision.vacancy)
    require_part("applications.approve_decision", decision, by=by)
    row = take(APPROVE, decision, by=by, decided_by=by, decided_at=at)
    proposal.require_current(row.ranking)
    _record(row, action="decision.approved", by=by, at=at, **_said(row))
    row.vacancy = mark_decided(vacancy=vacancy, by=by, at=at) if _all_decided(vacancy) else vacancy
    _tell(those_who_may("applications.announce_decision", row, row.office), "decision_approved", row, at)
    return row


@transaction.atomic
def send_back(*, decision: Decision, reason: str, by: Any, at: datetime) -> Decision:
    """Return the recommendation to the panel, saying why; the chair may write another."""
    require_part("applications.return_decision", decision, by=by)
    if not reason.strip():
        raise Refused(_("Say why the recommendation is returned."))
    row = take(RETURN, decision, by=by, decided_by=by, decided_at=at, reason=reason.strip())
    _record(row, action="decision.returned", by=by, at=at, reason=row.reason)
    _tell([row.recommended_by], "decision_returned", row, at)
    return row


@transaction.atomic
def announce(*, decision: Decision, by: Any, at: datetime) -> Decision:
    """Write to every applicant whose application was received and not withdrawn what became of it. It cannot be undone."""
    require_part("applications.announce_decision", decision, by=by)
    row = take(ANNOUNCE, decision, by=by, announced_by=by, announced_at=at)
    written = letters(row)
    told = Counter(f"{letter.tidings}" for letter in written)
    _record(row, action="decision.announced", by=by, at=at, letters=len(written), told=dict(told))
    context = {"vacancy": row.vacancy, "hotlines": list(row.office.hotlines.all()), "site": _site()}
    for letter in written:
        told_to = {**context, "application": letter.application, "unmet": letter.unmet}
        queue(kind=letter.kind, to=letter.application.applicant, context=told_to, at=at, stream=row.stream)
    return row


def _all_decided(vacancy: Vacancy) -> bool:
    """Whether a recommendation is approved for every lot somebody stands in, or for the whole without lots."""
    decided = set(Decision.objects.of(vacancy).final().values_list("lot", flat=True))
    return all(key_of(lot) in decided for lot in parts_of(vacancy))


def _place_everybody(decision: Decision, chosen: proposal.Chosen) -> None:
    """An outcome for each candidate whom the panel judged."""
    codes = judged_codes(decision.ranking.result)
    ranks = {code: number for number, code in enumerate(ranked_codes(decision.ranking.result), start=1)}
    people = Application.objects.submitted().filter(vacancy=decision.vacancy, code__in=codes)
    Outcome.objects.bulk_create(
        Outcome(
            decision=decision,
            application=person,
            place=chosen.get(person.code, Place.NOT_SELECTED),
            rank=ranks.get(person.code),
        )
        for person in people
    )


def _said(decision: Decision) -> dict[str, Any]:
    """Codes by place, for the record."""
    codes: dict[str, list[str]] = {place: [] for place in Place.values}
    for outcome in decision.outcomes.select_related("application"):
        codes[outcome.place].append(outcome.application.code)
    return {**codes, "chosen": ", ".join(codes[Place.SELECTED]) or "–"}


def _record(decision: Decision, *, action: str, by: Any, at: datetime, **data: Any) -> None:
    data |= said_of(decision.lot)
    write(stream=decision.stream, action=action, subject=f"decision:{decision.pk}", by=by, at=at, data=data)


def _tell_approvers(decision: Decision, *, at: datetime) -> None:
    approvers = those_who_may("applications.approve_decision", decision, decision.office)
    if not approvers:
        raise Refused(
            _("Nobody can approve: every approver of this office sits on the panel. Ask the administrator.")
        )
    _tell(approvers, "decision_to_approve", decision, at)


def _tell(people: Iterable[Any], kind: str, decision: Decision, at: datetime) -> None:
    context = {"decision": decision, "vacancy": decision.vacancy, "site": _site()}
    for person in people:
        queue(kind=kind, to=person, context=context, at=at, stream=decision.stream)


def _site() -> str:
    return settings.SITE_URL.rstrip("/")
