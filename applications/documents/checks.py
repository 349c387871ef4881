"""Whether a file may be received: it is opened and read through, whatever its name claims."""

import hashlib
from dataclasses import dataclass, field

from django.conf import settings
from django.core.files import File
from django.utils.translation import gettext as _

from applications.documents import render, word
from applications.documents.faults import Fault, Unusable
from portal.kernel.workflow import Refused

MB = 1024 * 1024
# Readers of PDF look for the beginning and the end this near to the ends of the file.
_REACH = 1024
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True)
class Checked:
    """What is known of a file that was opened and read: `size` in bytes, `sha256` in hexadecimal, the text of each page."""

    kind: str
    size: int
    sha256: str
    texts: list[str] = field(repr=False)
    data: bytes = field(repr=False)
    rendition: bytes = field(repr=False)

    @property
    def pages(self) -> int:
        return len(self.texts)


def check(data: bytes | File, name: str) -> Checked:
    """Read `data`, called `name` by its sender, as PDF or DOCX. Raises Refused in words that name the file."""
    try:
        return _checked(_bytes(data))
    except Unusable as unusable:
        raise Refused(_words(unusable.fault, name)) from unusable


def check_upload(upload: File) -> Checked:
    """`check` of an uploaded file, done once however many ask: the form, then the verb."""
    if not hasattr(upload, "checked"):
        upload.checked = check(upload, upload.name)
    return upload.checked


def _bytes(data: bytes | File) -> bytes:
    if isinstance(data, bytes):
        return data
    if data.size > settings.DOCUMENT_MAX_BYTES:
        raise Unusable(Fault.TOO_LARGE)
    data.seek(0)
    return data.read()


def _checked(data: bytes) -> Checked:
    if not data:
        raise Unusable(Fault.EMPTY)
    if len(data) > settings.DOCUMENT_MAX_BYTES:
        raise Unusable(Fault.TOO_LARGE)
    kind = _kind(data)
    rendition = word.as_pdf(data) if kind == "docx" else b""
    texts = _page_texts(rendition or data)
    return Checked(kind, len(data), hashlib.sha256(data).hexdigest(), texts, data, rendition)


def _kind(data: bytes) -> str:
    if b"%PDF-" in data[:_REACH]:
        if b"%%EOF" not in data.rstrip(b"\0\r\n\t ")[-_REACH:]:
            raise Unusable(Fault.BROKEN_PDF)
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    raise Unusable(Fault.OLD_WORD if data.startswith(_OLD_WORD) else Fault.WRONG_TYPE)


def _page_texts(pdf: bytes) -> list[str]:
    pages = render.page_count(pdf)
    if pages < 1:
        raise Unusable(Fault.BROKEN_PDF)
    if pages > settings.DOCUMENT_MAX_PAGES:
        raise Unusable(Fault.TOO_LONG)
    return render.page_texts(pdf)


def _words(fault: Fault, name: str) -> str:
    limits = {Fault.TOO_LARGE: settings.DOCUMENT_MAX_BYTES // MB, Fault.TOO_LONG: settings.DOCUMENT_MAX_PAGES}
    return _(fault.value) % {"name": name, "limit": limits.get(fault)}
