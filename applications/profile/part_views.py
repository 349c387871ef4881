"""One entry of a profile: begun, added, changed, removed, brought back, by its owner."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from applications.autosave.actions import Kept, keep, look
from applications.profile import actions, back, beginning, page
from applications.profile.begun import BegunEntry
from applications.profile.begun_shown import begun_of
from applications.profile.desks import BegunDesk, EntryDesk, new_desk, typed_on_new
from applications.profile.removed import mark
from applications.profile.sections import Section, section_of
from portal.kernel import clock
from portal.kernel.workflow import Refused
from portal.web.access import signed_in
from portal.web.deeds import attempt
from portal.web.rescue import keeps_typed


@keeps_typed
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, part: str) -> HttpResponse:
    """To the page of a new entry, which has an address of its own: what is typed there is found there again."""
    section, key = section_of(part), uuid4()
    if request.method == "POST":
        return _posted_new(request, section, key)
    return redirect(_new(request, section, key))


@keeps_typed
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, part: str, key: UUID) -> HttpResponse:
    """An entry that is not one yet. The button keeps what is right; what is missing is then asked on the page of the entry."""
    section = section_of(part)
    if request.method == "POST":
        return _posted_new(request, section, key)
    desk = new_desk(request.user, clock.now(), section, key)
    if isinstance(desk, EntryDesk):
        return redirect(_change(request, desk))
    return _shown(request, desk, look(desk=desk))


@keeps_typed
@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, part: str, pk: int) -> HttpResponse:
    """An entry as it stands."""
    at, section = clock.now(), section_of(part)
    row = get_object_or_404(section.model, profile__user=request.user, pk=pk)
    desk = EntryDesk(request.user, at, section, row, strict=request.method == "POST")
    if request.method != "POST":
        return _shown(request, desk, look(desk=desk))
    return _posted(request, lambda: (desk, keep(desk=desk, posted=request.POST, by=request.user, at=at)))


def _posted_new(request: HttpRequest, section: Section, key: UUID) -> HttpResponse:
    add, at = "chosen" not in request.POST, clock.now()
    return _posted(request, lambda: typed_on_new(request.user, at, section, key, request.POST, add=add))


def _posted(request: HttpRequest, keep_it: Any) -> HttpResponse:
    try:
        desk, kept = keep_it()
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(_overview(request))
    if desk.refused:
        kept.form.add_error(None, desk.refused)
    if page.goes_on(request, kept):
        messages.success(request, _("Your profile is saved"))
        return redirect(back.onwards(request))
    return _shown(request, desk, kept)


def _shown(request: HttpRequest, desk: BegunDesk | EntryDesk, kept: Kept) -> HttpResponse:
    """The form goes to the entry, as soon as there is one."""
    section = desk.section
    more: dict[str, Any] = {}
    if isinstance(desk, EntryDesk):
        action = _change(request, desk)
        autosave = reverse("profile:autosave", args=[section.key, desk.row.pk])
    else:
        action = _new(request, section, desk.key)
        autosave = reverse("profile:autosave-new", args=[section.key, desk.key])
        begun = begun_of(request.user, today=desk.at.date()).get(section.key, [])
        more = {"begun": [one for one in begun if one.key != desk.key], "is_new": True}
    return page.show(
        request, desk, kept, autosave=autosave, title=section.title, lead=section.why, action=action,
        back=back.kept(request), **more,
    )  # fmt: skip


def _new(request: HttpRequest, section: Section, key: UUID) -> str:
    return reverse("profile:new", args=[section.key, key]) + back.kept(request)


def _change(request: HttpRequest, desk: EntryDesk) -> str:
    return reverse("profile:change", args=[desk.section.key, desk.row.pk]) + back.kept(request)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def discard(request: HttpRequest, part: str, key: UUID) -> HttpResponse:
    """Let go of an entry that is not one yet; asked first."""
    section = section_of(part)
    get_object_or_404(BegunEntry.objects.of(request.user).waiting(), section=section.key, key=key)
    if request.method == "POST":
        beginning.discard(section=section, key=key, by=request.user)
        messages.success(request, _("What you began is discarded"))
        return redirect(_overview(request))
    context = {
        "title": _("Discard what you began?"),
        "consequences": [_("What you typed there is deleted, on all devices. Your profile stays as it is.")],
        "verb": _("Discard"),
        "danger": True,
        "back": _new(request, section, key),
        "back_words": _("Keep it"),
    }
    return render(request, "components/confirm.html", context)


@signed_in
@require_POST
def remove(request: HttpRequest, part: str, pk: int) -> HttpResponse:
    """Take the entry away, at once: the page that follows offers to bring it back."""
    section = section_of(part)
    row = get_object_or_404(section.model, profile__user=request.user, pk=pk)
    actions.remove_part(row=row, by=request.user, at=clock.now())
    return redirect(_overview(request, removed=mark(section, pk)))


@signed_in
@require_POST
def restore(request: HttpRequest, part: str, pk: int) -> HttpResponse:
    """Bring back what was removed."""
    section = section_of(part)
    row = get_object_or_404(section.model.with_removed, profile__user=request.user, pk=pk)
    if attempt(request, actions.restore_part, row=row):
        messages.success(request, _("It is back in your profile"))
    return redirect(_overview(request))


def _overview(request: HttpRequest, **query: Any) -> str:
    """The overview, keeping its own way back."""
    wanted = back.sent_from(request)
    query |= {"next": wanted} if wanted else {}
    return reverse("profile:overview") + (f"?{urlencode(query)}" if query else "")
