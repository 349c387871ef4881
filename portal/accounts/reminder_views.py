"""Ending the reminders from a letter, without signing in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from portal.accounts import actions
from portal.accounts.leaving import meant_by
from portal.accounts.models import User
from portal.web.access import public


@csrf_exempt
@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """At one press here, or by the mail program itself (RFC 8058), which sends no token of ours. Opening ends nothing."""
    key = meant_by(token)
    if key is None:
        raise Http404
    person = get_object_or_404(User, pk=key)
    if request.method == "POST":
        person = actions.stop_reminders(person=person)
    return render(request, "portal/accounts/stop_reminders.html", {"ended": not person.wants_reminders})
