"""Home, the list of vacancies, one notice, and the notice before it is published."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from portal.content.models import Download, News
from portal.kernel import clock
from portal.kernel.addresses import absolute
from portal.offices.models import Office
from portal.web.access import needs, public
from vacancies.listing.amended import with_last_change
from vacancies.listing.asking import keys_of
from vacancies.listing.changed import said_in
from vacancies.listing.chosen import chosen, kept, query, ways_on
from vacancies.listing.facets import facets
from vacancies.listing.filters import CLOSED, ORDERS, RELEVANCE, VacancyFilter
from vacancies.listing.forms import SeekForm
from vacancies.listing.front import how_it_goes, office_lines
from vacancies.listing.job_posting import data_block, job_posting
from vacancies.listing.keeping import keeping_of
from vacancies.listing.notice import Notice, notice_of, with_notice
from vacancies.listing.outcome import outcome_of
from vacancies.listing.rows import rows_of, with_texts
from vacancies.publishing.preview import previewed_by
from vacancies.publishing.renewal import shown_beside
from vacancies.vacancy.models import Vacancy

ON_HOME = 5
NEWS_ON_HOME = 3
ON_A_PAGE = 20


@public
@require_safe
def root(_request: HttpRequest) -> HttpResponse:
    """The front door without a language leads to the one the browser asks for; the middleware has found it."""
    return redirect("listing:home")


@public
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    context = {"site_map": absolute(reverse("sitemap"))}
    return render(request, "vacancies/listing/robots.txt", context, content_type="text/plain")


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    at = clock.now()
    offices = list(Office.objects.by_name().prefetch_related("hotlines"))
    vacancies = Vacancy.objects.open(at=at)
    lines = office_lines(offices, vacancies)
    context = {
        "at": at,
        "form": SeekForm(offices),
        "open_count": sum(line.number for line in lines),
        "rows": rows_of(with_last_change(vacancies.with_office()).order_by("closes_at", "pk")[:ON_HOME]),
        "steps": how_it_goes(),
        "hotline_offices": [(office, numbers) for office in offices if (numbers := office.hotlines.all())],
        "office_lines": lines,
        "news": News.objects.published(on=at.date()).select_related("office")[:NEWS_ON_HOME],
        "downloads": Download.objects.all(),
    }
    return render(request, "vacancies/listing/home.html", context)


@public
@require_safe
def vacancies(request: HttpRequest) -> HttpResponse:
    """The list, narrowed by the query string."""
    at = clock.now()
    wish = VacancyFilter(request.GET, at=at)
    page = Paginator(wish.numbers, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "at": at,
        "page": page,
        "rows": rows_of(_on_page(page, texts=bool(wish.parts)), keys_of(wish.parts)),
        "number": page.paginator.count,
        **_questions(wish),
    }
    return render(request, "vacancies/listing/vacancies.html", context)


def _on_page(page: Page, *, texts: bool) -> list[Vacancy]:
    """The vacancies of one page of numbers, in their order."""
    found = with_last_change(Vacancy.objects.filter(pk__in=page.object_list).with_office())
    by_number = {vacancy.pk: vacancy for vacancy in (with_texts(found) if texts else found)}
    return [by_number[number] for number in page.object_list if number in by_number]


def _questions(wish: VacancyFilter) -> dict[str, Any]:
    """The filters with their counts, what is chosen, and what the two forms of the page send along of each other."""
    wanted = wish.wanted
    orders = [order for order in ORDERS if wanted["q"] or order[0] != RELEVANCE]
    return {
        "form": wish.form,
        "words": wish.asked.get("q", ""),
        "facets": facets(wish),
        "chosen": chosen(wish),
        "is_closed": wanted["state"] == CLOSED,
        "ways_on": [] if wish.numbers else ways_on(wish),
        "unknown_words": [] if wish.numbers else wish.hits.unknown,
        "orders": [(value, label, value == wanted["sort"]) for value, label in orders],
        "kept_by_filter": [(name, value) for name, value in kept(wish) if name == "sort"],
        "kept_by_sort": kept(wish, "sort"),
        "feed_query": query(kept(wish, "sort", "state")),
    }


@public
@require_safe
def vacancy(request: HttpRequest, slug: str) -> HttpResponse:
    """The notice, as long as it is public; what was never published does not exist here."""
    found = get_object_or_404(with_notice(Vacancy.objects.public(at=clock.now())), slug=slug)
    at = clock.now()
    more = {"beside": shown_beside(found, at=at), "outcome": outcome_of(found, at=at)}
    return _notice(request, found, keeping=keeping_of(found, request.user), **more)


def _drafted(*, pk: int, language: str) -> Vacancy:
    """The vacancy to preview; a language the portal does not speak has no preview."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    return get_object_or_404(with_notice(Vacancy.with_amendments.all()), pk=pk)


@needs("vacancies.view_vacancy", _drafted)
@require_safe
def preview(request: HttpRequest, found: Vacancy) -> HttpResponse:
    """The notice in the language of the address, exactly as the public will see it."""
    with override(request.resolver_match.kwargs["language"]):
        return _notice(request, found, preview=True, hidden=True, posting="")


@public
@require_safe
def shared_preview(request: HttpRequest, secret: str) -> HttpResponse:
    """The same for whoever has the secret link; a wrong, an expired and a revoked one are alike."""
    pk = previewed_by(secret, at=clock.now())
    found = get_object_or_404(with_notice(Vacancy.with_amendments.all()), pk=pk)
    response = _notice(request, found, hidden=True, posting="")
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store, private"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _notice(request: HttpRequest, found: Vacancy, **more: Any) -> HttpResponse:
    """The notice with the button to apply, unless the reader is known and may not: who works on the selection."""
    reader = request.user
    notice = notice_of(found, at=clock.now())
    if reader.is_authenticated and not reader.has_perm("applications.apply", found):
        notice = replace(notice, apply_url="")
    zone = reader.time_zone if reader.is_authenticated else ""
    context = {"notice": notice, "reader_zone": zone, **_for_machines(found, notice), **more}
    return render(request, "vacancies/listing/vacancy.html", context)


def _for_machines(found: Vacancy, notice: Notice) -> dict[str, Any]:
    """What search engines and printers are told beside the notice."""
    posting = job_posting(found, notice, at=notice.at)
    return {
        "said_in": said_in(found),
        "posting": data_block(posting) if posting else "",
        "address": absolute(found.get_absolute_url()),
        "slug": found.slug if found.is_public(at=notice.at) else "",
    }
