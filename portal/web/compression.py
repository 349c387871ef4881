"""Pages and feeds travel compressed; files do not, they are compressed already."""

from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware

TEXTS = ("text/", "application/json", "application/xml", "application/atom+xml", "application/rss+xml")


class CompressTexts(GZipMiddleware):
    """Django's own compression, whose random padding keeps the size from telling secrets, for texts only."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if response.streaming or not response.get("Content-Type", "").startswith(TEXTS):
            return response
        return super().process_response(request, response)
