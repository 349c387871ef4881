"""PDF by pdfium: how many pages, what they look like, what they say. Knows nothing of Django's models."""

import io
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
from PIL import Image
from pypdfium2 import raw

from applications.documents.faults import Fault, Unusable

# pdfium keeps global state: one call at a time in a process, closing included.
_pdfium = threading.Lock()

_LOCKED = {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}
# A page may be as narrow as its author likes; its picture may not be higher than this many widths.
_TALLEST = 4
# A copy of pictures, at 150 dots to the inch of A4: handwriting stays readable, a page is some 150 KB.
_COPIED_DOTS = 150
_COPIED_WIDTH = 1240
# No page that people read holds more; a file that claims to is not kept in the database.
_MAX_PAGE_TEXT = 20_000
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_BLANKS = re.compile(r"\s+")


def page_count(pdf: bytes) -> int:
    """How many pages `pdf` has. Raises Unusable when it does not open."""
    with _opened(pdf) as document:
        return len(document)


def page_picture(pdf: bytes, number: int, width: int) -> bytes:
    """Page `number` (from 1) of `pdf` as a PNG `width` pixels wide. Raises LookupError for a page that is not there."""
    with _opened(pdf) as document:
        if not 1 <= number <= len(document):
            raise LookupError(number)
        picture = _picture(document[number - 1], width)
    png = io.BytesIO()
    # 256 colours: a page of text is a quarter of the size, a photograph still looks like one.
    picture.quantize(256, method=Image.Quantize.FASTOCTREE).save(png, "PNG")
    return png.getvalue()


def bare_copy(pdf: bytes) -> bytes:
    """The pages of `pdf` as pictures, as a PDF: no properties, remarks, attachments or words that do not show are left."""
    with _opened(pdf) as document:
        first, *others = [_picture(page, _COPIED_WIDTH) for page in document]
    copy = io.BytesIO()
    first.save(
        copy, "PDF", save_all=True, append_images=others, resolution=_COPIED_DOTS, quality=80, creationDate=None, modDate=None
    )  # fmt: skip
    return copy.getvalue()


def _picture(page: pypdfium2.PdfPage, width: int) -> Image.Image:
    page_width, page_height = page.get_size()
    scale = min(width / page_width, _TALLEST * width / page_height)
    bitmap = page.render(scale=scale)
    picture = bitmap.to_pil().convert("RGB").copy()
    bitmap.close()
    return picture


def page_texts(pdf: bytes) -> list[str]:
    """The text of every page in order, its white space tidied; every page is really opened for it."""
    with _opened(pdf) as document:
        return [_tidy(page.get_textpage().get_text_range()) for page in document]


@contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    with _pdfium:
        try:
            with pypdfium2.PdfDocument(pdf) as document:
                yield document
        except pypdfium2.PdfiumError as error:
            locked = error.err_code in _LOCKED
            raise Unusable(Fault.LOCKED if locked else Fault.BROKEN_PDF) from error


def _tidy(text: str) -> str:
    lines = (_BLANKS.sub(" ", _CONTROL.sub("", line)).strip() for line in text[:_MAX_PAGE_TEXT].splitlines())
    return "\n".join(line for line in lines if line)
