"""What the page of one change shows: the difference, the warnings, the deeds so far, the next step."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from portal.kernel.bilingual import languages, missing
from portal.kernel.spoken import name as language_name
from portal.record.models import Entry
from portal.record.presenters import sentence
from portal.words.moments import moment_in
from vacancies.corrigenda.checks import corrections
from vacancies.corrigenda.models import Change, Corrigendum, Status
from vacancies.corrigenda.rules import approvers_of, is_proposer
from vacancies.corrigenda.words import Told, in_words
from vacancies.plan.completeness import blocking, excusable, gaps, untranslated
from vacancies.publishing.days_off import day_off

CHIPS = {
    Status.DRAFT: "",
    Status.IN_APPROVAL: "soon half",
    Status.PUBLISHED: "ok on",
    Status.DROPPED: "no",
}
# Less than this is little time to amend an application.
LITTLE_TIME = timedelta(days=3)


def under_way(corrigendum: Corrigendum) -> bool:
    return corrigendum.status in (Status.DRAFT, Status.IN_APPROVAL)


def shown_changes(corrigendum: Corrigendum) -> list[Told]:
    """Old and new by field: of a published change as it was kept, of one under way as it stands now."""
    zone = corrigendum.vacancy.office.zone
    if corrigendum.status == Status.PUBLISHED:
        return in_words(corrigendum.changes, zone)
    if corrigendum.closes_after:
        before, after = (
            moment_in(moment, zone) for moment in (corrigendum.vacancy.closes_at, corrigendum.closes_after)
        )
        return [Told(_("Closing date and time"), before, after)]
    if corrigendum.change == Change.CANCELLATION:
        before = pgettext("state of a vacancy", "Open for applications")
        return [Told(_("State"), before, pgettext("state of a vacancy", "Cancelled"))]
    return in_words(corrections(corrigendum), zone)


def faults(corrigendum: Corrigendum, *, at: datetime) -> dict[str, list[Any]]:
    """What stops a correction, what lacks a language, and what is only odd; empty for other changes."""
    copy = corrigendum.working_copy
    found = gaps(copy, at=at) if copy and under_way(corrigendum) else []
    return {"blocking": blocking(found), "untranslated": untranslated(found), "odd": excusable(found)}


def warnings(corrigendum: Corrigendum, *, at: datetime) -> list[str]:
    """Sentences for who decides; none of them stops the change."""
    return list(_warnings(corrigendum, at)) if under_way(corrigendum) else []


def _warnings(corrigendum: Corrigendum, at: datetime) -> Iterator[str]:
    vacancy = corrigendum.vacancy
    office = vacancy.office
    if corrigendum.closes_after:
        reason = day_off(office.local(corrigendum.closes_after).date(), office.country)
        if reason:
            yield _("Applications close on a day off. %(reason)s") % {"reason": reason}
    late = vacancy.closes_at and vacancy.closes_at - at < LITTLE_TIME
    if late and corrigendum.change == Change.CORRECTION and corrigendum.of_substance:
        yield _("Less than three days are left to amend an application. Consider an extension as well.")
    if corrigendum.reason:
        for _name, language in missing(corrigendum):
            words = {"language": language_name(language)}
            yield (
                _("The reason is not written in %(language)s; readers get it in the other language.") % words
            )


def previews(corrigendum: Corrigendum) -> list[tuple[str, str, str]]:
    """(code, name of the language, address) of the corrected notice, as long as there is a copy of it."""
    copy = corrigendum.working_copy_id
    return [
        (code, name, reverse("listing:preview", args=[copy, code]))
        for code, name in settings.LANGUAGES
        if copy
    ]


def reasons(corrigendum: Corrigendum) -> list[tuple[str, str, str]]:
    """(code, name of the language, text) for each language in which the reason is written."""
    found = []
    for code in languages():
        text = getattr(corrigendum, f"reason_{code}")
        with override(code):
            name = language_name(code)
        if text:
            found.append((code, name, text))
    return found


def history(corrigendum: Corrigendum) -> list[tuple[str, datetime]]:
    """The deeds on this change, the latest first."""
    entries = Entry.objects.of(corrigendum.vacancy.stream).filter(subject=corrigendum.subject)
    office = corrigendum.vacancy.office
    return [(sentence(entry, office), entry.at) for entry in entries.latest_first()]


def next_step(corrigendum: Corrigendum, user: Any) -> dict[str, Any]:
    """Which steps the state allows, and which of them `user` may take."""
    waits = corrigendum.status == Status.IN_APPROVAL
    writes = user.has_perm("vacancies.propose_corrigendum", corrigendum)
    may_approve = waits and user.has_perm("vacancies.approve_corrigendum", corrigendum)
    return {
        "under_way": under_way(corrigendum),
        "may_submit": corrigendum.status == Status.DRAFT and writes,
        "may_drop": under_way(corrigendum) and writes,
        "may_approve": may_approve,
        "is_own": waits and is_proposer.test(user, corrigendum),
        "waits_for": approvers_of(corrigendum) if waits else [],
    }
