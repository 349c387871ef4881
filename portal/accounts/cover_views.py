"""Leave cover: who lends which role to whom and for how long, and ending it early."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.accounts.actions import end_cover, lend_role
from portal.accounts.forms import CoverForm
from portal.accounts.models import Delegation
from portal.kernel import clock
from portal.web.access import finder, needs
from portal.web.deeds import attempt, posted

_cover = finder(Delegation.objects.select_related("office", "giver", "deputy"), pk="pk")


@needs("portal.lend_role")
def cover(request: HttpRequest) -> HttpResponse:
    """Lend a role to a colleague, and see what runs and comes in one's offices."""
    at = clock.now()
    form = CoverForm(posted(request), giver=request.user, at=at, initial={"first": at.date()})
    if form.is_valid() and attempt(request, lend_role, **form.said):
        words = _("%(name)s covers for you in this period and has a letter about it.")
        messages.success(request, words % {"name": form.cleaned_data["deputy"]})
        return redirect("accounts:cover")
    covers = Delegation.objects.of_offices(request.user.works_in).to_come(at=at).order_by("begins_at", "pk")
    context = {
        "form": form,
        "has_roles": form.fields["grant"].queryset.exists(),
        "has_colleagues": form.fields["deputy"].queryset.exists(),
        "rows": [(one, *_state(one, at), request.user.has_perm("portal.end_cover", one)) for one in covers],
    }
    return render(request, "portal/accounts/cover.html", context)


def _state(one: Delegation, at: datetime) -> tuple[str, str]:
    """Its word, and the kind of its chip."""
    if one.begins_at > at:
        return pgettext("leave cover", "to come"), ""
    return pgettext("leave cover", "running"), "go on"


@needs("portal.end_cover", _cover)
def end(request: HttpRequest, found: Delegation) -> HttpResponse:
    """End a cover before its time."""
    if request.method == "POST" and attempt(request, end_cover, cover=found):
        messages.success(request, _("The cover has ended."))
    return redirect("accounts:cover")
