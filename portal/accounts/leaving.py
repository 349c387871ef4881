"""The way out of reminders: a signed address that needs no signing in, and the headers of RFC 8058 that name it."""

from typing import Any

from django.core import signing
from django.urls import reverse
from django.utils.translation import override

from portal.kernel.addresses import absolute

_SALT = "portal.accounts.leaving"


def way_out(person: Any) -> str:
    """The address, good for this person alone, at which reminders end; in the language of their letters."""
    token = signing.Signer(salt=_SALT).sign_object(person.pk)
    with override(person.language):
        return reverse("accounts:stop-reminders", args=[token])


def headers_for(person: Any) -> dict[str, str]:
    """Headers by which a mail program ends the reminders at one press (RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{absolute(way_out(person))}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def meant_by(token: str) -> int | None:
    """The key of the person; None for what we did not sign."""
    try:
        return int(signing.Signer(salt=_SALT).unsign_object(token))
    except signing.BadSignature:
        return None
