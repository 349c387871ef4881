"""Addresses by name, also of rooms that a site may lack, and as the world knows them."""

from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, reverse


def address_of(target: str, *args: Any) -> str:
    """`target` itself when it is an address, what the named URL leads to, or "" where no room has that name yet."""
    if target.startswith(("/", "?", "#")):
        return target
    try:
        return reverse(target, args=args)
    except NoReverseMatch:
        return ""


def site() -> str:
    """The name of the site, without a slash: what addresses in letters begin with."""
    return settings.SITE_URL.rstrip("/")


def absolute(address: str, query: str = "") -> str:
    """`address` with the name of the site before it and `query` behind: what stands outside of pages."""
    return site() + address + (f"?{query}" if query else "")
