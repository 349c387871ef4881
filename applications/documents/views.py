"""Giving a document, page by page or whole, to who may read it."""

import io

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from applications.documents import access, actions, apart
from applications.documents.faults import Unusable
from applications.documents.forms import PictureForm
from applications.documents.models import ENDINGS, Document, Kind, Way
from portal.kernel import clock
from portal.kernel.workflow import Refused
from portal.web.access import finder, needs

_load = finder(Document.objects.all(), key="key")


@needs("applications.read_document", _load)
@require_safe
def page(request: HttpRequest, document: Document) -> HttpResponse:
    """The picture of one page. The browser keeps it, and asks each time whether it may still show it."""
    number = request.resolver_match.kwargs["number"]
    form = PictureForm(request.GET)
    if number > document.pages or number < 1 or not form.is_valid():
        raise Http404
    try:
        actions.read(document=document, way=Way.PAGES, by=request.user, at=clock.now())
    except Refused as refused:
        return _refusal(request, refused)
    response = _picture(request, document, number, form.cleaned_data["width"])
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _picture(request: HttpRequest, document: Document, number: int, width: int) -> HttpResponse:
    etag = f'"{document.sha256}-{number}-{width}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged:
        return unchanged
    with document.shown.open("rb") as file:
        pdf = file.read()
    try:
        png = apart.page_picture(pdf, number, width)
    except Unusable as unusable:
        # The page says where its words stand, and the file can be downloaded.
        raise Http404 from unusable
    return HttpResponse(png, content_type="image/png", headers={"ETag": etag})


@needs("applications.read_document", _load)
@require_safe
def download(request: HttpRequest, document: Document) -> HttpResponse:
    """The file as it was received, or its pages for who is not to know its maker, to be saved and never opened as a part of this site."""
    try:
        actions.read(document=document, way=Way.DOWNLOAD, by=request.user, at=clock.now())
    except Refused as refused:
        return _refusal(request, refused)
    called = access.only_name(request.user, document)
    response = _bare(document, called) if called else _as_received(document)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


def _as_received(document: Document) -> FileResponse:
    return FileResponse(
        document.file.open("rb"),
        as_attachment=True,
        filename=_download_name(document),
        content_type=document.media_type,
    )


def _bare(document: Document, called: str) -> FileResponse:
    """A copy that holds nothing but what is seen on the pages."""
    with document.shown.open("rb") as file:
        pdf = file.read()
    try:
        copy = apart.bare_copy(pdf)
    except Unusable as unusable:
        # Its pages can be seen all the same, one by one.
        raise Http404 from unusable
    return FileResponse(
        io.BytesIO(copy), as_attachment=True, filename=f"{called}.pdf", content_type="application/pdf"
    )


def _download_name(document: Document) -> str:
    """The sender's name for it, ending as what it is."""
    name, endings = document.original_name, ENDINGS[Kind(document.kind)]
    return name if name.lower().endswith(endings) else f"{name}{endings[0]}"


def _refusal(request: HttpRequest, refused: Refused) -> HttpResponse:
    return render(request, "applications/documents/withheld.html", {"refused": refused}, status=403)
