"""The seal of a price: what the database keeps can be read only with a key that is kept elsewhere."""

import hashlib
from base64 import urlsafe_b64encode
from decimal import Decimal

from cryptography.fernet import Fernet
from django.conf import settings


def seal(amount: Decimal) -> str:
    """`amount` as a token that says nothing of it, not even its length."""
    return _box().encrypt(f"{amount:>32f}".encode()).decode()


def unseal(token: str) -> Decimal:
    """The amount in `token`; raises cryptography.fernet.InvalidToken when the token or the key is another."""
    return Decimal(_box().decrypt(token.encode()).decode().strip())


def seal_hash(token: str) -> str:
    """SHA-256 of a sealed price: proves later that the price opened is the one handed in."""
    return hashlib.sha256(token.encode()).hexdigest()


def _box() -> Fernet:
    return Fernet(urlsafe_b64encode(hashlib.sha256(settings.SEAL_KEY.encode()).digest()))
