"""The tus protocol 1.0.0 with creation, expiration, checksum and termination: what is asked, and how it is answered.

docs/uploads.md says which of its freedoms are used how.
"""

import base64
import binascii
import hashlib
import logging
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date

from applications.uploads import actions, body, store
from applications.uploads.forms import AnnouncementForm
from applications.uploads.models import Upload
from portal.kernel.workflow import Refused

VERSION = "1.0.0"
CHECKSUMS = {"sha1": hashlib.sha1, "sha256": hashlib.sha256}
MISMATCH = 460
_TYPE = "application/offset+octet-stream"
# Seconds after which it is worth trying again when the storage takes nothing.
_LATER = "30"

_log = logging.getLogger(__name__)

Speaker = Callable[[HttpRequest, Any, str], HttpResponse]


class Problem(Exception):  # noqa: N818 - an answer of the protocol
    """An answer that is not yes; `words` are for a person."""

    def __init__(self, status: int, words: Any = "", **headers: Any) -> None:
        super().__init__(status)
        self.status, self.words = status, str(words)
        self.headers = {name.replace("_", "-"): str(value) for name, value in headers.items()}


def spoken(view: Speaker) -> Callable[[HttpRequest, Any], HttpResponse]:
    """A view that speaks the protocol; it gets the method as third argument, and may raise Problem."""

    @wraps(view)
    def answered(request: HttpRequest, subject: Any) -> HttpResponse:
        try:
            response = view(request, subject, _method(request))
        except Problem as problem:
            body.pass_over(request)
            response = HttpResponse(
                problem.words, "text/plain; charset=utf-8", problem.status, headers=problem.headers
            )
        response["Tus-Resumable"] = VERSION
        response["Cache-Control"] = "no-store"
        return response

    return answered


def _method(request: HttpRequest) -> str:
    method = str(request.method)
    if method == "POST":
        method = request.headers.get("X-HTTP-Method-Override", method).upper()
    if method != "OPTIONS" and request.headers.get("Tus-Resumable") != VERSION:
        raise Problem(412, f"Tus-Resumable: {VERSION}\n", Tus_Version=VERSION)
    return method


def abilities() -> HttpResponse:
    """What this server can do, for OPTIONS."""
    return HttpResponse(
        status=204,
        headers={
            "Tus-Version": VERSION,
            "Tus-Extension": "creation,expiration,checksum,termination",
            "Tus-Max-Size": str(settings.DOCUMENT_MAX_BYTES),
            "Tus-Checksum-Algorithm": ",".join(CHECKSUMS),
        },
    )


def creation(
    request: HttpRequest, method: str, begin: Callable[..., Upload], address: Callable[[Upload], str]
) -> HttpResponse:
    """Begin an upload by `begin(name=…, size=…, digest=…)`, and say where it is sent."""
    if method == "OPTIONS":
        return abilities()
    if method != "POST":
        raise Problem(405, Allow="OPTIONS, POST")
    form = AnnouncementForm({**_metadata(request), "size": request.headers.get("Upload-Length")})
    if not form.is_valid():
        raise Problem(400, form.errors.as_text())
    told = form.cleaned_data
    try:
        upload = begin(name=told["filename"], size=told["size"], digest=told["sha256"])
    except actions.TooLarge as refused:
        raise Problem(413, refused) from refused
    except Refused as refused:
        raise Problem(422, refused) from refused
    return HttpResponse(status=201, headers={"Location": address(upload), **_until(upload)})


def _metadata(request: HttpRequest) -> dict[str, str]:
    told = {}
    for pair in filter(None, request.headers.get("Upload-Metadata", "").split(",")):
        name, _blank, value = pair.strip().partition(" ")
        try:
            told[name] = base64.b64decode(value, validate=True).decode()
        except ValueError as error:
            raise Problem(400, "Upload-Metadata\n") from error
    return told


