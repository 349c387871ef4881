"""The pages of one of a team: coming by the link, seeing what is said of one, bringing a CV, confirming, declining."""

from functools import partial, wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from applications.intake import incoming_cv, joining, lapsing, team_quarantine
from applications.intake.deadline import is_taken
from applications.intake.incoming_cv import IncomingCv
from applications.intake.inviting import lead_name
from applications.intake.models import Status
from applications.intake.own import reading_and_posting
from applications.intake.rules import is_team_member
from applications.intake.taking_part import own_draft_beside
from applications.intake.team import TeamMember
from applications.intake.team_forms import CvForm, OwnDocumentForm
from applications.uploads import store, tus
from applications.uploads.actions import note_failure
from applications.uploads.models import Upload
from portal.kernel import clock
from portal.kernel.workflow import Refused
from portal.web.access import View, finder, needs, public
from portal.web.arrival import arrived
from portal.web.deeds import attempt, posted

_load = finder(
    TeamMember.objects.select_related(
        "application__vacancy__office", "application__applicant__profile", "application__lot", "document"
    ),
    key="key",
)


def own_place(view: View) -> View:
    """For the person of whom it speaks, and nobody else: not even who administers the portal answers for them."""

    @wraps(view)
    def guarded(request: HttpRequest, member: TeamMember) -> HttpResponse:
        if not is_team_member.test(request.user, member):
            raise Http404
        return view(request, member)

    return needs("applications.join_team", _load)(guarded)


@public
@never_cache
@reading_and_posting
def invited(request: HttpRequest, secret: str) -> HttpResponse:
    """Where the link of the letter leads: into the portal, or, without signing in, to what has become of an invitation that is void."""
    gone = lapsing.lapsed(secret)
    if gone is None:
        return _led_in(request, secret)
    context = {"vacancy": gone.vacancy, "is_open": gone.vacancy.is_open(at=clock.now())}
    return render(request, "applications/intake/team_gone.html", context, status=HTTPStatus.GONE)


@login_required
def _led_in(request: HttpRequest, secret: str) -> HttpResponse:
    """It opens for the account of the mailbox that it was sent to, and in time."""
    member = joining.behind(secret, at=clock.now())
    if member and is_team_member.test(request.user, member):
        return redirect("intake:membership", member.key)
    context = {"member": member}
    return render(request, "applications/intake/not_invited.html", context, status=403 if member else 404)


@own_place
@require_safe
def membership(request: HttpRequest, member: TeamMember) -> HttpResponse:
    """The vacancy, who invites, what is said of one, and the answer."""
    return _page(request, member)


def _page(request: HttpRequest, member: TeamMember, **forms: Any) -> HttpResponse:
    at = clock.now()
    application = member.application
    is_open = application.status == Status.DRAFT and is_taken(application, at=at)
    own = forms.get("own") or OwnDocumentForm(person=request.user)
    context = {
        "member": member,
        "vacancy": application.vacancy,
        "application": application,
        "lead": lead_name(application),
        "at": at,
        "is_open": is_open,
        "handed_in": application.status == Status.SUBMITTED,
        "withdrawn": application.status == Status.WITHDRAWN,
        "beside": own_draft_beside(request.user, application),
        "infection": team_quarantine.to_replace(member, at=at),
        "form": forms.get("cv") or CvForm(),
        "own": own,
        "has_own": own.fields["document"].queryset.exists(),
        "uploads": incoming_cv.standing_uploads(member, at=at),
        "most": settings.DOCUMENT_MAX_BYTES,
    }
    return render(request, "applications/intake/membership.html", context)


@own_place
@require_POST
def choose_cv(request: HttpRequest, member: TeamMember) -> HttpResponse:
    """One of one's own documents."""
    form = OwnDocumentForm(request.POST, person=request.user)
    if not form.is_valid():
        return _page(request, member, own=form)
    if attempt(request, joining.bring, member=member, document=form.cleaned_data["document"]):
        messages.success(request, _("The CV is chosen"))
    return redirect("intake:membership", member.key)


