"""The page on which a person makes an application theirs that the office entered for them."""

from typing import Any

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from applications.intake import claiming
from applications.intake.entering_forms import ClaimForm
from applications.intake.models import Application
from applications.intake.own import reading_and_posting
from portal.kernel import clock
from portal.kernel.workflow import Refused
from portal.web.access import needs
from portal.web.deeds import posted


@needs("applications.claim")
@reading_and_posting
def claim(request: HttpRequest) -> HttpResponse:
    """By the code on the receipt; or, without a code, one that was entered for a mailbox which the person has proved theirs."""
    waiting = claiming.waiting_for(request.user)
    by_mailbox = next((one for one in waiting if str(one.application.key) == request.POST.get("key")), None)
    form = ClaimForm(None if by_mailbox else posted(request))
    if by_mailbox or form.is_valid():
        try:
            application = _claimed(request, form, by_mailbox)
        except Refused as refused:
            if form.is_bound:
                form.add_error("code", str(refused))
            else:
                messages.error(request, str(refused))
        else:
            messages.success(
                request, _("The application is yours now: you follow it here and get its letters")
            )
            return redirect(application)
    return render(request, "applications/intake/claim.html", {"form": form, "waiting": waiting})


def _claimed(request: HttpRequest, form: ClaimForm, by_mailbox: Any) -> Application:
    """Codes are not tried out endlessly."""
    at = clock.now()
    if by_mailbox:
        return claiming.claim(entered=by_mailbox, by=request.user, at=at, way="mailbox")
    if not ratelimit.consume(request, action="claim_application", user=request.user):
        raise Refused(_("Too many attempts. Try again in an hour"))
    return claiming.claim_by_code(code=form.cleaned_data["code"], by=request.user, at=at)
