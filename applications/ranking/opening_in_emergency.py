"""Opening one sealed price in an emergency: an approver apart from the panel reads it once, and everybody hears that, not what."""

import re
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from applications.intake.models import Application, PriceOffer
from applications.intake.seal import seal_hash
from applications.panels.models import Panel
from applications.panels.rules import reads_blind
from applications.ranking.emergency import EmergencyOpening, next_number
from applications.ranking.unsealing import parts_of, price_of
from applications.scoring.actions import given
from applications.scoring.rules import require_part, takes_part
from portal.kernel.addresses import site
from portal.kernel.workflow import Refused, locked
from portal.mailing.actions import queue
from portal.models import User
from portal.record.actions import write
from vacancies.models import Vacancy

# A number as people write it, with spaces, points or commas within.
_NUMBER = re.compile(r"\d(?:[\s.,'’]?\d)*")


class Opened(NamedTuple):
    """What the seal held: to be shown once, and kept nowhere."""

    price: Decimal
    parts: list[str | None]


def obstacle(application: Application) -> str:
    """Why this price cannot be opened here although the reader may, in words; empty when it can."""
    offer = application.price_offer
    if offer.envelope and not offer.readings.exists():
        words = _(
            "The price of %(code)s lies in the closed envelope %(number)s. Nobody has written down here what stands in it, so the portal has nothing to open."
        )
        return words % {"code": application.code, "number": offer.envelope}
    return ""


@transaction.atomic
def open_in_emergency(*, application: Application, reason: str, number: int, by: Any, at: datetime) -> Opened:
    """Let `by` read one sealed price before all are opened; it stays sealed for everybody, and goes into nothing that is kept.

    `number` is that of the opening which was asked for: sent twice, it shows the price once. Chair and officers are
    told without the figure. Raises Refused without a reason, and for a price that is in an envelope only.
    """
    vacancy = locked(application.vacancy)
    # Whoever seats somebody locks the panel: of the two who act together, one finds what the other did.
    Panel.objects.select_for_update().filter(vacancy=vacancy).first()
    row = Application.objects.select_related("vacancy__office", "price_offer").get(pk=application.pk)
    require_part("applications.open_in_emergency", row, by=by)
    if words := obstacle(row):
        raise Refused(words)
    if number != next_number(row):
        raise Refused(
            _(
                "This opening has been made, and its price was shown once. Whoever has to see it again gives a reason again."
            )
        )
    offer = row.price_offer
    opening = EmergencyOpening.objects.create(
        application=row, number=number, sealed_sha256=seal_hash(offer.sealed), by=by, at=at,
        reason=_without_figures(given(reason), vacancy, by),
    )  # fmt: skip
    write(
        stream=vacancy.stream, action="price.opened_in_emergency", subject=f"application:{row.pk}", by=by, at=at,
        data={"code": row.code, "number": number, "reason": opening.reason, "sealed_sha256": opening.sealed_sha256},
    )  # fmt: skip
    _tell(opening, vacancy, at)
    return Opened(price_of(offer), parts_of(offer))


def _without_figures(reason: str, vacancy: Vacancy, by: Any) -> str:
    """The reason; Refused where it gives away a price that `by` has read before.

    Of prices that `by` has not read nothing is compared: by a refusal one could guess at them.
    """
    read = EmergencyOpening.objects.of(vacancy).made_by(by).values("application")
    written = {re.sub(r"\D", "", number) for number in _NUMBER.findall(reason)}
    for offer in PriceOffer.objects.filter(application__in=read).select_related("application"):
        known = [price_of(offer), *map(Decimal, filter(None, parts_of(offer)))]
        if written & {digits for price in known for digits in _spellings(price)}:
            raise Refused(
                _("The reason names a price. It is read by people who must not know it: write it without.")
            )
    return reason


def _spellings(price: Decimal) -> Iterable[str]:
    """The digits of a price, with and without its hundredths."""
    return str(int(price)), re.sub(r"\D", "", f"{price:.2f}")


def _tell(opening: EmergencyOpening, vacancy: Vacancy, at: datetime) -> None:
    """Write to the chair and to HR of the office; who judges without names is told no reason, which may name somebody."""
    for person, address in _told(opening, vacancy).items():
        reason = "" if reads_blind(person, vacancy) else opening.reason
        context = {
            "opening": opening, "code": opening.application.code, "reason": reason, "vacancy": vacancy,
            "address": f"{site()}{address}",
        }  # fmt: skip
        queue(kind="price_opened_in_emergency", to=person, context=context, at=at, stream=vacancy.stream)


def _told(opening: EmergencyOpening, vacancy: Vacancy) -> dict[User, str]:
    """Who is told, each with the page on which it can be read up."""
    office, page = vacancy.office, reverse("screening:application", args=[opening.application.key])
    officers = [
        person
        for person in User.objects.acting_in([office.pk, office.parent_id])
        if takes_part(person, "applications.convene_panel", vacancy)
    ]
    chair = User.objects.filter(
        seats__panel__vacancy=vacancy, seats__role="chair", seats__ended_at=None, is_active=True
    )
    return dict.fromkeys(officers, page) | {
        person: reverse("panels:panel", args=[vacancy.panel.pk]) for person in chair
    }
