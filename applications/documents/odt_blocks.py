"""What an ODT says, as the blocks that a typesetter shows."""

import base64
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

from applications.documents.blocks import Block, table
from applications.documents.faults import Fault, Unusable

_URN = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_OFFICE, _STYLE, _TEXT, _TABLE, _DRAW = (
    _URN % name for name in ("office", "style", "text", "table", "drawing")
)
_FO = _URN % "xsl-fo-compatible"
_SVG = _URN % "svg-compatible"
_HREF = "{http://www.w3.org/1999/xlink}href"
_RESERVED = {f"{_OFFICE}annotation", f"{_TEXT}tracked-changes", f"{_OFFICE}forms", f"{_SVG}title", f"{_SVG}desc"}  # fmt: skip
# The most a space or a cell may be repeated by a number.
_MOST = 63

Style = dict[str, bool]
Element = ET.Element


class Styles:
    """What the styles of the document say of letters, and which lists are numbered."""

    def __init__(self) -> None:
        self.letters: dict[str, Style] = {}
        self.numbered: set[str] = set()

    def read(self, root: Element) -> None:
        for style in root.iter(f"{_STYLE}style"):
            name, parent = style.get(f"{_STYLE}name", ""), style.get(f"{_STYLE}parent-style-name", "")
            self.letters[name] = {**self.letters.get(parent, {}), **_letters(style)}
        for style in root.iter(f"{_TEXT}list-style"):
            if style.find(f"{_TEXT}list-level-style-number") is not None:
                self.numbered.add(style.get(f"{_STYLE}name", ""))


def styles_of(package: zipfile.ZipFile) -> Styles:
    """Styles with a name, and those written for one place."""
    styles = Styles()
    for name in ("styles.xml", "content.xml"):
        if name in package.namelist():
            styles.read(ET.fromstring(package.read(name)))  # noqa: S314 - proved to have no document type
    return styles


def _letters(style: Element) -> Style:
    found: Style = {}
    for properties in style.iter(f"{_STYLE}text-properties"):
        place = properties.get(f"{_STYLE}text-position", "")
        asked = {
            "bold": properties.get(f"{_FO}font-weight"),
            "italic": properties.get(f"{_FO}font-style"),
            "underline": properties.get(f"{_STYLE}text-underline-style"),
            "strike": properties.get(f"{_STYLE}text-line-through-style"),
            "super": "yes" if place.startswith(("super", "33")) else None,
            "sub": "yes" if place.startswith(("sub", "-")) else None,
        }
        found |= {name: value not in {"none", "normal"} for name, value in asked.items() if value}
    return found


