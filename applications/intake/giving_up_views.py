"""The pages on which a person gives up: what was handed in is withdrawn, a draft of their own is thrown away."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from applications.intake import actions, giving_up
from applications.intake.forms import WithdrawForm
from applications.intake.models import Application, Status
from applications.intake.own import own, own_draft, reading_and_posting
from portal.kernel import clock
from portal.kernel.workflow import Refused
from portal.web.deeds import attempt


@own
@reading_and_posting
def withdraw(request: HttpRequest, application: Application) -> HttpResponse:
    """Take the application back; the page says what that means first."""
    if application.status != Status.SUBMITTED:
        return redirect(application)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.withdraw(application=application, by=request.user, at=clock.now(), **form.cleaned_data)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Your application is withdrawn"))
        return redirect(application)
    context = {
        "title": _("Withdraw the application?"),
        "consequences": [
            _(
                "It takes no further part in the selection. This cannot be undone, and you cannot apply for this vacancy again."
            ),
            _("What you handed in is kept in the file of the selection."),
        ],
        "form": form,
        "verb": _("Withdraw the application"),
        "danger": True,
        "back": application.get_absolute_url(),
        "back_words": _("Keep the application"),
    }
    return render(request, "components/confirm.html", context)


@own_draft
@reading_and_posting
def give_up(request: HttpRequest, application: Application) -> HttpResponse:
    """Says what goes and what stays, then throws it away; the office has a page of its own for what it enters."""
    if not request.user.has_perm("applications.give_up_draft", application):
        return redirect(application)
    first = application.amends
    if request.method == "POST":
        if attempt(request, giving_up.give_up, draft=application):
            messages.success(request, _done(first))
        return redirect(first or "intake:mine")
    return render(request, "components/confirm.html", _question(application, first))


def _done(first: Application | None) -> str:
    if first:
        return _("The amended version is discarded; what was handed in stays as it is")
    return _("The draft is discarded")


def _question(draft: Application, first: Application | None) -> dict[str, Any]:
    which = ", ".join(
        filter(None, [draft.vacancy.reference, draft.lot and f"{draft.lot.code} {draft.lot.name}"])
    )
    files = ", ".join(str(file) for file in giving_up.files_only_in(draft))
    goes = _(
        "What you wrote for “%(title)s” (%(reference)s) is thrown away: answers, statements, texts, the price and who was to be in the team. This cannot be undone."
    )
    with_it = _("Files that are in it alone are deleted: %(names)s.") % {"names": files}
    return {
        "title": _("Discard your amended application?") if first else _("Discard the draft of your application?"),
        "consequences": [
            # Of an amendment first what stays: one must not think that what was handed in goes.
            *([_stays(first)] if first else []),
            goes % {"title": draft.vacancy.title, "reference": which},
            *([with_it] if files else []),
            *_of_the_team(draft),
            _("Your profile stays as it is."),
            *_anew(draft),
        ],
        "verb": _("Discard the draft"),
        "danger": True,
        "back": draft.get_absolute_url(),
        "back_words": _("Keep the draft"),
    }  # fmt: skip


def _of_the_team(draft: Application) -> list[str]:
    told = _(
        "Whom you invited into the team hears that they need not answer, or that the team does not apply."
    )
    return [told] if not draft.amends and draft.team.exists() else []


def _stays(first: Application) -> str:
    words = _("What you handed in, receipt %(number)s, stays as it is and counts.")
    return words % {"number": first.receipt_number}


def _anew(draft: Application) -> list[str]:
    words = _("Until the closing time you can begin an application for this vacancy anew.")
    return [words] if not draft.amends and draft.vacancy.is_open(at=clock.now()) else []
