"""Anonymous pages are the same bytes for everybody, and say so to caches."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers, patch_cache_control


class AnonymousPagesAreCacheable:
    """A page that set no cookie and was asked for without one may be kept for a minute; any other is private."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.has_header("Cache-Control"):
            return response
        plain = request.method in ("GET", "HEAD") and response.status_code == 200
        if plain and not response.cookies and not request.COOKIES:
            patch_cache_control(response, public=True, max_age=60)
        else:
            add_never_cache_headers(response)
        return response
