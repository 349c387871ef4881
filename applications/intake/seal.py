"""The seal of a price: what the database keeps can be read only with a key that is kept elsewhere."""

import hashlib
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from decimal import Decimal

from cryptography.fernet import Fernet
from django.conf import settings


def seal(amount: Decimal, parts: Sequence[Decimal] = ()) -> str:
    """`amount`, and the `parts` it is made of, as one token that says nothing of them, not even their length."""
    return _box().encrypt("".join(f"{figure:>32f}" for figure in (amount, *parts)).encode()).decode()


def unseal(token: str) -> Decimal:
    """The amount in `token`; raises cryptography.fernet.InvalidToken when the token or the key is another."""
    return _figures(token)[0]


def unseal_parts(token: str) -> list[Decimal]:
    """What the amount in `token` is made of; nothing where it was sealed as one sum."""
    return _figures(token)[1:]


def _figures(token: str) -> list[Decimal]:
    text = _box().decrypt(token.encode()).decode()
    return [Decimal(text[start : start + 32].strip()) for start in range(0, len(text), 32)]


def seal_hash(token: str) -> str:
    """SHA-256 of a sealed price: proves later that the price opened is the one handed in."""
    return hashlib.sha256(token.encode()).hexdigest()


def _box() -> Fernet:
    return Fernet(urlsafe_b64encode(hashlib.sha256(settings.SEAL_KEY.encode()).digest()))
