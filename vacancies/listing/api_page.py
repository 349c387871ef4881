"""What programs of others can ask the portal, told to people: examples, fields, and where they go at ReliefWeb."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.web.access import public


@public
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    return render(request, "vacancies/listing/api.html", {})
