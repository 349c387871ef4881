"""Runs of text gathered into paragraphs, and paragraphs into cells, rows and tables."""

from typing import Any

from applications.documents.blocks import Block, table

_SYMBOLS = dict.fromkeys(range(0xF000, 0xF100), "•")


class Paragraphs:
    """What was read so far; `in_cell` and `level` hold for the paragraph being read."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.runs: list[dict[str, Any]] = []
        self.marker = ""
        self.in_cell = False
        self.level = 0
        self._cell: list[Block] = []
        self._row: list[Block] = []
        self._rows: list[list[Block]] = []

    def say(self, text: str, styles: frozenset[str]) -> None:
        """Text in the letters `styles`; it is joined to what stands before it in the same ones."""
        letters = dict.fromkeys(styles, True)
        if self.runs and {**self.runs[-1], "text": ""} == {"text": "", **letters}:
            self.runs[-1]["text"] += text
        else:
            self.runs.append({"text": text, **letters})

    def said(self) -> str:
        return "".join(run["text"] for run in self.runs)

    def end(self) -> None:
        """End the paragraph being read, unless nothing stands in it."""
        if self.said().strip():
            kind = {"kind": "heading", "level": self.level} if self.level else {"kind": "paragraph"}
            runs = [{**run, "text": _whole(run["text"])} for run in self.runs]
            self._put(
                {**kind, "indent": 1 if self.marker else 0, "marker": _whole(self.marker), "runs": runs}
            )
            self.marker = ""
        self.runs = []

    def picture(self, source: str) -> None:
        self.end()
        self._put({"kind": "picture", "src": source, "alt": ""})

    def end_cell(self) -> None:
        self.in_cell = True
        self.end()
        self._row.append({"colspan": 1, "rowspan": 1, "head": False, "blocks": self._cell})
        self._cell = []

    def end_row(self) -> None:
        if self._row:
            self._rows.append(self._row)
        self._row = []

    def all(self) -> list[Block]:
        """Every block, the last paragraph and table ended."""
        self.end()
        self._end_table()
        return self.blocks

    def _put(self, block: Block) -> None:
        if self.in_cell:
            self._cell.append(block)
        else:
            self._end_table()
            self.blocks.append(block)

    def _end_table(self) -> None:
        """What was begun as a cell or a row and not ended stands all the same."""
        if self._cell:
            self._row.append({"colspan": 1, "rowspan": 1, "head": False, "blocks": self._cell})
        self.end_row()
        if self._rows:
            self.blocks.append(table(self._rows))
        self._cell, self._rows = [], []


def _whole(text: str) -> str:
    """Characters that were written as two halves put together, half ones and signs of symbol fonts replaced."""
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return joined.translate(_SYMBOLS).replace("\0", "")