@own_place
@require_POST
def upload_cv(request: HttpRequest, member: TeamMember) -> HttpResponse:
    """A file; one that cannot be used is named, and all else stays as it was."""
    form = CvForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            joining.bring_file(member=member, upload=file, by=request.user, at=clock.now())
        except Refused as refused:
            form.add_error("file", str(refused))
        except store.FAILURES as error:
            note_failure(size=file.size, error=error, by=request.user, at=clock.now())
            form.add_error("file", str(store.WORDS))
        else:
            messages.success(request, _("“%(name)s” is attached") % {"name": file.name})
            return redirect("intake:membership", member.key)
    return _page(request, member, cv=form)


@own_place
@tus.spoken
def send_cv(request: HttpRequest, member: TeamMember, method: str) -> HttpResponse:
    """Say what file is coming, and learn where to send it."""

    def address(upload: Upload) -> str:
        return reverse("intake:sending-cv", args=[member.key, upload.key])

    said: dict[str, Any] = {"member": member, "by": request.user, "at": clock.now()}
    return tus.creation(request, method, partial(incoming_cv.begin, **said), address)


@own_place
@tus.spoken
def sending_cv(request: HttpRequest, member: TeamMember, method: str) -> HttpResponse:
    """How much has arrived, the next piece, or giving up. The file becomes the CV with its last piece."""
    key = request.resolver_match.kwargs["upload"]  # type: ignore[union-attr]
    rows = IncomingCv.objects.select_related("upload__owner")
    row = get_object_or_404(rows, member=member, upload__key=key, upload__owner=request.user)
    at = clock.now()

    def receive(file: Any) -> None:
        joining.bring_file(member=member, upload=file, by=request.user, at=at)

    return tus.resource(request, method, row.upload, receive, at)


@own_place
@require_POST
def confirm(request: HttpRequest, member: TeamMember) -> HttpResponse:
    """Take part."""
    if attempt(request, joining.confirm, member=member):
        messages.success(request, _("You take part. The person who leads the team is told"))
    return redirect("intake:membership", member.key)


@own_place
@reading_and_posting
def leave(request: HttpRequest, member: TeamMember) -> HttpResponse:
    """Decline, or step back, until it is handed in; nobody is asked why."""
    if member.application.status != Status.DRAFT:
        return redirect("intake:membership", member.key)
    if request.method == "POST":
        if attempt(request, joining.decline, member=member):
            messages.success(request, _("You do not take part. The person who leads the team is told"))
        return redirect("intake:membership", member.key)
    context = {
        "title": _("Not take part in this team?"),
        "consequences": [
            _("The person who leads the team is told that you do not take part; nobody asks why."),
            _("Your CV is not part of the application then. Until it is handed in you can still change your mind."),
        ],
        "verb": _("I do not take part"),
        "back": reverse("intake:membership", args=[member.key]),
        "back_words": _("Back"),
    }  # fmt: skip
    return render(request, "components/confirm.html", context)


@own_place
@reading_and_posting
def replace_cv(request: HttpRequest, member: TeamMember) -> HttpResponse:
    """Another file in the place of an infected CV. The instant that counts is the one at which this request arrived."""
    at = arrived()
    infection = team_quarantine.to_replace(member, at=at)
    if infection is None:
        return redirect("intake:membership", member.key)
    sent = posted(request)
    form = CvForm(sent, request.FILES if sent is not None else None)
    if form.is_valid():
        try:
            team_quarantine.replace(member=member, upload=form.cleaned_data["file"], by=request.user, at=at)
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(request, _("The file is now part of the application"))
            return redirect("intake:membership", member.key)
    context = {"member": member, "vacancy": member.application.vacancy, "infection": infection, "form": form}
    return render(request, "applications/intake/replace_cv.html", context)
