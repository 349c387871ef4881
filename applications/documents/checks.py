"""Whether a file may be received: it is opened and read through, whatever its name claims."""

import hashlib
from dataclasses import dataclass, field

from django.conf import settings
from django.core.files import File
from django.utils.translation import gettext as _

from applications.documents import apart, scans
from applications.documents.faults import Fault, Unusable
from portal.kernel.workflow import Refused

MB = 1024 * 1024


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
    """Read `data`, called `name` by its sender, as one of the kinds that are taken. Raises Refused in words that name the file."""
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
    read = apart.read(data, settings.DOCUMENT_MAX_PAGES)
    return Checked(read.kind, len(data), hashlib.sha256(data).hexdigest(), read.texts, data, read.rendition)


def _words(fault: Fault, name: str) -> str:
    limits = {
        Fault.TOO_LARGE: settings.DOCUMENT_MAX_BYTES // MB,
        Fault.TOO_LONG: settings.DOCUMENT_MAX_PAGES,
        Fault.LARGE_PICTURE: scans.MAX_MEGAPIXELS,
    }
    return _(fault.value) % {"name": name, "limit": limits.get(fault)}
