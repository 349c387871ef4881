"""A report as a reader has it before them: the text of its pages."""

import re

import pypdfium2


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, its white space made plain."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [re.sub(r"\s+", " ", page.get_textpage().get_text_range()) for page in document]


def text_of(pdf: bytes) -> str:
    return " ".join(pages_of(pdf))


def cells(data: dict, *titles: str) -> list[list[str]]:
    """Rows of the tables under a section whose columns begin with `titles`, from a report's data."""
    return [
        [plain(cell["text"]) for cell in row]
        for block in flat(data)
        if block["kind"] == "table"
        and [one["title"] for one in block["columns"]][: len(titles)] == list(titles)
        for row in block["rows"]
        if isinstance(row, list)
    ]


def flat(data: dict) -> list[dict]:
    """Every block of a report, those of its groups included."""
    found = []
    for section in data["sections"]:
        for block in section["blocks"]:
            found += block["blocks"] if block["kind"] == "group" else [block]
    return found


def notes(data: dict) -> list[str]:
    return [plain(block["text"]) for block in flat(data) if block["kind"] == "note"]


def said(data: dict) -> str:
    """All running text of a report."""
    return "\n".join(
        plain(part) for block in flat(data) if block["kind"] == "text" for part in block["paragraphs"]
    )


def plain(text: str) -> str:
    """With ordinary spaces in place of those at which no line ends."""
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
