"""The settings of a person, and where signing in leads."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts import actions
from portal.accounts.forms import SettingsForm
from portal.kernel import clock
from portal.web.access import signed_in

WORKING = ("vacancies.view_desk", "applications.view_panels")


@signed_in
@require_safe
def after_sign_in(request: HttpRequest) -> HttpResponse:
    """To the working pages for those who have any, to their applications for everybody else."""
    works = any(request.user.has_perm(permission) for permission in WORKING)
    return redirect("desk:home" if works else "intake:mine")


@signed_in
@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    person = request.user
    initial = {"name": person.name, "language": person.language, "time_zone": person.time_zone}
    form = SettingsForm(request.POST or None, initial=initial, at=clock.now())
    if form.is_valid():
        actions.change_settings(by=person, **form.cleaned_data)
        messages.success(request, _("Your settings are saved."))
        return redirect("accounts:settings")
    return render(request, "portal/accounts/settings.html", {"form": form})
