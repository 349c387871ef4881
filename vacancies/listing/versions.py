"""The versions of a notice: what was public from when to when, each under its own address."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from portal.kernel import clock
from portal.kernel.addresses import absolute
from portal.web.access import public
from portal.web.language import in_language
from portal.words.moments import moment_in
from vacancies.document.hydrate import hydrated
from vacancies.document.models import NoticeVersion
from vacancies.listing.notice import Notice, notice_of
from vacancies.vacancy.models import Vacancy


@dataclass(frozen=True)
class Standing:
    """A version among the others: its number of how many, and when it was in force."""

    number: int
    count: int
    since: str
    until: str
    address: str

    @property
    def words(self) -> str:
        said = {"number": self.number, "count": self.count, "since": self.since, "until": self.until}
        if self.until:
            return _("Version %(number)s of %(count)s, in force from %(since)s to %(until)s.") % said
        return _("Version %(number)s of %(count)s, in force since %(since)s.") % said


@public
@require_safe
def versions(request: HttpRequest, slug: str) -> HttpResponse:
    """All versions of a public notice, the latest first."""
    vacancy = _found(slug)
    kept = NoticeVersion.objects.filter(vacancy=vacancy).public(at=clock.now())
    standings = _standings(vacancy, list(kept.values_list("number", "published_at")))
    context = {"vacancy": vacancy, "standings": standings[::-1], "canonical": _present(vacancy)}
    return render(request, "vacancies/listing/versions.html", context)


@public
@require_safe
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The notice as it was published then; nobody applies here."""
    at = clock.now()
    vacancy = _found(slug)
    kept = NoticeVersion.objects.filter(vacancy=vacancy).public(at=at)
    standings = _standings(vacancy, list(kept.values_list("number", "published_at")))
    standing = next((one for one in standings if one.number == number), None)
    if standing is None:
        raise Http404
    context = {
        "notice": _as_it_was(vacancy, kept.get(number=number), standing, at=at),
        "standing": standing,
        "vacancy": vacancy,
        "canonical": _present(vacancy),
    }
    return render(request, "vacancies/listing/version.html", context)


def _found(slug: str) -> Vacancy:
    office = ("office__hotlines", "office__parent__hotlines")
    vacancies = Vacancy.objects.public(at=clock.now()).select_related("office__parent")
    return get_object_or_404(vacancies.prefetch_related(*office), slug=slug)


def _present(vacancy: Vacancy) -> str:
    return absolute(vacancy.get_absolute_url())


def _standings(vacancy: Vacancy, kept: Sequence[tuple[int, datetime]]) -> list[Standing]:
    ends = [moment_in(moment, vacancy.office.zone) for _number, moment in kept[1:]]
    return [
        Standing(
            number,
            len(kept),
            moment_in(moment, vacancy.office.zone),
            until,
            reverse("listing:version", args=[vacancy.slug, number]),
        )
        for (number, moment), until in zip(kept, [*ends, ""], strict=True)
    ]


def _as_it_was(vacancy: Vacancy, kept: NoticeVersion, standing: Standing, *, at: datetime) -> Notice:
    """The notice of a version: its closing date is a fact, not a deadline, and what goes on now is not told here."""
    past = hydrated(
        kept.content,
        office=vacancy.office,
        status=vacancy.status,
        published_at=vacancy.published_at,
        slug=vacancy.slug,
    )
    notice = notice_of(past, at=at)
    return replace(notice, **_quiet(past, notice, standing))


def _quiet(past: Vacancy, notice: Notice, standing: Standing) -> dict[str, Any]:
    closes = moment_in(past.closes_at, past.office.zone) if past.closes_at else ""
    return {
        "state": pgettext("state of a vacancy", "Version %(number)s") % {"number": standing.number},
        "state_kind": "",
        "closing": "",
        "closes_at": None,
        "apply_url": "",
        "course": [],
        "clarifications": replace(notice.clarifications, until="", ask_url=""),
        "facts": [*notice.facts, *([(_("Closing date in this version"), closes)] if closes else [])],
        "elsewhere": [
            (code, words, in_language(standing.address, code)) for code, words, _address in notice.elsewhere
        ],
    }
