"""Papers of the demonstration as Word documents."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from docx import Document
from docx.document import Document as Word
from docx.shared import Pt

Told = Mapping[str, Any]


def docx(told: Told) -> bytes:
    """The same as `paper.typ` makes of it, as people write it in Word: headings, lists, tables."""
    word = Document()
    word.styles["Normal"].font.size = Pt(11)
    word.core_properties.title = told["title"]
    word.core_properties.author = told["title"]
    word.add_heading(told["title"], 0)
    for line in filter(None, [told.get("subtitle"), "  ·  ".join(told.get("contacts", []))]):
        word.add_paragraph(line)
    for section in told["sections"]:
        _add_section(word, section)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _add_section(word: Word, told: Told) -> None:
    if "title" in told:
        word.add_heading(told["title"], 1)
    for text in told.get("text", []):
        word.add_paragraph(text)
    for entry in told.get("entries", []):
        _add_entry(word, entry)
    for item in told.get("items", []):
        word.add_paragraph(item, style="List Bullet")
    if "table" in told:
        _add_table(word, told["table"])


def _add_entry(word: Word, told: Told) -> None:
    paragraph = word.add_paragraph()
    paragraph.add_run(f"{told['when']}  ")
    paragraph.add_run(told["what"]).bold = True
    if "where" in told:
        paragraph.add_run(f"\n{told['where']}").italic = True
    for point in told.get("points", []):
        word.add_paragraph(point, style="List Bullet")


def _add_table(word: Word, rows: Sequence[Sequence[str]]) -> None:
    table = word.add_table(0, len(rows[0]), style="Table Grid")
    for number, row in enumerate(rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.paragraphs[0].add_run(text).bold = number == 0
