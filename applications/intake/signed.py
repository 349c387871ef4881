"""The signed text of a receipt: anybody who has the public key can check it, with this portal or without it."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key
from django.conf import settings

from applications.intake.models import Application

FORMAT = "konkurs-receipt/1"
_END = "-----END PUBLIC KEY-----"
# Letters and messengers break lines and quote them: what stands between the parts does not count.
_WRITTEN = re.compile(
    rf"{FORMAT}\W+number:\s*(?P<number>\S.*?)\s+received:\s*(?P<received>\S+)\s+"
    r"application:\s*(?P<application>(?:[0-9a-f]\s*){64})signature:\s*(?P<signature>(?:[\w-]\s*){86})",
    re.ASCII,
)


@dataclass(frozen=True)
class Receipt:
    """What a receipt says: its number, when the application arrived, and the SHA-256 of what was handed in."""

    number: str
    received: str
    application: str

    @property
    def text(self) -> str:
        """What is signed, to the byte: four lines, each ended by a line break, in UTF-8."""
        return (
            f"{FORMAT}\nnumber: {self.number}\nreceived: {self.received}\napplication: {self.application}\n"
        )

    @property
    def signed(self) -> str:
        """The text with its signature, to be kept or given to whoever wants to check it."""
        return f"{self.text}signature: {signature_of(self.text.encode())}"

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.received)


def receipt_of(application: Application) -> Receipt:
    """The receipt of an application that was handed in."""
    received = application.submitted_at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    return Receipt(application.receipt_number, received, application.receipt_hash)


def checked(written: str) -> Receipt | None:
    """The receipt that stands in `written`, signed by us; None where there is none, or where a sign of it was changed."""
    unquoted = re.sub(r"(?m)^[>\s]+", "", written)
    found = _WRITTEN.search(unquoted)
    if not found:
        return None
    application, signature = ("".join(found[part].split()) for part in ("application", "signature"))
    receipt = Receipt(found["number"], found["received"], application)
    return receipt if any(_holds(key, receipt, signature) for key in _keys()) else None


def signature_of(data: bytes) -> str:
    """The portal's signature of `data`, whose first line says of what kind it is, so that none passes for another kind."""
    return _encoded(_keys()[0].sign(data))


def is_signed(data: bytes, signature: str, keys: str) -> bool:
    """Whether one of the public `keys`, as PEM, made the signature; asks nothing of this portal."""
    try:
        found = [load_pem_public_key(f"{pem}{_END}".encode()) for pem in keys.split(_END) if pem.strip()]
    except ValueError:
        return False
    return any(_made(key, data, signature.strip()) for key in found if isinstance(key, Ed25519PublicKey))


def _made(key: Ed25519PublicKey, data: bytes, written: str) -> bool:
    """Whether `key` made the signature, written as we write it: its last sign has bits that say nothing, and counts all the same."""
    try:
        signature = urlsafe_b64decode(f"{written}==")
        key.verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return _encoded(signature) == written


def public_keys() -> str:
    """The keys with which receipts can be checked, as PEM: the one in use first, then those before it."""
    pem = (key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo) for key in _keys())
    return "".join(one.decode() for one in pem)


def _holds(key: Ed25519PrivateKey, receipt: Receipt, signature: str) -> bool:
    return _made(key.public_key(), receipt.text.encode(), signature)


def _keys() -> list[Ed25519PrivateKey]:
    """Derived from the keys of the portal, so that a receipt outlives a change of SECRET_KEY as sessions do."""
    return [_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def _key(secret: str) -> Ed25519PrivateKey:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=FORMAT.encode())
    return Ed25519PrivateKey.from_private_bytes(derived.derive(secret.encode()))


def _encoded(signature: bytes) -> str:
    return urlsafe_b64encode(signature).decode().rstrip("=")
