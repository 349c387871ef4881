"""RSS and Atom of the open vacancies: in the language of the address, narrowed by the same query string as the list."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Max, Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.html import format_html
from django.utils.http import http_date
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from portal.kernel import clock
from portal.kernel.countries import country
from portal.web.access import public
from portal.words.languages import only_in
from portal.words.moments import city_time, moment_in
from vacancies.listing import wording
from vacancies.listing.filters import NEWEST, OPEN, VacancyFilter
from vacancies.vacancy.models import Vacancy

AT_MOST = 100


class _Dated:
    """A feed that changed when we say so: also when a vacancy left it."""

    def latest_post_date(self) -> datetime:
        return self.feed["changed"]  # type: ignore[attr-defined]


class Atom(_Dated, Atom1Feed):
    pass


class Rss(_Dated, Rss201rev2Feed):
    pass


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


def _feed(request: HttpRequest, make: type[Atom] | type[Rss]) -> HttpResponse:
    wish = VacancyFilter(request.GET, at=clock.now())
    changed = _changed(wish)
    feed = make(
        title=_("Open vacancies – Konkurs"),
        link=_absolute(reverse("listing:vacancies")),
        description=_("Vacancies that take applications now, the newest first."),
        language=get_language(),
        feed_url=_absolute(request.path, wish.asked.urlencode()),
        changed=changed,
    )
    open_now = wish.narrowed(wish.queryset, state=OPEN, sort=NEWEST).with_office()
    for vacancy in open_now[:AT_MOST]:
        feed.add_item(**_item(vacancy))
    headers = {"Last-Modified": http_date(changed.timestamp())}
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type, headers=headers)


def _changed(wish: VacancyFilter) -> datetime:
    """When the feed changed last: a notice was published or changed, or its closing date passed."""
    known = wish.narrowed(wish.queryset, state=None, sort=None).order_by()
    moments = known.aggregate(
        Max("changed_at"), Max("published_at"), passed=Max("closes_at", filter=Q(closes_at__lt=wish.at))
    )
    return max((moment for moment in moments.values() if moment), default=wish.at)


def _item(vacancy: Vacancy) -> dict[str, Any]:
    address = _absolute(vacancy.get_absolute_url())
    where = country(vacancy.office.country)
    return {
        "title": str(vacancy.title),
        "link": address,
        "unique_id": address,
        "description": format_html("<p>{}</p><p>{}</p>", _gist(vacancy, where), vacancy.summary),
        "pubdate": vacancy.published_at,
        "updateddate": max(vacancy.published_at, vacancy.changed_at),
        "author_name": str(vacancy.office.name),
        "categories": [str(vacancy.get_kind_display()), where],
    }


def _gist(vacancy: Vacancy, where: str) -> str:
    """Contract, place, closing date on the office's clock, and the language where it is not the feed's."""
    office = vacancy.office
    until = _("apply by %(when)s, %(clock)s") % {
        "when": moment_in(vacancy.closes_at, office.zone),
        "clock": city_time(vacancy.closes_at, office.zone, office.city, office.city_genitive_ru),
    }
    parts = [
        wording.contract(vacancy),
        where,
        wording.cities(vacancy),
        vacancy.reference,
        until,
        only_in(vacancy.title),
    ]
    return "; ".join(part for part in parts if part)


def _absolute(path: str, query: str = "") -> str:
    return settings.SITE_URL.rstrip("/") + path + (f"?{query}" if query else "")
