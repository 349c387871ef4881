"""Reading one sealed price: that it is the one handed in, what it is, and what it is made of."""

from decimal import Decimal

from cryptography.fernet import InvalidToken
from django.utils.translation import gettext as _

from applications.intake.models import PriceOffer
from applications.intake.seal import seal_hash, unseal, unseal_parts
from applications.ranking.envelopes import agreed
from portal.kernel.workflow import Refused
from vacancies.plan.published import decimal_text


def price_of(offer: PriceOffer) -> Decimal:
    """The price in the seal, or what two people read in the envelope; Refused where it is not what was handed in, or none."""
    code = {"code": offer.application.code}
    if seal_hash(offer.sealed) != (offer.application.snapshot or {}).get("price_sealed_sha256"):
        raise Refused(_("The sealed price of %(code)s is not the one that was handed in.") % code)
    if offer.envelope:
        return agreed(offer)
    try:
        price = unseal(offer.sealed)
    except InvalidToken as error:
        raise Refused(
            _("The sealed price of %(code)s cannot be opened with the key of this portal.") % code
        ) from error
    if price <= 0:
        raise Refused(_("The price of %(code)s is not above zero.") % code)
    return price


def parts_of(offer: PriceOffer) -> list[str | None]:
    """What the price is made of by output; what is read from an envelope is the total."""
    return [] if offer.envelope else [decimal_text(part) for part in unseal_parts(offer.sealed)]
