"""What an office answers to a proposed extension, and who is told that one is proposed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.colleagues import who_may
from portal.kernel.addresses import site
from portal.kernel.workflow import Refused, locked, require
from portal.mailing.actions import queue
from portal.outages.actions import register
from portal.outages.models import Outage
from portal.record.actions import write
from vacancies.outages.models import LeftAsItIs
from vacancies.outages.proposals import LAST, Proposal, proposals_for
from vacancies.vacancy.models import Vacancy


@transaction.atomic
def leave(
    *, vacancy: Vacancy, outages: Sequence[Outage], reason: str, by: Any, at: datetime
) -> list[LeftAsItIs]:
    """Let the closing date stand after `outages`, for a `reason` that is kept in the record.

    Raises Refused without a reason. An outage answered by somebody else meanwhile keeps that answer.
    """
    row = locked(vacancy)
    require("vacancies.extend_vacancy", row, by=by)
    if not reason.strip():
        raise Refused(_("Say why the closing date stays."))
    given = {"reason": reason.strip(), "decided_by": by, "decided_at": at}
    answers = [
        LeftAsItIs.objects.get_or_create(vacancy=row, outage=outage, defaults=given) for outage in outages
    ]
    if any(new for _answer, new in answers):
        data = {"reason": reason.strip(), "outages": [outage.pk for outage in outages]}
        write(stream=row.stream, action="outage.left", by=by, at=at, data=data)
    return [answer for answer, _new in answers]


def tell_offices(outage: Outage, at: datetime) -> None:
    """A letter to the officers of each vacancy that closes, or closed, within a day of `outage`."""
    near = Vacancy.objects.public(at=at).filter(
        closes_at__gt=outage.began_at, closes_at__lte=outage.ended_at + LAST
    )
    near = near.select_related("office").prefetch_related("corrigenda").order_by("closes_at", "pk")
    for proposal in proposals_for(near, at=at):
        _tell(proposal, outage, at)


register(tell_offices)


def _tell(proposal: Proposal, outage: Outage, at: datetime) -> None:
    vacancy = proposal.vacancy
    said = {
        "began": outage.began_at.isoformat(timespec="seconds"),
        "ended": outage.ended_at.isoformat(timespec="seconds"),
    }
    write(
        stream=vacancy.stream,
        action="outage.noticed",
        by=None,
        at=at,
        data={**said, "minutes": proposal.minutes},
    )
    context = {"vacancy": vacancy, "proposal": proposal, "site": site()}
    for officer in who_may("vacancies.extend_vacancy", vacancy, office=vacancy.office):
        queue(kind="outage_near_closing", to=officer, context=context, at=at, stream=vacancy.stream)
