"""A look into a packed workbook before anything in it is understood: whoever sent it may have sent anything. Pure."""

import enum
import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile
from zlib import error as BadPacking  # noqa: N812 - the library's own name says less

# What a packed file may be unpacked to, in times of what it may weigh.
MOST_UNPACKED = 12
_MERGES = re.compile(rb"<(?:\w+:)?mergeCell")
# What reading a broken workbook raises.
BROKEN = (BadZipFile, BadPacking, KeyError, IndexError, AttributeError, ValueError, TypeError, SyntaxError, EOFError, OSError,
          NotImplementedError, RuntimeError, AssertionError)  # fmt: skip


class Flaw(enum.Enum):
    """Why a workbook is not opened."""

    NO_WORKBOOK = enum.auto()
    TOO_LARGE = enum.auto()
    MACROS = enum.auto()
    MERGED = enum.auto()


class Unopened(Exception):  # noqa: N818 - an answer to who sent it, not an error of the program
    """A workbook that is not to be opened, and its `flaw`."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw)
        self.flaw = flaw


def look_inside(content: bytes, *, most_bytes: int) -> None:
    """Raise Unopened for what is no packed file, hides a program, declares entities, merges cells, or would grow too large."""
    try:
        with ZipFile(BytesIO(content)) as packed:
            parts = packed.infolist()
            if sum(part.file_size for part in parts) >= MOST_UNPACKED * most_bytes:
                raise Unopened(Flaw.TOO_LARGE)
            types = packed.read("[Content_Types].xml")
            texts = [packed.read(part).replace(b"\0", b"") for part in parts]
    except BROKEN as error:
        raise Unopened(Flaw.NO_WORKBOOK) from error
    if b"macroEnabled" in types or any(part.filename.lower().endswith(".bin") for part in parts):
        raise Unopened(Flaw.MACROS)
    if any(b"<!DOCTYPE" in text or b"<!ENTITY" in text for text in texts):
        raise Unopened(Flaw.NO_WORKBOOK)
    # One line may merge more cells than memory holds.
    if any(_MERGES.search(text) for text in texts):
        raise Unopened(Flaw.MERGED)
