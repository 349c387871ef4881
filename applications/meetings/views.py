"""Pages of the meetings of a panel: the list, one meeting, and what who arranges them does."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.meetings import actions
from applications.meetings.agenda import offered
from applications.meetings.appointment import appointment_of
from applications.meetings.boards import board_of
from applications.meetings.forms import CancelForm, ChangeForm, MinutesForm, ProposeForm, SuitsForm
from applications.meetings.models import Answer, Meeting
from applications.panels.models import Panel
from applications.panels.rules import seat_of
from portal.kernel import clock
from portal.web.access import finder, needs
from portal.web.deeds import attempt, posted

_panel = finder(Panel.objects.with_seats(), pk="pk")
_meeting = finder(Meeting.objects.with_panel().select_related("minutes__written_by", "called_by"), pk="pk")


@needs("applications.view_meetings", _panel)
@require_safe
def meetings(request: HttpRequest, panel: Panel) -> HttpResponse:
    """All meetings of a panel, the latest first."""
    rows = panel.meetings.select_related("minutes").order_by("-called_at", "-pk")
    may_arrange = request.user.has_perm("applications.arrange_meetings", panel)
    context = {"panel": panel, "vacancy": panel.vacancy, "rows": rows, "may_arrange": may_arrange}
    return render(request, "applications/meetings/meetings.html", context)


@needs("applications.arrange_meetings", _panel)
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, panel: Panel) -> HttpResponse:
    """Propose times for a meeting."""
    initial = {"agenda": "\n".join(offered(panel))}
    form = ProposeForm(posted(request), initial=initial, zone=panel.office.zone)
    if form.is_valid():
        called = attempt(request, actions.propose, panel=panel, times=form.times, **form.said)
        if called:
            messages.success(request, _("All who sit on the panel are asked which times suit them."))
            return redirect("meetings:meeting", called.pk)
    context = {"panel": panel, "vacancy": panel.vacancy, "form": form}
    return render(request, "applications/meetings/propose.html", context)


@needs("applications.view_meetings", _meeting)
@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """One meeting; for who sits, whether its times suit them while one is sought."""
    is_sought = not meeting.begins_at and not meeting.cancelled_at
    form = _suits(request, meeting) if is_sought else None
    if form and form.is_valid():
        attempt(request, actions.answer, meeting=meeting, suits=form.suits)
        messages.success(request, _("Your answer is kept. You can change it until a time is fixed."))
        return redirect("meetings:meeting", meeting.pk)
    may = {
        name: request.user.has_perm(f"applications.{name}", meeting)
        for name in ("arrange_meetings", "read_agenda", "read_minutes", "write_minutes", "approve_minutes")
    }
    own = request.user.time_zone
    return render(
        request,
        "applications/meetings/meeting.html",
        _context(meeting, may) | {"form": form, "own_zone": own},
    )


def _suits(request: HttpRequest, meeting: Meeting) -> SuitsForm | None:
    seat = seat_of(request.user, meeting)
    if seat is None or not request.user.has_perm("applications.answer_times", meeting):
        return None
    options = list(meeting.options.all())
    given = Answer.objects.filter(option__in=options, seat=seat)
    initial = {f"option_{one.option_id}": one.suits for one in given}
    return SuitsForm(posted(request), options=options, zone=meeting.office.zone, initial=initial)


def _context(meeting: Meeting, may: dict[str, bool]) -> dict[str, Any]:
    """What of the meeting can be read and done now."""
    now = clock.now()
    is_held = bool(meeting.begins_at and meeting.begins_at <= now and not meeting.cancelled_at)
    minutes = getattr(meeting, "minutes", None)
    approved = minutes is not None and minutes.approved_at is not None
    is_ahead = not meeting.cancelled_at and not is_held
    return {
        "meeting": meeting,
        "panel": meeting.panel,
        "vacancy": meeting.vacancy,
        "is_sought": is_ahead and not meeting.begins_at,
        "board": board_of(meeting) if may["arrange_meetings"] and not meeting.begins_at else None,
        "items": meeting.items if may["read_agenda"] else [],
        "minutes": minutes if may["read_minutes"] else None,
        "may_change": may["arrange_meetings"] and is_ahead and meeting.begins_at,
        "may_cancel": may["arrange_meetings"] and is_ahead,
        "may_write": may["write_minutes"] and is_held and not approved,
        "may_approve": may["approve_minutes"] and minutes is not None and not approved,
    }


@needs("applications.arrange_meetings", _meeting)
@require_POST
def fix(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Hold the meeting at one of its times."""
    sent = request.POST.get("option", "")
    option = get_object_or_404(meeting.options, pk=sent if sent.isdigit() else 0)
    if attempt(request, actions.fix, option=option):
        messages.success(
            request, _("The time is fixed; all are invited, with the appointment for their calendars.")
        )
    return redirect("meetings:meeting", meeting.pk)


@needs("applications.arrange_meetings", _meeting)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Move a meeting, or change where it is and what about."""
    form = ChangeForm(posted(request), meeting=meeting)
    if form.is_valid() and attempt(request, actions.change, meeting=meeting, **form.cleaned_data):
        messages.success(request, _("The meeting is changed."))
        return redirect("meetings:meeting", meeting.pk)
    return _page(request, meeting, "change", form)


@needs("applications.arrange_meetings", _meeting)
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Call a meeting off."""
    form = CancelForm(posted(request))
    if form.is_valid():
        if attempt(request, actions.cancel, meeting=meeting, **form.cleaned_data):
            messages.success(request, _("The meeting is cancelled; all are told."))
        return redirect("meetings:meeting", meeting.pk)
    return _page(request, meeting, "cancel", form)


@needs("applications.write_minutes", _meeting)
@require_http_methods(["GET", "HEAD", "POST"])
def minutes(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Write the minutes."""
    before = getattr(meeting, "minutes", None)
    initial = {"text": before.text, "present": before.present} if before else {}
    form = MinutesForm(posted(request), panel=meeting.panel, initial=initial)
    if form.is_valid() and attempt(request, actions.write_minutes, meeting=meeting, **form.cleaned_data):
        messages.success(request, _("The minutes are kept. The chair approves them."))
        return redirect("meetings:meeting", meeting.pk)
    return _page(request, meeting, "minutes", form)


@needs("applications.approve_minutes", _meeting)
@require_POST
def approve(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Let the minutes stand as they are."""
    found = getattr(meeting, "minutes", None)
    if found is None:
        raise Http404
    if attempt(request, actions.approve_minutes, minutes=found):
        messages.success(request, _("The minutes are approved; they stand as they are."))
    return redirect("meetings:meeting", meeting.pk)


@needs("applications.view_meetings", _meeting)
@require_safe
def calendar(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The appointment as a file for a calendar."""
    if meeting.begins_at is None or meeting.cancelled_at:
        raise Http404
    content = appointment_of(meeting, request.user, method="PUBLISH", at=clock.now())
    headers = {"Content-Disposition": 'attachment; filename="meeting.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


def _page(request: HttpRequest, meeting: Meeting, name: str, form: Any) -> HttpResponse:
    context = {"meeting": meeting, "panel": meeting.panel, "vacancy": meeting.vacancy, "form": form}
    return render(request, f"applications/meetings/{name}.html", context)
