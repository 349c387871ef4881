"""Error pages, each in the reader's language; the last one needs neither database nor session."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.csrf import requires_csrf_token

from portal.web.access import public
from portal.web.rescue import can_be_sent_again, send_again


@public
@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=400)


@public
@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


@public
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form sent without a valid token: an expired page, or somebody else's. What was typed in one of ours comes back."""
    if can_be_sent_again(request):
        return send_again(request)
    return render(request, "403_csrf.html", status=403)


@public
@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


@public
def server_error(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(render_to_string("500.html"), status=500)
