"""The public API for aggregators: vacancies, corrigenda and offices, to be read by anybody (/en/api/ explains it)."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import http_date
from ninja import NinjaAPI, Query
from ninja.renderers import JSONRenderer

from portal.kernel import clock
from portal.kernel.addresses import absolute, site
from portal.offices.models import Office
from vacancies.corrigenda.models import Corrigendum
from vacancies.document.form import with_document
from vacancies.listing import api_data, api_schemas
from vacancies.listing.api_problems import Wrong, answer_problems_with
from vacancies.listing.api_questions import AskedVacancies, Paged, Since
from vacancies.listing.changed import changed_at, last_change
from vacancies.listing.filters import VacancyFilter
from vacancies.vacancy.models import Vacancy


class Renderer(JSONRenderer):
    """Letters as they are: Russian is read, and weighs a third."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    renderer=Renderer(),
    title="Konkurs",
    version="1",
    description="Published vacancies with everything that is published of them. Read-only, without a key.",
    openapi_url="/openapi.json",
    docs_url=None,
    urls_namespace="api",
    servers=[{"url": site()}],
)
answer_problems_with(api)
_WRONG = {400: api_schemas.Problem, 404: api_schemas.Problem, 422: api_schemas.Problem}


@api.get("/vacancies", response={200: api_schemas.Vacancies, **_WRONG}, url_name="vacancies")
def vacancies(request: HttpRequest, response: HttpResponse, asked: Query[AskedVacancies]) -> Any:
    """Published vacancies by the same filters as the list of the site: the open ones, where no state is asked for."""
    at = clock.now()
    wish = VacancyFilter(request.GET, at=at)
    _only_known(request, AskedVacancies)
    if not wish.form.is_valid():
        raise Wrong(wish.form.errors)
    _last_modified(response, last_change(wish.narrowed(wish.queryset, state=None, sort=None), at=at))
    return _paged(request, asked, wish.numbers, partial(_in_short, at=at))


def _in_short(numbers: Sequence[int], *, at: datetime) -> list[dict[str, Any]]:
    """The vacancies with these primary keys, in their order."""
    rows = Vacancy.objects.with_office().in_bulk(numbers)
    return [api_data.of_vacancy(rows[number], at=at) for number in numbers]


@api.get("/vacancies/{slug:slug}", response={200: api_schemas.WholeVacancy, **_WRONG}, url_name="vacancy")
def vacancy(request: HttpRequest, response: HttpResponse, slug: str) -> Any:
    """Everything published of one vacancy, open, closed or cancelled."""
    at = clock.now()
    _only_known(request)
    found = with_document(Vacancy.objects.public(at=at)).filter(slug=slug).first()
    if found is None:
        raise Http404("No vacancy of that name is published.")
    answered = found.answers.aggregate(last=Max("published_at"))["last"]
    corrected = found.corrigenda.public().aggregate(last=Max("published_at"))["last"]
    _last_modified(response, max(filter(None, (changed_at(found, at=at), answered, corrected))))
    return api_data.of_whole_vacancy(found, at=at)


@api.get("/corrigenda", response={200: api_schemas.Corrigenda, **_WRONG}, url_name="corrigenda")
def corrigenda(request: HttpRequest, asked: Query[Since]) -> Any:
    """Published changes of notices, the newest first."""
    _only_known(request, Since)
    public = Vacancy.objects.public(at=clock.now())
    if asked.vacancy:
        public = public.filter(slug=asked.vacancy)
    found = Corrigendum.objects.public().filter(vacancy__in=public.order_by().values("pk"))
    rows = found.select_related("vacancy").order_by("-published_at", "-pk")
    return _paged(request, asked, rows, lambda page: [api_data.of_corrigendum(row) for row in page])


@api.get("/offices", response={200: api_schemas.Offices, **_WRONG}, url_name="offices")
def offices(request: HttpRequest) -> Any:
    """Every office with its hotlines."""
    _only_known(request)
    rows = Office.objects.by_name().select_related("parent").prefetch_related("hotlines")
    return {"items": [api_data.of_office(office) for office in rows]}


def _paged(
    request: HttpRequest, asked: Paged, rows: Any, told: Callable[[Any], list[dict[str, Any]]]
) -> dict[str, Any]:
    """One page of `rows` as `told`, with the addresses of its neighbours. Raises Http404 for a page that is not there."""
    pages = Paginator(rows, asked.page_size)
    if asked.page > pages.num_pages:
        raise Http404(f"There is no page {asked.page}; the last one is {pages.num_pages}.")
    page = pages.page(asked.page)
    return {
        "count": pages.count,
        "page": page.number,
        "pages": pages.num_pages,
        "next": _page_address(request, page.number + 1) if page.has_next() else None,
        "previous": _page_address(request, page.number - 1) if page.has_previous() else None,
        "items": told(page.object_list),
    }


def _page_address(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return absolute(request.path, query.urlencode())


def _only_known(request: HttpRequest, asked: Any = None) -> None:
    """Raise Wrong for a parameter nobody knows: a misspelt filter must not look like an answer."""
    known = set(asked.model_fields) if asked else set()
    if unknown := sorted(set(request.GET) - known):
        raise Wrong({name: ["There is no such parameter."] for name in unknown}, status=400)


def _last_modified(response: HttpResponse, moment: Any) -> None:
    response["Last-Modified"] = http_date(moment.timestamp())
