"""What programs of readers subscribe to: RSS, Atom and calendars, in the language of the address."""

from datetime import datetime
from typing import Any

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from portal.kernel import clock
from portal.kernel.addresses import absolute
from portal.kernel.bilingual import languages
from portal.web.access import public
from portal.web.language import in_language
from vacancies.corrigenda.models import Corrigendum, CorrigendumQuerySet
from vacancies.listing import deadlines, feed_entries
from vacancies.listing.changed import changed_at, last_change
from vacancies.listing.feed_formats import Atom, Rss
from vacancies.listing.filters import NEWEST, OPEN, VacancyFilter
from vacancies.vacancy.models import Status, Vacancy, VacancyQuerySet

AT_MOST = 100
LAST_CHANGES = 20


@public
@require_safe
@conditional_page
def atom(request: HttpRequest) -> HttpResponse:
    return _feed(request, Atom)


@public
@require_safe
@conditional_page
def rss(request: HttpRequest) -> HttpResponse:
    return _feed(request, Rss)


@public
@require_safe
@conditional_page
def deadline(_request: HttpRequest, slug: str) -> HttpResponse:
    """The closing time of one vacancy."""
    at = clock.now()
    found = get_object_or_404(deadlines.with_changes(Vacancy.objects.public(at=at)), slug=slug)
    return _calendar(str(found.title), [found], changed_at(found, at=at), at)


@public
@require_safe
@conditional_page
def calendar(request: HttpRequest) -> HttpResponse:
    """The closing times that are to come, narrowed by the same query string as the list; a cancelled vacancy says so."""
    at = clock.now()
    wish = VacancyFilter(request.GET, at=at)
    known = _known(wish)
    to_come = known.filter(status__in=(Status.PUBLISHED, Status.CANCELLED), closes_at__gte=at)
    found = deadlines.with_changes(to_come).order_by("closes_at", "pk")
    return _calendar(_("Closing dates of vacancies"), found, last_change(known, at=at), at)


def _feed(request: HttpRequest, make: type[Atom] | type[Rss]) -> HttpResponse:
    wish = VacancyFilter(request.GET, at=clock.now())
    query = wish.asked.urlencode()
    corrections = _corrections(wish)
    changed = _changed(wish, corrections)
    feed = make(
        title=_("Open vacancies – Konkurs"),
        link=absolute(reverse("listing:vacancies"), query),
        description=_("Vacancies that take applications now, the newest first, and changes to them."),
        language=get_language(),
        feed_url=absolute(request.path, query),
        changed=changed,
        elsewhere=_elsewhere(reverse("listing:vacancies"), query),
    )
    for entry in _entries(wish, corrections):
        feed.add_item(**entry)
    return _answer(feed.writeString("utf-8"), feed.content_type, changed)


def _entries(wish: VacancyFilter, corrections: CorrigendumQuerySet) -> list[dict[str, Any]]:
    """The newest vacancies and changes, mixed by when they were published."""
    open_now = wish.narrowed(wish.queryset, state=OPEN, sort=NEWEST).with_office()[:AT_MOST]
    entries = [
        *(feed_entries.of_vacancy(vacancy) for vacancy in open_now),
        *(feed_entries.of_corrigendum(row) for row in corrections[:LAST_CHANGES]),
    ]
    return sorted(entries, key=lambda entry: entry["pubdate"], reverse=True)


def _known(wish: VacancyFilter) -> VacancyQuerySet:
    """What the filters ask for, open or not."""
    return wish.narrowed(wish.queryset, state=None, sort=None)


def _corrections(wish: VacancyFilter) -> CorrigendumQuerySet:
    """Published changes of what the filters ask for, the newest first; a cancelled vacancy is no longer open."""
    found = Corrigendum.objects.public().filter(vacancy__in=_known(wish).order_by().values("pk"))
    return (
        found.select_related("vacancy__office")
        .prefetch_related("vacancy__duty_stations")
        .order_by("-published_at", "-pk")
    )


def _changed(wish: VacancyFilter, corrections: CorrigendumQuerySet) -> datetime:
    """When the feed changed last: a notice was published or changed, or its closing date passed."""
    corrected = corrections.order_by().aggregate(last=Max("published_at"))["last"]
    changed = last_change(_known(wish), at=wish.at)
    return max(changed, corrected) if corrected else changed


def _elsewhere(address: str, query: str) -> list[tuple[str, str]]:
    others = [code for code in languages() if code != get_language()]
    return [(code, absolute(in_language(address, code), query)) for code in others]


def _calendar(title: str, vacancies: Any, changed: datetime, at: datetime) -> HttpResponse:
    content = deadlines.calendar_of(title, vacancies, at=at)
    answer = _answer(content, "text/calendar; charset=utf-8", changed)
    answer["Content-Disposition"] = 'inline; filename="deadlines.ics"'
    return answer


def _answer(content: bytes | str, content_type: str, changed: datetime) -> HttpResponse:
    headers = {"Last-Modified": http_date(changed.timestamp())}
    return HttpResponse(content, content_type=content_type, headers=headers)
