"""Prices that came on paper: two people open the envelope and each writes down what stands there; the two must agree."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from applications.intake.models import PriceOffer
from applications.intake.seal import seal, unseal
from applications.ranking.models import EnvelopeReading
from applications.scoring.rules import require_part
from applications.screening.long_list import candidates
from portal.kernel.workflow import Refused, locked
from portal.record.actions import write
from vacancies.models import Vacancy


def closed_envelopes(vacancy: Vacancy) -> list[PriceOffer]:
    """The envelopes of the candidates who stand, as long as the prices are not open."""
    offers = PriceOffer.objects.filter(application__in=candidates(vacancy), opened=None).exclude(envelope="")
    rows = offers.select_related("application").prefetch_related("readings__by")
    return list(rows.order_by("application__pk"))


def with_readers(vacancy: Vacancy) -> list[tuple[PriceOffer, list[str]]]:
    """Each closed envelope with the names of those who have read it."""
    return [
        (offer, [str(reading.by) for reading in offer.readings.all()]) for offer in closed_envelopes(vacancy)
    ]


@transaction.atomic
def read(
    *, vacancy: Vacancy, amounts: Mapping[PriceOffer, Decimal], by: Any, at: datetime
) -> list[EnvelopeReading]:
    """Keep, sealed, what `by` read in envelopes, in place of what they wrote before; nobody sees it before the opening.

    Only after every round is locked and every counted sheet is signed, as the opening itself.
    """
    row = locked(vacancy)
    require_part("applications.read_envelopes", row, by=by)
    closed = {offer.pk: offer for offer in closed_envelopes(row)}
    if not amounts or not all(offer.pk in closed for offer in amounts):
        raise Refused(_("There is no such envelope to read."))
    kept = [
        EnvelopeReading.objects.update_or_create(
            offer=offer, by=by, defaults={"sealed": seal(amount), "at": at}
        )
        for offer, amount in amounts.items()
    ]
    write(
        stream=row.stream, action="envelopes.read", subject=row.stream, by=by, at=at,
        data={"candidates": [closed[offer.pk].application.code for offer in amounts]},
    )  # fmt: skip
    return [reading for reading, _new in kept]


def agreed(offer: PriceOffer) -> Decimal:
    """The price that everybody who opened the envelope read there; Refused for fewer than two, or where they disagree."""
    code = {"code": offer.application.code}
    said = [unseal(reading.sealed) for reading in offer.readings.all()]
    if len(said) < 2:
        raise Refused(_("The envelope of %(code)s is first opened and read by two people.") % code)
    if len(set(said)) > 1:
        raise Refused(
            _("Those who opened the envelope of %(code)s wrote different prices. Each reads it again.") % code
        )
    return said[0]
