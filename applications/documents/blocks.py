"""A flat list of blocks that a typesetter can show, out of mammoth's HTML: paragraphs, headings, tables, pictures."""

from html.parser import HTMLParser
from typing import Any

from applications.documents.faults import Fault, Unusable

Block = dict[str, Any]

# The most columns that Word itself allows.
_MAX_COLUMNS = 63
_STYLES = {"strong": "bold", "em": "italic", "u": "underline", "s": "strike", "sup": "super", "sub": "sub"}
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
# Symbol fonts keep their bullets in the private area, where no other font has a sign.
_SYMBOLS = {**dict.fromkeys(range(0xF000, 0xF100), "•"), ord("\t"): "\u2003"}


def blocks(html: str) -> list[Block]:
    """The blocks of `html`, as mammoth writes it. Raises Unusable for a table that no page can hold.

    A paragraph is {kind, indent, marker, runs}, a heading also has its level; a run is {text, and True for each style};
    a table is {kind, columns, cells}, a cell {x, y, colspan, rowspan, head, blocks}; a picture {kind, src, alt}.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.flush()
    return reader.blocks


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.runs: list[dict[str, Any]] = []
        self.styles: list[str] = []
        self.lists: list[dict[str, Any]] = []
        self.level = 0
        self.marker = ""
        self.href = ""
        self.rows: list[list[Block]] = []
        self.outer: list[tuple[Any, ...]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _STYLES:
            self.styles.append(_STYLES[tag])
        elif tag in _HEADINGS:
            self.flush()
            self.level = _HEADINGS[tag]
        elif start := getattr(self, f"start_{tag}", None):
            start(values)

    def handle_endtag(self, tag: str) -> None:
        if tag in _STYLES:
            self.styles.remove(_STYLES[tag])
        elif tag in _HEADINGS or tag in {"p", "li"}:
            self.flush()
            self.level = 0
        elif end := getattr(self, f"end_{tag}", None):
            end()

    def handle_data(self, data: str) -> None:
        # A footnote's way back to its place leads nowhere on paper.
        if not self.href.startswith(("#footnote-ref", "#endnote-ref")):
            self.runs.append({"text": data.translate(_SYMBOLS), **dict.fromkeys(self.styles, True)})

    def flush(self) -> None:
        """End the paragraph or heading being read, unless nothing stands in it."""
        if any(run["text"].strip() for run in self.runs):
            kind = {"kind": "heading", "level": self.level} if self.level else {"kind": "paragraph"}
            place = {"indent": len(self.lists), "marker": self.marker}
            self.blocks.append({**kind, **place, "runs": self.runs})
            self.marker = ""
        self.runs = []

    def start_p(self, _values: dict[str, str]) -> None:
        self.flush()

    def start_br(self, _values: dict[str, str]) -> None:
        self.runs.append({"text": "\n"})

    def start_input(self, values: dict[str, str]) -> None:
        self.runs.append({"text": "☑ " if "checked" in values else "☐ "})

    def start_img(self, values: dict[str, str]) -> None:
        self.flush()
        self.blocks.append({"kind": "picture", "src": values["src"], "alt": values.get("alt", "")})

    def start_a(self, values: dict[str, str]) -> None:
        self.href = values.get("href", "")

    def end_a(self) -> None:
        """Paper cannot be clicked: an address that the text does not show is written after it."""
        address = self.href.removeprefix("mailto:").rstrip("/")
        self.href = ""
        shown = "".join(run["text"] for run in self.runs)
        if address and not address.startswith("#") and address.split("//")[-1] not in shown:
            self.runs.append({"text": f" ({address})"})

    def start_ul(self, _values: dict[str, str]) -> None:
        self.flush()
        self.lists.append({"ordered": False, "count": 0})

    def start_ol(self, _values: dict[str, str]) -> None:
        self.flush()
        self.lists.append({"ordered": True, "count": 0})

    def end_ul(self) -> None:
        self.flush()
        self.lists.pop()

    end_ol = end_ul

    def start_li(self, _values: dict[str, str]) -> None:
        self.flush()
        current = self.lists[-1]
        current["count"] += 1
        self.marker = f"{current['count']}." if current["ordered"] else "•"

    def start_table(self, _values: dict[str, str]) -> None:
        self.flush()
        self.outer.append((self.blocks, self.lists, self.rows))
        self.lists, self.rows = [], []

    def start_tr(self, _values: dict[str, str]) -> None:
        self.rows.append([])

    def start_td(self, values: dict[str, str], *, head: bool = False) -> None:
        self.blocks = []
        spans = {name: max(1, int(values.get(name, "1"))) for name in ("colspan", "rowspan")}
        self.rows[-1].append({**spans, "head": head, "blocks": self.blocks})

    def start_th(self, values: dict[str, str]) -> None:
        self.start_td(values, head=True)

    def end_td(self) -> None:
        self.flush()

    end_th = end_td

    def end_table(self) -> None:
        found = table(self.rows)
        self.blocks, self.lists, self.rows = self.outer.pop()
        self.blocks.append(found)


def table(rows: list[list[Block]]) -> Block:
    """Rows of {colspan, rowspan, head, blocks} as a table, every cell at its place (x, y).

    What spans down from a row above pushes the cells of this row to the right. Raises Unusable where no page can hold it.
    """
    taken: set[tuple[int, int]] = set()
    cells = []
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (x, y) in taken:
                x += 1
            width, height = cell["colspan"], min(cell["rowspan"], len(rows) - y)
            if x + width > _MAX_COLUMNS:
                raise Unusable(Fault.TOO_INTRICATE)
            taken |= {(x + right, y + down) for right in range(width) for down in range(height)}
            cells.append({**cell, "x": x, "y": y, "rowspan": height})
    return {"kind": "table", "columns": 1 + max((x for x, _y in taken), default=0), "cells": cells}
