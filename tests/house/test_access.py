"""Deny by default: every address says who may use it, and what it names exists."""

import pytest
import rules
from django.urls import URLPattern, URLResolver, get_resolver

OTHERS = (
    *("allauth.", "django.contrib.admin", "django.contrib.contenttypes.", "django.contrib.sitemaps"),
    *("django.views.generic.base", "portal.web.admin"),
)
PUBLIC_AND_SIGNED_IN = {"public", "signed in"}


def addresses(patterns=None, prefix=""):
    """Every pattern of the site with its full route."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route, pattern.callback


OURS = [(route, view) for route, view in addresses() if not view.__module__.startswith(OTHERS)]


@pytest.mark.parametrize(("route", "view"), OURS, ids=[route for route, _view in OURS])
def test_the_view_states_who_may_use_it(route, view):
    access = getattr(view, "access", None)
    assert access in PUBLIC_AND_SIGNED_IN or rules.perm_exists(access), f"{route} is guarded by {access!r}"


def test_the_addresses_were_really_walked():
    assert len(OURS) > 50
