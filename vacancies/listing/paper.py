"""The notice as a PDF, in the language of the address; what has not changed is neither set nor sent again."""

from pathlib import Path

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from portal.kernel import clock
from portal.kernel.canonical import sha256_of
from portal.typesetting.setting import typeset
from portal.web.access import public
from vacancies.listing.changed import changed_at
from vacancies.listing.notice import notice_of, with_notice
from vacancies.listing.paper_data import paper_data
from vacancies.vacancy.models import Vacancy

TEMPLATE = Path(__file__).with_name("notice.typ")


@public
@require_safe
def notice_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    at = clock.now()
    vacancy = get_object_or_404(with_notice(Vacancy.objects.public(at=at)), slug=slug)
    changed = changed_at(vacancy, at=at)
    data = paper_data(vacancy, notice_of(vacancy, at=at), version=vacancy.versions.public(at=at).last())
    print_of = sha256_of({"data": data, "template": TEMPLATE.read_text()})
    etag = quote_etag(print_of)
    response = get_conditional_response(request, etag=etag)
    if response is None:
        content = cache.get_or_set(f"notice:{print_of}", lambda: typeset(TEMPLATE, data, at=changed))
        response = _file(content, f"{vacancy.slug}-{get_language()}.pdf")
    response["ETag"] = etag
    return response


def _file(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
