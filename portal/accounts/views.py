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

# The first of these permissions that a person has says where their work is.
WORK = (
    ("vacancies.view_desk", "desk:home"),
    ("vacancies.translate_vacancy", "translation:notices"),
    ("applications.view_panels", "desk:home"),
    ("portal.administer", "admin:index"),
)


@signed_in
@require_safe
def after_sign_in(request: HttpRequest) -> HttpResponse:
    """To their work for those who have any here, to their applications for everybody else."""
    return redirect(
        next((name for permission, name in WORK if request.user.has_perm(permission)), "intake:mine")
    )


@signed_in
@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    person = request.user
    initial = {name: getattr(person, name) for name in SettingsForm.base_fields}
    form = SettingsForm(request.POST or None, initial=initial, at=clock.now())
    if form.is_valid():
        actions.change_settings(by=person, **form.cleaned_data)
        messages.success(request, _("Your settings are saved."))
        return redirect("accounts:settings")
    return render(request, "portal/accounts/settings.html", {"form": form})
