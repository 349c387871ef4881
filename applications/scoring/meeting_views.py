"""The pages for the meeting room: what is to be discussed, and one topic after another, readable from the back of it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from applications.panels.rules import seat_of
from applications.scoring import actions
from applications.scoring.discussing import discuss
from applications.scoring.forms import MinuteForm, RevisionForm, steps_of
from applications.scoring.meeting import Agenda, Topic, agenda_of
from applications.scoring.models import Mark, Round
from applications.scoring.moderation import Question, Shown, questions_of, shown_round
from applications.scoring.opening import conflicts_of
from applications.scoring.pseudonyms import callings_of
from applications.scoring.rules import takes_part
from portal.web.access import finder, needs
from portal.web.deeds import attempt

_round = finder(Round.objects.with_panel().select_related("panel__vacancy__plan"), pk="pk")


@needs("applications.hold_meeting", _round)
@require_safe
def meeting(request: HttpRequest, round_: Round) -> HttpResponse:
    """What is to be discussed, and how far the meeting is."""
    _shown, agenda = _agenda(request, round_)
    context = {"round": round_, "vacancy": round_.vacancy, "agenda": agenda, "first": agenda.next_open}
    return render(request, "applications/scoring/meeting.html", context)


@needs("applications.hold_meeting", _round)
@require_http_methods(["GET", "HEAD", "POST"])
def topic(request: HttpRequest, round_: Round) -> HttpResponse:
    """One candidate and criterion: every mark with its reason; one's own is revised here, the discussion noted."""
    parts = request.resolver_match.kwargs
    shown, agenda = _agenda(request, round_)
    place = agenda.place_of(parts["code"], parts["criterion"])
    if place is None:
        raise Http404
    at = agenda.topics[place]
    own = None if at.is_shut else _own_mark(request, shown, at)
    noting, revising = _forms(request, round_, at, own)
    if noting and noting.is_valid() and _noted(request, round_, at, noting):
        return _to(round_, agenda.open_after(place))
    if revising and own and revising.is_valid() and _revised(request, own, revising):
        return _to(round_, at)
    context = {
        "round": round_,
        "vacancy": round_.vacancy,
        "agenda": agenda,
        "topic": at,
        "number": place + 1,
        "previous": agenda.beside(place, -1),
        "next": agenda.beside(place, 1),
        "noting": noting,
        "revising": revising,
        "steps": steps_of(at.criterion, revising["mark"]) if revising else [],
        "anchors": list(at.criterion.anchors.all()),
        "question": None if at.is_shut else _question(shown, at, own),
    }
    return render(request, "applications/scoring/meeting_topic.html", context)


def _agenda(request: HttpRequest, round_: Round) -> tuple[Shown, Agenda]:
    shown = shown_round(round_)
    seat = seat_of(request.user, round_)
    discussions = round_.discussions.filter(version=round_.version).select_related("by")
    return shown, agenda_of(shown, callings_of(round_, request.user), conflicts_of(seat), discussions)


def _own_mark(request: HttpRequest, shown: Shown, at: Topic) -> Mark | None:
    """The reader's own mark, while they may revise it."""
    for sheet, mark in zip(shown.sheets, shown.of(at.person, at.criterion), strict=True):
        if mark and sheet.belongs_to(request.user):
            sheet.round = shown.round
            return mark if takes_part(request.user, "applications.moderate_mark", sheet) else None
    return None


def _forms(
    request: HttpRequest, round_: Round, at: Topic, own: Mark | None
) -> tuple[MinuteForm | None, RevisionForm | None]:
    """The form that was sent filled in, the other one fresh; none that the reader may not send."""
    sent = request.POST.get("do", "") if request.method == "POST" else ""
    may_note = not at.is_shut and at.discussion is None
    noting = (
        MinuteForm(request.POST if sent == "note" else None)
        if may_note and takes_part(request.user, "applications.note_discussion", round_)
        else None
    )
    revising = (
        RevisionForm(request.POST if sent == "revise" else None, criterion=at.criterion) if own else None
    )
    return noting, revising


def _noted(request: HttpRequest, round_: Round, at: Topic, form: MinuteForm) -> bool:
    what = {"application": at.person, "criterion": at.criterion, **form.cleaned_data}
    if attempt(request, discuss, round=round_, **what) is None:
        return False
    messages.success(request, _("Noted as discussed"))
    return True


def _revised(request: HttpRequest, own: Mark, form: RevisionForm) -> bool:
    value, reason = form.cleaned_data["mark"], form.cleaned_data["reason"]
    if attempt(request, actions.revise, mark=own, value=value, reason=reason) is None:
        return False
    messages.success(request, _("The revised mark stands beside the first one"))
    return True


def _to(round_: Round, at: Topic | None) -> HttpResponse:
    """To a topic; to the list of all once nothing waits."""
    if at is None:
        return redirect("scoring:meeting", round_.pk)
    return redirect("scoring:topic", round_.pk, at.called.code, at.criterion.code)


def _question(shown: Shown, at: Topic, own: Mark | None) -> Question:
    sheet = own.sheet if own else None
    return next(one for one in questions_of(shown, at.person, sheet) if one.criterion == at.criterion)
