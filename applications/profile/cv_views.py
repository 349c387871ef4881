"""Filling the profile from a CV: choosing the file, and then what of it to take."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from applications.documents.actions import receive
from applications.documents.forms import UploadForm
from applications.documents.models import Document
from applications.profile import back, cv_actions
from applications.profile.cv_forms import TakeForm
from applications.profile.models import Profile
from applications.profile.offers import offers_of
from applications.profile.reading import read
from portal.kernel import clock
from portal.kernel.workflow import Refused
from portal.web.access import signed_in
from portal.web.deeds import attempt, posted


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """One of the files handed over before, or a new one."""
    form = UploadForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            document = receive(upload=form.cleaned_data["file"], by=request.user, at=clock.now())
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            return redirect("profile:cv-read", document.key)
    documents = Document.objects.of(request.user).usable().defer("texts").order_by("-received_at", "-pk")
    context = {"form": form, "documents": documents[:20], "leave": back.onwards(request)}
    return render(request, "applications/profile/cv.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, key: UUID) -> HttpResponse:
    """What the file says beside what the profile says; nothing is kept but what was ticked."""
    document = get_object_or_404(Document.objects.of(request.user).usable(), key=key)
    profile = Profile.objects.filter(user=request.user).first() or Profile()
    found = read(document.texts, today=clock.now().date())
    typed = posted(request)
    form = TakeForm(typed, groups=offers_of(found, profile))
    if typed is not None and form.is_valid():
        chosen = form.taken()
        if not chosen:
            messages.info(request, _("Nothing was ticked, so nothing has changed"))
            return redirect(request.get_full_path())
        number = attempt(request, cv_actions.take, chosen=chosen)
        if number:
            words = ngettext(
                "%(n)s entry was taken from your CV. Read it through and finish what is missing",
                "%(n)s entries were taken from your CV. Read them through and finish what is missing",
                number,
            )
            messages.success(request, words % {"n": number})
            return redirect("profile:overview")
    return render(request, "applications/profile/cv_read.html", _context(request, document, form, found))


def _context(request: HttpRequest, document: Document, form: TakeForm, found: Any) -> dict[str, Any]:
    own = request.user.email.lower()  # type: ignore[union-attr]
    others = [one for one in found.emails if one.value.lower() != own]
    return {"form": form, "document": document, "other_emails": others, "is_empty": not form.groups}
