"""Typed text outlives the session: a form sent after it ended comes back filled in, to be sent again."""

from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.web.access import View

_LONG = 60


def keeps_typed(view: View) -> View:
    """For views of forms with much to type; stands above the decorator that says who may use the view.

    Who is not signed in any more gets back what was sent, with a way to sign in beside it and a button to send it again.
    """

    @login_not_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method == "POST":
            return send_again(request)
        return redirect_to_login(request.get_full_path())

    guarded.keeps_typed = True  # type: ignore[attr-defined]
    return guarded


def can_be_sent_again(request: HttpRequest) -> bool:
    """Whether a form without a valid token is one of ours: the browser says that this site's page sent it."""
    view = request.resolver_match and request.resolver_match.func
    own = f"{request.scheme}://{request.get_host()}"
    return getattr(view, "keeps_typed", False) and request.headers.get("Origin") == own


def send_again(request: HttpRequest) -> HttpResponse:
    """The page with what was typed: long texts to be seen, the rest unseen."""
    typed = [
        {"name": name, "value": value, "long": len(value) > _LONG}
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]
    return render(request, "portal/web/send_again.html", {"typed": typed}, status=403)
