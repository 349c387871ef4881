"""The ways out of letters: the headers of RFC 8058, and the signed address at which a vacancy is saved no longer."""

from typing import Any

from django.core import signing
from django.urls import reverse
from django.utils.translation import override

from portal.kernel.addresses import absolute
from vacancies.vacancy.models import Vacancy

_SALT = "vacancies.alerts.leaving"


def one_click(address: str) -> dict[str, str]:
    """Headers by which a mail program ends the letters at one press (RFC 8058); `address` begins with a slash."""
    return {
        "List-Unsubscribe": f"<{absolute(address)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def way_out(person: Any, vacancy: Vacancy) -> str:
    """The address, good for this person and this vacancy alone, at which it is saved no longer."""
    token = signing.dumps([person.pk, vacancy.pk], salt=_SALT)
    with override(person.language):
        return reverse("alerts:leave", args=[token])


def meant_by(token: str) -> tuple[int, int] | None:
    """Keys of the person and the vacancy; None for what we did not sign."""
    try:
        person, vacancy = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    return person, vacancy
