"""Canonical JSON and its SHA-256: one spelling of a value, so that equal values have equal fingerprints."""

import hashlib
import json


def canonical_json(value: object) -> bytes:
    """Return ``value`` as JSON with keys sorted by code point, no white space and UTF-8 unescaped.

    Takes what JSON can say without doubt: ``None``, booleans, whole numbers, text, lists and mappings with
    text keys. A fraction of a number travels as text: a binary one has several spellings, and so would the
    fingerprint. Raises TypeError for anything else and UnicodeEncodeError for text that is not Unicode.
    """
    _require_plain(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sha256_of(value: object) -> str:
    """Return the SHA-256 of the canonical JSON of ``value``, in hexadecimal."""
    return hashlib.sha256(canonical_json(value)).hexdigest()


def _require_plain(value: object) -> None:
    if isinstance(value, dict):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("a key of canonical JSON must be text")
        for part in value.values():
            _require_plain(part)
    elif isinstance(value, list | tuple):
        for part in value:
            _require_plain(part)
    elif value is not None and not isinstance(value, str | int):
        raise TypeError(f"{type(value).__name__} has no canonical JSON")
