"""Where one goes after a page of the profile: back to the page of the portal that sent one here, or to the overview."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def sent_from(request: HttpRequest) -> str:
    """The path in `?next=`, when it is one of this site; "" otherwise."""
    wanted = request.GET.get("next", "")
    own = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if own else ""


def onwards(request: HttpRequest) -> str:
    """Where to go from a page of the profile when it is done."""
    return sent_from(request) or reverse("profile:overview")


def kept(request: HttpRequest) -> str:
    """The query that carries the way back on to another page, or nothing."""
    wanted = sent_from(request)
    return f"?{urlencode({'next': wanted})}" if wanted else ""


def here(request: HttpRequest) -> str:
    """The query that brings one back to the overview as it stands, its own way back included."""
    return f"?{urlencode({'next': reverse('profile:overview') + kept(request)})}"
