"""Addresses by name, also of rooms that a site may lack."""

from typing import Any

from django.urls import NoReverseMatch, reverse


def address_of(target: str, *args: Any) -> str:
    """`target` itself when it is an address, what the named URL leads to, or "" where no room has that name yet."""
    if target.startswith(("/", "?", "#")):
        return target
    try:
        return reverse(target, args=args)
    except NoReverseMatch:
        return ""
