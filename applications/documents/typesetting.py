"""Blocks set as A4 pages by typst, from data and never from generated markup."""

import base64
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from applications.documents import pictures
from applications.documents.blocks import Block
from applications.documents.faults import Fault, Unusable

_TEMPLATE = Path(__file__).with_name("blocks.typ")
# Sixty closely written pages; past that the typesetter is not asked.
_MAX_CHARACTERS = 400_000
_MAX_PICTURES = 60


def typeset(found: list[Block], broken: Fault) -> bytes:
    """The blocks `found` as a PDF. Raises Unusable for far too much text, and `broken` for what no page can hold."""
    if len(_text(found)) > _MAX_CHARACTERS:
        raise Unusable(Fault.TOO_LONG)
    files = _extract_pictures(found)
    files["data.json"] = json.dumps({"lang": _language(_text(found)), "blocks": found}).encode()
    with TemporaryDirectory() as folder:
        for name, content in files.items():
            Path(folder, name).write_bytes(content)
        main = shutil.copy(_TEMPLATE, folder)
        try:
            return typst.compile(main, root=folder, ignore_system_fonts=True)
        except typst.TypstError as error:
            raise Unusable(broken) from error


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
