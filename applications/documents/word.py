"""A DOCX shown as a PDF: mammoth reads it, typst sets what it says on A4 pages."""

import base64
import io
import zipfile
import zlib
from typing import Any
from xml.parsers import expat

import mammoth
from mammoth.docx.files import InvalidFileReferenceError

from applications.documents import word_package
from applications.documents.blocks import blocks
from applications.documents.faults import Fault, Unusable
from applications.documents.typesetting import typeset

_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => h2:fresh\nu => u"
# What mammoth raises on a document that is not as the standard says: it looks parts up and trusts to find them.
_BROKEN = (
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    expat.ExpatError,
    zipfile.BadZipFile,
    zlib.error,
)


def as_pdf(data: bytes) -> bytes:
    """The DOCX `data` as PDF pages. Raises Unusable for what is not a DOCX, holds programs or does not open."""
    word_package.prove(data)
    try:
        found = blocks(_html(data))
    except _BROKEN as error:
        raise Unusable(Fault.BROKEN_DOCX) from error
    return typeset(found, Fault.BROKEN_DOCX)


def _html(data: bytes) -> str:
    converted = mammoth.convert_to_html(
        io.BytesIO(data),
        style_map=_STYLES,
        include_embedded_style_map=False,
        convert_image=mammoth.images.img_element(_picture_source),
    )
    return converted.value


def _picture_source(image: Any) -> dict[str, str]:
    try:
        with image.open() as opened:
            return {"src": base64.b64encode(opened.read()).decode()}
    except (InvalidFileReferenceError, KeyError):
        # It lies elsewhere, on somebody's disk or another host, where nobody goes to fetch it.
        return {"src": ""}
