"""What the lead does with one of the team, page by page: say it otherwise, write again, remove; for paper, keep what was signed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from applications.intake import inviting, pages, paper_team
from applications.intake.models import Application
from applications.intake.own import own_draft, reading_and_posting
from applications.intake.team import TeamMember
from applications.intake.team_forms import MemberForm, SignedForm, stored
from portal.kernel import clock
from portal.kernel.workflow import Refused
from portal.web.deeds import attempt, posted


def _member(request: HttpRequest, application: Application) -> TeamMember:
    key = request.resolver_match.kwargs["member"]  # type: ignore[union-attr]
    rows = application.team.select_related("application__vacancy__office", "document")
    return get_object_or_404(rows, key=key)


def _team(application: Application) -> HttpResponse:
    return redirect(pages.address(application, "team"))


def _frame(application: Application, member: TeamMember, **more: Any) -> dict[str, Any]:
    return {
        "application": application,
        "vacancy": application.vacancy,
        "member": member,
        "back": pages.address(application, "team"),
        **more,
    }


@own_draft
@reading_and_posting
def member(request: HttpRequest, application: Application) -> HttpResponse:
    """What is said of one person."""
    row = _member(request, application)
    sent, on_paper = posted(request), application.being_entered is not None
    form = MemberForm(sent if sent is not None else stored(row), on_paper=on_paper)
    if sent is not None and form.is_valid():
        try:
            inviting.change(member=row, said=form.said, by=request.user, at=clock.now())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved: %(page)s") % {"page": row.name})
            return _team(application)
    return render(request, "applications/intake/member.html", _frame(application, row, form=form))


@own_draft
@require_POST
def invite_again(request: HttpRequest, application: Application) -> HttpResponse:
    """One more letter, with a new link."""
    row = _member(request, application)
    if attempt(request, inviting.invite, member=row):
        messages.success(request, _("The invitation has been sent to %(email)s") % {"email": row.email})
    return _team(application)


@own_draft
@reading_and_posting
def remove_member(request: HttpRequest, application: Application) -> HttpResponse:
    """Asked first: a confirmation cannot be put back."""
    row = _member(request, application)
    if request.method == "POST":
        verb = paper_team.remove if application.being_entered else inviting.remove
        try:
            verb(member=row, by=request.user, at=clock.now())
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("%(name)s is not in the team any more") % {"name": row.name})
        return _team(application)
    return render(request, "components/confirm.html", _question(application, row))


def _question(application: Application, row: TeamMember) -> dict[str, Any]:
    told = _("They have confirmed: they are told by mail, and confirm again if you invite them anew.")
    untold = _("The link in the invitation stops working. You can invite them anew.")
    on_paper = _("The CV that was kept for them is deleted.")
    consequence = on_paper if application.being_entered else told if row.confirmed_at else untold
    return {
        "title": _("Remove %(name)s from the team?") % {"name": row.name},
        "consequences": [consequence],
        "verb": pgettext("from a team", "Remove"),
        "back": pages.address(application, "team"),
        "back_words": _("Keep in the team"),
    }


@own_draft
@reading_and_posting
def signed(request: HttpRequest, application: Application) -> HttpResponse:
    """The CV of somebody who signed on paper; of anybody else it is brought by themselves."""
    row = _member(request, application)
    if not application.being_entered:
        return _team(application)
    sent = posted(request)
    form = SignedForm(sent, request.FILES if sent is not None else None)
    if form.is_valid() and attempt(
        request, paper_team.keep_signed, member=row, upload=form.cleaned_data["file"]
    ):
        messages.success(request, _("The CV is kept"))
        return _team(application)
    return render(request, "applications/intake/signed.html", _frame(application, row, form=form))
