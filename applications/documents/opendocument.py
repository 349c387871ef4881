"""An ODT shown as a PDF: what its text says as blocks, set on A4 pages like that of a DOCX."""

import re
import zipfile

from applications.documents import package
from applications.documents.faults import Fault, Unusable
from applications.documents.odt_blocks import TextReader, styles_of
from applications.documents.typesetting import typeset

_TEXT = b"application/vnd.oasis.opendocument.text"
_MANIFEST = "META-INF/manifest.xml"
_MACROS = re.compile(r"(?i)(basic|scripts|dialogs)/.+")
_OBJECT_TYPE = "application/vnd.sun.star.oleobject"


def as_pdf(data: bytes) -> bytes:
    """The ODT `data` as PDF pages. Raises Unusable for what is not an ODT, is locked, holds programs or does not open."""
    with package.opened(data, Fault.BROKEN_ODT) as opened:
        _prove(opened)
        reader = TextReader(opened, styles_of(opened))
        return typeset(reader.blocks(opened.read("content.xml")), Fault.BROKEN_ODT)


def _prove(opened: zipfile.ZipFile) -> None:
    names = opened.namelist()
    if opened.read("mimetype").strip() != _TEXT:
        raise Unusable(Fault.BROKEN_ODT)
    if any(_MACROS.fullmatch(name) for name in names):
        raise Unusable(Fault.PROGRAM)
    if _MANIFEST in names:
        package.parse(opened.read(_MANIFEST), _prove_listed)


def _prove_listed(name: str, attributes: dict[str, str]) -> None:
    if name.endswith("encryption-data"):
        raise Unusable(Fault.LOCKED)
    if attributes.get("manifest:media-type") == _OBJECT_TYPE:
        raise Unusable(Fault.EMBEDDED)
