"""What is done with a decision: the panel recommends, an approver approves, returns or refuses, the office announces."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from applications.decisions import panel_reach, proposal
from applications.decisions.complaint import last_day
from applications.decisions.models import Decision, Outcome, Place
from applications.decisions.places import judged_codes, ranked_codes
from applications.decisions.reserve import valid_until
from applications.decisions.rules import those_who_may
from applications.decisions.workflow import ANNOUNCE, ANNOUNCE_REFUSAL, APPROVE, REFUSE, RETURN
from applications.decisions.written_letters import seal_of, written
from applications.intake.lots import key_of, parts_of, said_of
from applications.intake.models import Application
from applications.ranking.models import Ranking
from applications.scoring.rules import require_part
from portal.kernel.addresses import site
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
    until = valid_until(decision, at)
    row = take(APPROVE, decision, by=by, decided_by=by, decided_at=at, reserve_until=until)
    proposal.require_current(row.ranking)
    said = {**_said(row), "reserve_until": until.isoformat()}
    _record(row, action="decision.approved", by=by, at=at, **said)
    row.vacancy = _decided(vacancy, by, at)
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
def refuse(*, decision: Decision, reason: str, by: Any, at: datetime) -> Decision:
    """Refuse the recommendation for good: the selection, or that of the lot, ends without an appointment.

    Chair and office are told why. Raises Refused without a reason; a ranking made again since does not stand in the way.
    """
    vacancy = locked(decision.vacancy)
    require_part("applications.refuse_decision", decision, by=by)
    if not reason.strip():
        raise Refused(_("Say why the recommendation is refused."))
    row = take(REFUSE, decision, by=by, decided_by=by, decided_at=at, reason=reason.strip())
    _record(row, action="decision.refused", by=by, at=at, reason=row.reason)
    row.vacancy = _decided(vacancy, by, at)
    office = those_who_may("applications.announce_decision", row, row.office)
    _tell(dict.fromkeys([row.recommended_by, *office]), "decision_refused", row, at)
    return row


@transaction.atomic
def announce(*, decision: Decision, seen: str = "", by: Any, at: datetime) -> Decision:
    """Write to every applicant whose application was received and not withdrawn what became of it. It cannot be undone.

    `seen` is the seal of the letters as they were shown: others do not go out unread.
    """
    require_part("applications.announce_decision", decision, by=by)
    until = last_day(decision.office, at, decision.office.complaint_days)
    step = ANNOUNCE_REFUSAL if decision.is_refused else ANNOUNCE
    row = take(step, decision, by=by, announced_by=by, announced_at=at, contest_until=until)
    ready = written(row)
    seal = seal_of(ready)
    if seen and seen != seal:
        raise Refused(_("The letters have changed since you looked at them. Look at them again."))
    told = Counter(f"{one.letter.tidings}" for one in ready)
    languages = Counter(one.letter.application.applicant.language for one in ready)
    _record(
        row, action="decision.announced", by=by, at=at,
        letters=len(ready), told=dict(told), languages=dict(languages), letters_sha256=seal, contest_until=until.isoformat(),
    )  # fmt: skip
    panel_reach.announced(row.vacancy, by=by, at=at)
    for one in ready:
        queue(
            kind=one.letter.kind,
            to=one.letter.application.applicant,
            words=(one.subject, one.text),
            at=at,
            stream=row.stream,
        )
    return row


def _decided(vacancy: Vacancy, by: Any, at: datetime) -> Vacancy:
    """The vacancy, decided when no lot that somebody stands in, or the whole without lots, waits for an approver any more."""
    decided = set(Decision.objects.of(vacancy).final().values_list("lot", flat=True))
    if any(key_of(lot) not in decided for lot in parts_of(vacancy)):
        return vacancy
    return mark_decided(vacancy=vacancy, by=by, at=at)


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
    context = {"decision": decision, "vacancy": decision.vacancy, "site": site()}
    for person in people:
        queue(kind=kind, to=person, context=context, at=at, stream=decision.stream)
