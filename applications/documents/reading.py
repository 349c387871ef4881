"""What a file is and says: opened and read through, whatever its name claims. Knows nothing of settings and models."""

import io
import zipfile
from dataclasses import dataclass, field

from applications.documents import opendocument, package, render, rtf, scans, word
from applications.documents.faults import Fault, Unusable

# Readers of PDF look for the beginning and the end this near to the ends of the file.
_REACH = 1024
_BLANK = b"\0\r\n\t\f\v "
_MARK = b"\xef\xbb\xbf"
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_PHOTO_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif"}
_OTHER_PICTURES = (b"GIF8", b"II*\0", b"MM\0*", b"BM", b"RIFF", b"<svg")
_BEGINNINGS = {b"{\\rtf": "rtf", b"\xff\xd8\xff": "jpeg", b"\x89PNG\r\n\x1a\n": "png"}


@dataclass(frozen=True)
class Read:
    """A file that can be used: its kind, the text of each page, and the PDF that stands in for it, unless it is one."""

    kind: str
    texts: list[str]
    rendition: bytes = field(repr=False)


def read(data: bytes, most_pages: int) -> Read:
    """Read `data` as a document of at most so many pages. Raises Unusable."""
    kind = kind_of(data)
    rendition = _rendition(kind, data)
    return Read(kind, _page_texts(rendition or data, most_pages), rendition)


def kind_of(data: bytes) -> str:
    """What `data` claims to be by its content. Raises Unusable where that is nothing that is taken."""
    if not data.removeprefix(_MARK).strip(_BLANK):
        raise Unusable(Fault.EMPTY)
    if data.startswith(_ZIP):
        return _kind_of_package(data)
    start = data[:_REACH].removeprefix(_MARK).lstrip(_BLANK)
    kind = next((kind for beginning, kind in _BEGINNINGS.items() if start.startswith(beginning)), "")
    if not kind and b"%PDF-" in start:
        kind = _kind_of_pdf(data, start)
    if not kind:
        raise Unusable(_other(data, start))
    if _is_package(data):
        raise Unusable(Fault.TWO_IN_ONE)
    return kind


def _kind_of_pdf(data: bytes, start: bytes) -> str:
    if not start.startswith(b"%PDF-"):
        raise Unusable(Fault.TWO_IN_ONE)
    if b"%%EOF" not in data.rstrip(_BLANK)[-_REACH:]:
        raise Unusable(Fault.BROKEN_PDF)
    return "pdf"


def _kind_of_package(data: bytes) -> str:
    names = package.names(data)
    if any(name.startswith("Index/") and name.endswith(".iwa") for name in names) or "Index.zip" in names:
        raise Unusable(Fault.APPLE_PAGES)
    # An ODT begins with its type, so that it is known for one also where it is cut short.
    return "odt" if data[30:38] == b"mimetype" or "mimetype" in names else "docx"


def _is_package(data: bytes) -> bool:
    """Whether a ZIP ends where the file ends: what other programs would open instead of what is shown here."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            return bool(opened.namelist())
    except (zipfile.BadZipFile, NotImplementedError, UnicodeError):
        return False


def _other(data: bytes, start: bytes) -> Fault:
    if data.startswith(_OLD_WORD):
        return Fault.OLD_WORD
    if data[4:8] == b"ftyp" and data[8:12] in _PHOTO_BRANDS:
        return Fault.APPLE_PHOTO
    is_drawing = start.startswith(b"<?xml") and b"<svg" in start
    return Fault.OTHER_PICTURE if is_drawing or start.startswith(_OTHER_PICTURES) else Fault.WRONG_TYPE


def _rendition(kind: str, data: bytes) -> bytes:
    if kind in scans.FORMATS:
        return scans.as_pdf(data, kind)
    makers = {"docx": word.as_pdf, "odt": opendocument.as_pdf, "rtf": rtf.as_pdf}
    return makers[kind](data) if kind in makers else b""


def _page_texts(pdf: bytes, most: int) -> list[str]:
    pages = render.page_count(pdf)
    if pages < 1:
        raise Unusable(Fault.BROKEN_PDF)
    if pages > most:
        raise Unusable(Fault.TOO_LONG)
    return render.page_texts(pdf)
