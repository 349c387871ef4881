"""Reminding of drafts before the closing time: once for each closing time, with what is missing and where it is mended."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from applications.intake import pages
from applications.intake.missing import missing
from applications.intake.models import Application, Status
from applications.intake.paper import lay_open
from portal.accounts.leaving import headers_for, way_out
from portal.kernel.addresses import site
from portal.mailing.actions import queue
from portal.mailing.models import Message
from vacancies.alerts import reminders
from vacancies.alerts.sending import reminder_of
from vacancies.models import SavedVacancy, Vacancy

KIND = "draft_reminder"
# Whoever began this recently needs no reminder of it yet.
FRESH = timedelta(days=1)


def remind(at: datetime) -> int:
    """Write every reminder that is due at `at`, and say how many that were; run again at once, it writes none."""
    return sum(_remind(draft, at) for draft in _due(at))


def _due(at: datetime) -> list[Application]:
    soon = Vacancy.objects.open(at=at).filter(
        closes_at__lte=at + timedelta(days=settings.DRAFT_REMINDER_DAYS)
    )
    drafts = Application.objects.filter(
        status=Status.DRAFT,
        vacancy__in=soon,
        applicant__is_active=True,
        applicant__wants_reminders=True,
        started_at__lte=at - FRESH,
    )
    found = list(drafts.select_related("vacancy__office", "applicant", "lot").order_by("pk"))
    written = set(Message.objects.filter(once__in=map(_once, found)).values_list("once", flat=True))
    return [draft for draft in found if _once(draft) not in written]


def _once(draft: Application) -> str:
    """One draft, one closing time: extended, it is worth another reminder."""
    return f"{KIND}:{draft.pk}:{draft.vacancy.closes_at.isoformat()}"


@transaction.atomic
def _remind(draft: Application, at: datetime) -> int:
    """The row's lock keeps two runs apart, and whoever hands in meanwhile is not reminded of it."""
    row = (
        Application.objects.select_for_update(of=("self",))
        .filter(pk=draft.pk, status=Status.DRAFT)
        .select_related("vacancy__office", "applicant", "lot")
        .first()
    )
    if row is None or Message.objects.filter(once=_once(row)).exists() or _told_as_saved(row):
        return 0
    person = row.applicant
    context = {
        "application": row,
        "vacancy": row.vacancy,
        "own_zone": person.time_zone or "UTC",
        "things": _things(row, person.language),
        "site": site(),
        "end_url": way_out(person),
    }
    queue(kind=KIND, to=person, context=context, at=at, headers=headers_for(person), once=_once(row))
    return 1


def _things(draft: Application, language: str) -> list[tuple[Any, str]]:
    """What is missing, in the words of `language`, each with the address where it is filled in."""
    with override(language):
        return [
            (thing, f"{pages.address(draft, thing.page)}?check=1#{thing.anchor}")
            for thing in missing(lay_open(draft))
        ]


def _told_as_saved(draft: Application) -> bool:
    """Whether the person has the reminder of a saved vacancy for this closing time: one is enough."""
    saved = SavedVacancy.objects.filter(user=draft.applicant, vacancy=draft.vacancy).select_related("vacancy")
    return Message.objects.filter(once__in=[reminder_of(row) for row in saved]).exists()


reminders.register(remind)
