"""What the pages of a profile send while somebody types in them. Nothing is said to be wrong; that is for the button."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from applications.autosave import web
from applications.autosave.actions import Desk, Kept, keep
from applications.profile.desks import EntryDesk, PersonDesk, new_desk, typed_on_new
from applications.profile.sections import section_of
from portal.kernel import clock
from portal.kernel.workflow import Refused
from portal.web.access import signed_in

_reading_and_posting = require_http_methods(["GET", "HEAD", "POST"])


@web.in_json
@signed_in
@_reading_and_posting
def person(request: HttpRequest) -> HttpResponse:
    """The person's particulars."""
    at = clock.now()
    return _at(request, PersonDesk(request.user, at), at)


@web.in_json
@signed_in
@_reading_and_posting
def entry(request: HttpRequest, part: str, pk: int) -> HttpResponse:
    """An entry of one's own profile."""
    at, section = clock.now(), section_of(part)
    row = get_object_or_404(section.model, profile__user=request.user, pk=pk)
    return _at(request, EntryDesk(request.user, at, section, row), at)


@web.in_json
@signed_in
@_reading_and_posting
def new(request: HttpRequest, part: str, key: UUID) -> HttpResponse:
    """An entry that is not one yet, or has become one meanwhile."""
    at, section = clock.now(), section_of(part)
    if request.method != "POST":
        return web.standing(request, new_desk(request.user, at, section, key))
    return _answer(
        request, at, lambda: typed_on_new(request.user, at, section, key, request.POST, add=False)[1]
    )


def _at(request: HttpRequest, desk: Desk, at: datetime) -> HttpResponse:
    if request.method != "POST":
        return web.standing(request, desk)
    return _answer(request, at, lambda: keep(desk=desk, posted=request.POST, by=request.user, at=at))


def _answer(request: HttpRequest, at: datetime, kept: Any) -> HttpResponse:
    try:
        done: Kept = kept()
    except Refused as refused:
        return web.refusal(str(refused))
    return web.answer(request, done, clock=web.Clock.of(request.user, at))