def resource(
    request: HttpRequest, method: str, upload: Upload, receive: actions.Receiver, at: datetime
) -> HttpResponse:
    """How far `upload` is, more of it, or the end of it; `receive` is given the file when it is whole."""
    if method == "OPTIONS":
        return abilities()
    if upload.is_expired(at=at):
        raise Problem(410)
    if method == "HEAD":
        return _how_far(upload, at)
    if method == "PATCH":
        return _more(request, upload, receive, at)
    if method == "DELETE":
        actions.drop(upload=upload, at=at)
        return HttpResponse(status=204)
    raise Problem(405, Allow="OPTIONS, HEAD, PATCH, DELETE")


def _how_far(upload: Upload, at: datetime) -> HttpResponse:
    """Who asks goes on after a break, be it of the line or of this server."""
    if upload.offset and upload.finished_at is None:
        actions.note_break(upload=upload, at=at)
    return HttpResponse(headers={"Upload-Length": str(upload.size), **_so_far(upload)})


def _more(request: HttpRequest, upload: Upload, receive: actions.Receiver, at: datetime) -> HttpResponse:
    length = _announced(request, upload)
    try:
        arrived = _take(request, upload, receive, at)
    except actions.OutOfPlace as place:
        raise Problem(409, Upload_Offset=place.offset) from place
    except actions.Gone as gone:
        raise Problem(410) from gone
    except Refused as refused:
        raise Problem(422, refused) from refused
    except store.FAILURES as error:
        _log.exception("An upload could not be stored")
        actions.note_failure(error=error, size=upload.size, by=upload.owner, at=at, upload=upload)
        raise Problem(503, store.WORDS, Retry_After=_LATER) from error
    upload.refresh_from_db()
    if arrived < length:
        actions.note_break(upload=upload, at=at)
    return HttpResponse(status=204, headers=_so_far(upload))


def _announced(request: HttpRequest, upload: Upload) -> int:
    """How many bytes are to come, when they are what is wanted."""
    if request.content_type != _TYPE:
        raise Problem(415, f"Content-Type: {_TYPE}\n")
    if not request.headers.get("Content-Length"):
        raise Problem(411)
    length, start = _number(request, "Content-Length"), _number(request, "Upload-Offset")
    if start != upload.offset:
        raise Problem(409, Upload_Offset=upload.offset)
    if upload.refusal:
        raise Problem(422, upload.refusal)
    if start + length > upload.size:
        raise Problem(413)
    return length


def _number(request: HttpRequest, name: str) -> int:
    value = request.headers.get(name, "")
    if not (value.isascii() and value.isdigit()):
        raise Problem(400, f"{name}\n")
    return int(value)


def _take(request: HttpRequest, upload: Upload, receive: actions.Receiver, at: datetime) -> int:
    """Keep the body piece by piece, and say how many bytes it had. The last piece finishes the upload."""
    arrived = 0
    pieces = [_proved(request)] if "Upload-Checksum" in request.headers else body.pieces(request)
    for data in filter(None, pieces):
        if upload.offset + len(data) == upload.size:
            upload = actions.finish(upload=upload, last=data, receive=receive, at=at)
        else:
            upload = actions.keep(upload=upload, start=upload.offset, data=data, at=at)
        arrived += len(data)
    return arrived


def _proved(request: HttpRequest) -> bytes:
    """The whole body, which is what its checksum says; what was cut short cannot be, and is not kept."""
    algorithm, _blank, value = request.headers["Upload-Checksum"].partition(" ")
    if algorithm not in CHECKSUMS:
        raise Problem(400, ",".join(CHECKSUMS))
    data = b"".join(body.pieces(request))
    try:
        same = base64.b64decode(value, validate=True) == CHECKSUMS[algorithm](data).digest()
    except binascii.Error as error:
        raise Problem(400, "Upload-Checksum\n") from error
    if not same:
        raise Problem(MISMATCH)
    return data


def _so_far(upload: Upload) -> dict[str, str]:
    return {"Upload-Offset": str(upload.offset), **_until(upload)}


def _until(upload: Upload) -> dict[str, str]:
    return {"Upload-Expires": http_date(upload.expires_at.timestamp())}