class TextReader:
    """Walks through office:text; what has no page of its own (comments, changes taken back) is left out."""

    def __init__(self, package: zipfile.ZipFile, styles: Styles) -> None:
        self._package, self._styles = package, styles
        self._names = set(package.namelist())

    def blocks(self, content: bytes) -> list[Block]:
        root = ET.fromstring(content)  # noqa: S314 - proved to have no document type
        body = root.find(f"{_OFFICE}body/{_OFFICE}text")
        if body is None:
            raise Unusable(Fault.BROKEN_ODT)
        return list(self._all(body, 0, ""))

    def _all(self, parent: Element, indent: int, marker: str) -> Iterator[Block]:
        """The blocks of everything in `parent`; `marker` stands before the first of them."""
        for element in parent:
            for block in self._one(element, indent):
                if marker and block.get("marker") == "":
                    yield {**block, "marker": marker}
                    marker = ""
                else:
                    yield block

    def _one(self, element: Element, indent: int) -> Iterator[Block]:
        if element.tag in {f"{_TEXT}p", f"{_TEXT}h"}:
            yield from self._paragraph(element, indent)
        elif element.tag == f"{_TEXT}list":
            yield from self._list(element, indent + 1)
        elif element.tag == f"{_TABLE}table":
            yield self._table(element)
        elif element.tag == f"{_DRAW}frame":
            yield from self._frame(element)
        elif element.tag not in _RESERVED:
            yield from self._all(element, indent, "")

    def _paragraph(self, element: Element, indent: int) -> Iterator[Block]:
        apart: list[Element] = []
        runs = list(self._runs(element, self._letters_of(element, {}), apart))
        if any(run["text"].strip() for run in runs):
            level = min(6, _number(element, f"{_TEXT}outline-level")) if element.tag == f"{_TEXT}h" else 0
            kind = {"kind": "heading", "level": level} if level else {"kind": "paragraph"}
            yield {**kind, "indent": indent, "marker": "", "runs": runs}
        for one in apart:
            yield from self._one(one, indent)

    def _runs(self, element: Element, letters: Style, apart: list[Element]) -> Iterator[dict[str, Any]]:
        """The runs of text in `element`; frames met on the way are put into `apart`, to be shown after it."""
        if element.text:
            yield {"text": element.text, **letters}
        for child in element:
            if child.tag == f"{_DRAW}frame":
                apart.append(child)
            elif sign := _sign(child):
                yield {"text": sign, **letters}
            elif child.tag not in _RESERVED:
                yield from self._runs(child, self._letters_of(child, letters), apart)
                yield from _address(child)
            if child.tail:
                yield {"text": child.tail, **letters}

    def _letters_of(self, element: Element, letters: Style) -> Style:
        changed = self._styles.letters.get(element.get(f"{_TEXT}style-name", ""), {})
        return {name: True for name, on in {**letters, **changed}.items() if on}

    def _list(self, element: Element, indent: int) -> Iterator[Block]:
        numbered = element.get(f"{_TEXT}style-name", "") in self._styles.numbered
        items = [child for child in element if child.tag in {f"{_TEXT}list-item", f"{_TEXT}list-header"}]
        for number, item in enumerate(items, 1):
            yield from self._all(item, indent, f"{number}." if numbered else "•")

    def _table(self, element: Element) -> Block:
        rows = [
            [self._cell(cell) for cell in row if cell.tag == f"{_TABLE}table-cell"] for row in _rows(element)
        ]
        return table(rows)

    def _cell(self, cell: Element) -> Block:
        return {
            "colspan": _number(cell, f"{_TABLE}number-columns-spanned"),
            "rowspan": _number(cell, f"{_TABLE}number-rows-spanned"),
            "head": False,
            "blocks": list(self._all(cell, 0, "")),
        }

    def _frame(self, frame: Element) -> Iterator[Block]:
        """A picture, or what it holds instead: a box with text, a table, an object with a picture that stands for it."""
        image = frame.find(f"{_DRAW}image")
        if image is None:
            yield from self._all(frame, 0, "")
            return
        title = frame.findtext(f"{_SVG}desc") or frame.findtext(f"{_SVG}title") or ""
        yield {"kind": "picture", "src": self._source(image.get(_HREF, "")), "alt": title[:200]}

    def _source(self, href: str) -> str:
        """The picture's bytes; nothing for one that lies elsewhere, where nobody goes to fetch it."""
        name = href.removeprefix("./")
        return base64.b64encode(self._package.read(name)).decode() if name in self._names else ""


def _rows(element: Element) -> Iterator[Element]:
    """The rows of a table, not those of tables that stand in its cells."""
    for child in element:
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag.startswith(f"{_TABLE}table-"):
            yield from _rows(child)


def _number(element: Element, name: str) -> int:
    said = element.get(name, "1")
    return max(1, min(_MOST + 1, int(said))) if said.isdecimal() and len(said) < 6 else 1


def _sign(element: Element) -> str:
    """A character that is written as an element."""
    if element.tag == f"{_TEXT}s":
        return " " * _number(element, f"{_TEXT}c")
    return {f"{_TEXT}tab": "\u2003", f"{_TEXT}line-break": "\n"}.get(element.tag, "")


def _address(element: Element) -> Iterator[dict[str, Any]]:
    """Paper cannot be clicked: an address that the text does not show is written after it."""
    if element.tag == f"{_TEXT}a":
        address = element.get(_HREF, "").removeprefix("mailto:").rstrip("/")
        shown = "".join(element.itertext())
        if address and not address.startswith("#") and address.split("//")[-1] not in shown:
            yield {"text": f" ({address})"}
