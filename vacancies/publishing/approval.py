"""The page before approval: what is amiss, what was remarked, who reads it beforehand, and the step that comes next."""

from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from portal.kernel import clock
from portal.record.models import Entry
from portal.record.presenters import sentence
from vacancies.document.form import seal_of
from vacancies.document.uses import uses_of
from vacancies.plan.completeness import blocking, excusable, untranslated
from vacancies.plan.editor import frame
from vacancies.plan.published import fingerprint
from vacancies.publishing.actions import newly_excusable
from vacancies.publishing.approvers import approvers_in_words
from vacancies.publishing.fields import fields_of, grouped
from vacancies.publishing.forms import CommentForm, PreviewForm, PublishForm, ReturnForm, SubmitForm
from vacancies.publishing.models import PreviewLink
from vacancies.publishing.remarks import remarks_on
from vacancies.vacancy.models import Status, Vacancy

BEFORE = (Status.DRAFT, Status.IN_APPROVAL)


def approval_page(request: HttpRequest, vacancy: Vacancy, **more: Any) -> HttpResponse:
    """The page before approval; `more` are forms that were sent and have faults, or the secret of a new link."""
    at = clock.now()
    if vacancy.amends_id:
        # The working copy of a correction goes its way with its corrigendum.
        return redirect(vacancy.corrigendum_written)
    head = frame(request, vacancy, "approval")
    context = {
        "blocking": blocking(head["gaps"]),
        "missing": untranslated(head["gaps"]),
        "excusable": excusable(head["gaps"]),
        "shows_gaps": vacancy.status in BEFORE,
        "fingerprint": fingerprint(vacancy.plan),
        "history": _history(vacancy),
        "uses": uses_of(vacancy, request.user),
        **_reading(request.user, vacancy, at),
        **_remarks(request.user, vacancy),
        **_next_step(request.user, vacancy, at),
    }
    return render(request, "vacancies/publishing/approval.html", {**head, **context, **more})


def comment_form(vacancy: Vacancy, data: Any = None) -> CommentForm:
    return CommentForm(data, choices=grouped(fields_of(vacancy)))


def _reading(user: Any, vacancy: Vacancy, at: datetime) -> dict[str, Any]:
    """Where the notice can be read before the public reads it, and who else has a link."""
    may_share = user.has_perm("vacancies.share_preview", vacancy) and not vacancy.is_public(at=at)
    links = PreviewLink.objects.valid(at=at).filter(vacancy=vacancy).select_related("made_by")
    return {
        "previews": [
            (code, name, reverse("listing:preview", args=[vacancy.pk, code]))
            for code, name in settings.LANGUAGES
        ],
        "may_share": may_share,
        "links": list(links) if may_share else [],
        "preview_form": PreviewForm(),
    }


def _remarks(user: Any, vacancy: Vacancy) -> dict[str, Any]:
    may_comment = user.has_perm("vacancies.comment_vacancy", vacancy)
    return {
        "open_remarks": [
            (remark, user.has_perm("vacancies.settle_comment", remark.comment))
            for remark in remarks_on(vacancy)
        ],
        "settled_remarks": remarks_on(vacancy, settled=True),
        "may_comment": may_comment,
        "comment_form": comment_form(vacancy) if may_comment else None,
    }


def _history(vacancy: Vacancy) -> list[tuple[str, datetime]]:
    """The latest deeds, without letters; what was done again and again only once."""
    latest = Entry.objects.of(vacancy.stream).exclude(action="letter.written").latest_first()[:40]
    told = groupby(((sentence(entry, vacancy.office), entry.at) for entry in latest), key=itemgetter(0))
    return [next(again) for _words, again in told][:12]


def _next_step(user: Any, vacancy: Vacancy, at: datetime) -> dict[str, Any]:
    """Which step the state allows, and whether `user` may take it."""
    waits = vacancy.status == Status.IN_APPROVAL
    may_publish = user.has_perm("vacancies.publish_vacancy", vacancy)
    scheduled = vacancy.is_scheduled(at=at)
    return {
        "may_submit": vacancy.status == Status.DRAFT and user.has_perm("vacancies.submit_vacancy", vacancy),
        "may_publish": waits and may_publish,
        "is_scheduled": scheduled,
        "may_unschedule": scheduled and may_publish,
        "is_own": waits and not may_publish and user.has_perm("vacancies.decide_vacancy", vacancy),
        "waits_for": approvers_in_words(vacancy, at=at) if waits else [],
        "needs_reason": bool(waits and may_publish and newly_excusable(vacancy, at=at, since=at)),
        "submit_form": SubmitForm(
            initial={"gap_reason": vacancy.gap_reason, "overruled_because": vacancy.overruled_because}
        ),
        "return_form": ReturnForm(),
        "publish_form": PublishForm(office=vacancy.office, initial={"seen": seal_of(vacancy)}),
    }
