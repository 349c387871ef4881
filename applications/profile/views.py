"""The profile, seen and changed by its owner."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.profile import actions
from applications.profile.forms import ProfileForm, stored
from applications.profile.models import Profile
from portal.kernel import clock
from portal.web.access import signed_in
from portal.web.rescue import keeps_typed


@keeps_typed
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest) -> HttpResponse:
    """Whatever is right is kept at once; the page says what is wrong or missing."""
    profile = Profile.objects.filter(user=request.user).first()
    posted = request.method == "POST"
    form = ProfileForm(request.POST if posted else stored(profile), strict=posted)
    if posted:
        actions.save_profile(user=request.user, at=clock.now(), **form.kept())
        if form.is_valid():
            messages.success(request, _("Your profile is saved"))
            return redirect("profile:edit")
    return render(request, "applications/profile/edit.html", {"form": form})
