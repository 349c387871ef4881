"""Offices, news, downloads, standing pages and the site map for people."""

from pathlib import Path

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import get_valid_filename
from django.views.decorators.http import require_safe

from portal.content.facts import facts_of
from portal.content.models import Download, News, Page
from portal.content.site_map import sections
from portal.kernel import clock
from portal.offices.families import in_families
from portal.offices.models import Office
from portal.web.access import public

NEWS_ON_A_PAGE = 20
NEWS_OF_AN_OFFICE = 5


@public
@require_safe
def offices(request: HttpRequest) -> HttpResponse:
    found = list(in_families(Office.objects.by_name().prefetch_related("hotlines")))
    context = {
        "at": clock.now(),
        "offices": found,
        "hotline_offices": [(office, numbers) for office in found if (numbers := office.hotlines.all())],
    }
    return render(request, "portal/content/offices.html", context)


@public
@require_safe
def office(request: HttpRequest, code: str) -> HttpResponse:
    """One office; what it seeks now is a link to the list, which belongs to the rooms above."""
    found = get_object_or_404(
        Office.objects.select_related("parent").prefetch_related("sub_offices"), code=code
    )
    at, whose = clock.now(), found.hotline_office
    context = {
        "office": found,
        "facts": facts_of(found, at=at),
        "hotline_offices": [(whose, numbers)] if (numbers := whose.hotlines.all()) else [],
        "news": News.objects.published(on=at.date())
        .filter(office=found)
        .select_related("office")[:NEWS_OF_AN_OFFICE],
        "downloads": found.downloads.all(),
    }
    return render(request, "portal/content/office.html", context)


@public
@require_safe
def news(request: HttpRequest) -> HttpResponse:
    items = News.objects.published(on=clock.now().date()).select_related("office")
    page = Paginator(items, NEWS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "portal/content/news.html", {"page": page})


@public
@require_safe
def news_item(request: HttpRequest, slug: str) -> HttpResponse:
    """One article; what is dated later than today does not exist yet."""
    items = News.objects.published(on=clock.now().date()).select_related("office")
    return render(request, "portal/content/news_item.html", {"item": get_object_or_404(items, slug=slug)})


@public
@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "portal/content/page.html", {"page": get_object_or_404(Page, slug=slug)})


@public
@require_safe
def download(_request: HttpRequest, slug: str) -> HttpResponse:
    """The file itself, under the name of its title in the reader's language."""
    found = get_object_or_404(Download, slug=slug)
    try:
        content = found.file.open("rb")
    except FileNotFoundError as missing:
        raise Http404 from missing
    name = get_valid_filename(str(found.title)) + Path(found.file.name).suffix
    return FileResponse(content, as_attachment=True, filename=name)


@public
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/content/sitemap.html", {"sections": sections(clock.now())})
