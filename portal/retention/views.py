"""What is held about a person, for that person alone."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portal.kernel import clock
from portal.kernel.workflow import Refused
from portal.retention import actions
from portal.retention.archive import stream
from portal.retention.fresh import is_fresh
from portal.retention.holdings import holdings, left_out
from portal.web.access import signed_in


@signed_in
@never_cache
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """What is held, and the ways to have it."""
    context = {
        "titles": [holding.title for holding in holdings()],
        "reasons": sorted({str(reason) for reason in left_out().values()}),
        "fresh": is_fresh(request),
    }
    return render(request, "portal/retention/data.html", context)


@signed_in
@never_cache
@require_POST
def download(request: HttpRequest) -> HttpResponse:
    """The archive, for who has signed in a few minutes ago at most."""
    if not is_fresh(request):
        messages.info(request, _("Sign in again first: this archive is given to nobody but you."))
        return redirect("retention:data")
    at = clock.now()
    try:
        actions.give(by=request.user, at=at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("retention:data")
    response = StreamingHttpResponse(stream(request.user, at=at), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="konkurs-{at:%Y-%m-%d}.zip"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@signed_in
@require_POST
def sign_in_again(request: HttpRequest) -> HttpResponse:
    """Out, and back here through the entrance: also for who has no password and signs in by code."""
    back = reverse("retention:data")
    logout(request)
    return redirect(f"{reverse('account_login')}?{urlencode({'next': back})}")
