"""Erasing what is held about oneself: what goes and what stays is shown first, and the proof afterwards."""

from datetime import date

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal.kernel import clock
from portal.kernel.workflow import Refused
from portal.retention import erasing
from portal.retention.forms import EraseForm
from portal.retention.fresh import is_fresh
from portal.retention.models import Erasure
from portal.retention.policies import policies
from portal.web.access import finder, public, signed_in
from portal.web.deeds import posted

_proof = finder(Erasure.objects.all(), key="key")


@signed_in
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """What goes, what stays until when and why; then, by who signed in minutes ago and typed their address, it is done."""
    fresh = is_fresh(request)
    form = EraseForm(posted(request) if fresh else None, user=request.user)
    if form.is_valid():
        try:
            proof = erasing.erase(by=request.user, at=clock.now())
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("retention:erase")
        logout(request)
        return redirect(proof)
    counted = [(policy.title, policy.count(request.user)) for policy in policies()]
    context = {
        "form": form,
        "fresh": fresh,
        "hindrances": erasing.hindrances(request.user),
        "going": [(title, number) for title, number in counted if number],
        "staying": erasing.kept_of(request.user),
    }
    return render(request, "portal/retention/erase.html", context)


@public
@never_cache
@require_safe
def proof(request: HttpRequest, key: str) -> HttpResponse:
    """The proof, for whoever has its address; it names nobody."""
    found = _proof(key=key)
    titles = {policy.key: policy.title for policy in policies()}
    context = {
        "proof": found,
        "counts": [(titles.get(key, key), number) for key, number in found.counts.items()],
        "kept": [
            {**one, "until": one["until"] and date.fromisoformat(one["until"])}
            for one in found.kept.get(get_language(), [])
        ],
    }
    return render(request, "portal/retention/proof.html", context)
