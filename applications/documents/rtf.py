"""An RTF shown as a PDF: what its text says as blocks, set on A4 pages like that of a DOCX."""

from applications.documents.blocks import Block
from applications.documents.faults import Fault, Unusable
from applications.documents.rtf_reader import Reader
from applications.documents.typesetting import typeset


def as_pdf(data: bytes) -> bytes:
    """The RTF `data` as PDF pages. Raises Unusable for what is cut short, holds objects or programs, or fetches a part."""
    return typeset(blocks_of(data), Fault.BROKEN_RTF)


def blocks_of(data: bytes) -> list[Block]:
    """Paragraphs, simple tables and pictures of the RTF `data`."""
    reader = Reader()
    try:
        return reader.read(data)
    except (LookupError, OverflowError, ValueError) as error:
        raise Unusable(Fault.BROKEN_RTF) from error
