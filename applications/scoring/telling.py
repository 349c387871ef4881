"""Letters to the panel about a round."""

from datetime import datetime
from typing import Any

from applications.scoring.models import Round
from portal.kernel.addresses import site
from portal.mailing.actions import queue


def tell(round_: Round, kind: str, at: datetime, **words: Any) -> None:
    """Write to every member who sits and whose sheet counts, each with the address of their own."""
    vacancy = round_.vacancy
    for sheet in round_.sheets.counted().filter(seat__ended_at=None).select_related("seat__user"):
        context = {
            "round": round_,
            "sheet": sheet,
            "vacancy": vacancy,
            "site": site(),
            **words,
        }
        queue(kind=kind, to=sheet.seat.user, context=context, at=at, stream=vacancy.stream)
