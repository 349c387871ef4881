"""A DOCX shown as a PDF: mammoth reads it, typst sets what it says on A4 pages."""

import base64
import io
import json
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from xml.parsers import expat

import mammoth
import typst
from mammoth.docx.files import InvalidFileReferenceError

from applications.documents import package, pictures
from applications.documents.blocks import Block, blocks
from applications.documents.faults import Fault, Unusable

_TEMPLATE = Path(__file__).with_name("docx.typ")
_STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => h2:fresh\nu => u"
# Sixty closely written pages; past that the typesetter is not asked.
_MAX_CHARACTERS = 400_000
_MAX_PICTURES = 60
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
    package.prove(data)
    try:
        found = blocks(_html(data))
    except _BROKEN as error:
        raise Unusable(Fault.BROKEN_DOCX) from error
    if len(_text(found)) > _MAX_CHARACTERS:
        raise Unusable(Fault.TOO_LONG)
    return _typeset(found)


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


def _typeset(found: list[Block]) -> bytes:
    files = _extract_pictures(found)
    files["data.json"] = json.dumps({"lang": _language(_text(found)), "blocks": found}).encode()
    with TemporaryDirectory() as folder:
        for name, content in files.items():
            Path(folder, name).write_bytes(content)
        main = shutil.copy(_TEMPLATE, folder)
        try:
            return typst.compile(main, root=folder, ignore_system_fonts=True)
        except typst.TypstError as error:
            raise Unusable(Fault.BROKEN_DOCX) from error


def _extract_pictures(found: list[Block]) -> dict[str, bytes]:
    """Move the pictures out of their blocks into files beside the template; what cannot be shown is said to be there."""
    files: dict[str, bytes] = {}
    for block in _all(found):
        if block["kind"] == "picture":
            cleaned = _cleaned(block.pop("src")) if len(files) < _MAX_PICTURES else None
            block |= {"file": "", "words": f"рисунок / picture {block['alt']}".strip()}
            if cleaned:
                name = f"{len(files)}.jpg"
                files[name], pixels = cleaned
                block |= {"file": name, "pixels": pixels}
    return files


def _cleaned(source: str) -> tuple[bytes, int] | None:
    return pictures.clean(base64.b64decode(source)) if source else None


def _all(found: list[Block]) -> Iterator[Block]:
    for block in found:
        yield block
        for cell in block.get("cells", ()):
            yield from _all(cell["blocks"])


def _text(found: list[Block]) -> str:
    return "".join(run["text"] for block in _all(found) for run in block.get("runs", ()))


def _language(text: str) -> str:
    """Whose rules of hyphenation to follow."""
    cyrillic = len(re.findall(r"[А-Яа-яЁё]", text))
    latin = len(re.findall(r"[A-Za-z]", text))
    return "ru" if cyrillic > latin else "en"
