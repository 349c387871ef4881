"""Addresses of the API: open to everybody, from any site, without cookies, and not sent twice."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page, require_safe

from portal.web.access import View, public
from vacancies.listing.api import api
from vacancies.listing.api_problems import problem


def _open_to_all(view: Callable[..., HttpResponse]) -> View:
    """The view for anybody, also for scripts of other sites, in one language whatever the reader's."""

    @public
    @csrf_exempt
    @require_safe
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.method = "GET"
        with override("en"):
            response = conditional_page(view)(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Last-Modified"
        return response

    return answer


def _opened(pattern: URLPattern) -> URLPattern:
    return path(str(pattern.pattern), _open_to_all(pattern.callback), name=pattern.name)


def root(_request: HttpRequest) -> HttpResponse:
    """What the API is stands on a page for people."""
    return redirect("listing:api")


def nothing(_request: HttpRequest, **_parts: str) -> HttpResponse:
    return JsonResponse(problem(404, "There is no such address in the API."), status=404)


_patterns, _app, _namespace = api.urls
urlpatterns = [
    path("", _open_to_all(root), name="api-root"),
    *(_opened(pattern) for pattern in _patterns if pattern.name != "api-root"),
    path("<path:rest>", _open_to_all(nothing), name="nothing"),
]
urls = (urlpatterns, _app, _namespace)
