"""What every change of a published notice ends with: a number, a kept version, an entry of the record, letters."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any

from portal.kernel.addresses import site
from portal.mailing.actions import queue
from portal.record.actions import write
from vacancies.corrigenda.audience import audience_of
from vacancies.corrigenda.models import Change, Corrigendum
from vacancies.corrigenda.words import told
from vacancies.document.actions import fresh, keep_version
from vacancies.document.differences import differences
from vacancies.document.form import document_of
from vacancies.vacancy.models import Vacancy

DEEDS = {
    Change.CORRECTION: "notice.corrected",
    Change.EXTENSION: "notice.extended",
    Change.SHORTENING: "notice.shortened",
    Change.CANCELLATION: "vacancy.cancelled",
}


def next_number(vacancy: Vacancy) -> int:
    """Corrigenda of a notice are numbered without gaps, in the order of their publication."""
    return vacancy.corrigenda.public().count() + 1


def put_out(corrigendum: Corrigendum, before: dict[str, Any], *, by: Any, at: datetime) -> Corrigendum:
    """Keep what the published change did to the notice, whose document was `before`, and tell everybody concerned."""
    vacancy = fresh(corrigendum.vacancy)
    vacancy.changed_at = at
    vacancy.save(update_fields=["changed_at"])
    corrigendum.vacancy = vacancy
    corrigendum.changes = differences(before, document_of(vacancy))
    corrigendum.version = keep_version(vacancy=vacancy, by=by, at=at)
    corrigendum.save(update_fields=["changes", "version"])
    concerned = audience_of(vacancy)
    _record(corrigendum, len(concerned), by=by, at=at)
    kind = "corrigendum_cancelled" if corrigendum.change == Change.CANCELLATION else "corrigendum"
    # Not in the record of the vacancy: that somebody has a draft is nobody else's business.
    tell(concerned, kind, corrigendum, by=by, at=at, stream="")
    return corrigendum


def tell(
    people: Iterable[Any], kind: str, corrigendum: Corrigendum, *, by: Any, at: datetime, stream: str
) -> None:
    """A letter to each of `people` alone, in their language."""
    context = {
        "corrigendum": corrigendum,
        "vacancy": corrigendum.vacancy,
        "told": partial(told, corrigendum),
        "by": by,
        "at": at,
        "site": site(),
    }
    for person in people:
        queue(kind=kind, to=person, context=context, at=at, stream=stream)


def _record(corrigendum: Corrigendum, letters: int, *, by: Any, at: datetime) -> None:
    vacancy, version = corrigendum.vacancy, corrigendum.version
    data = {
        "number": corrigendum.number,
        "reason": str(corrigendum.reason),
        "of_substance": corrigendum.of_substance,
        "paths": [one["path"] for one in corrigendum.changes],
        "sha256": version.content_hash if version else "",
        "letters": letters,
    }
    if corrigendum.closes_after and corrigendum.closes_before:
        data["closes_before"] = _shown(vacancy, corrigendum.closes_before)
        data["closes_after"] = _shown(vacancy, corrigendum.closes_after)
    write(
        stream=vacancy.stream,
        action=DEEDS[Change(corrigendum.change)],
        by=by,
        at=at,
        subject=corrigendum.subject,
        data=data,
    )


def _shown(vacancy: Vacancy, moment: datetime) -> str:
    """A moment on the clock of the office with its distance from UTC, for the record."""
    return vacancy.office.local(moment).isoformat(sep=" ", timespec="minutes")
