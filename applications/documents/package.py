"""A DOCX or ODT as a package: proof that it is small enough to open and holds no programs and no foreign objects."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from xml.parsers import expat

from applications.documents.faults import Fault, Unusable

# What a long CV with pictures needs, several times over; a zip bomb claims more or is cut at what it claims.
_MAX_MEMBERS = 2_000
_MAX_UNPACKED = 60 * 1024 * 1024
_MAX_XML = 8 * 1024 * 1024
# Sixty pages with every word formatted by itself; reading these takes about four seconds and 300 MB.
_MAX_ELEMENTS = 60_000
# Tables in tables in text boxes reach a few dozen.
_MAX_DEPTH = 200

_PLAIN_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_MACROS = ("vbaproject.bin", "vbadata.xml", ".docm", ".dotm", ".xlsm", ".xlsb", ".pptm")
_PROGRAMS = (
    ".exe",
    ".dll",
    ".com",
    ".scr",
    ".msi",
    ".bat",
    ".cmd",
    ".ps1",
    ".vbs",
    ".js",
    ".jar",
    ".lnk",
    ".hta",
)
_ENCRYPTED = 0x1
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,
    UnicodeError,
    expat.ExpatError,
)

Start = Callable[[str, dict[str, str]], None]


@contextmanager
def opened(data: bytes, broken: Fault) -> Iterator[zipfile.ZipFile]:
    """The package `data`, every member and all its XML proved. Raises Unusable, with `broken` where it does not open."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _prove_members(package.infolist(), broken)
            _prove_xml(package, broken)
            yield package
    except _BROKEN as error:
        raise Unusable(broken) from error


def names(data: bytes) -> set[str]:
    """What the package claims to hold; nothing where it does not open."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return set(package.namelist())
    except _BROKEN:
        return set()


def parse(xml: bytes, start: Start, text: Callable[[str], None] | None = None) -> None:
    """Read a part that was proved once more, for what its elements say."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.CharacterDataHandler = text
    parser.Parse(xml, True)


def _prove_members(members: list[zipfile.ZipInfo], broken: Fault) -> None:
    called = [member.filename.lower() for member in members]
    if any(name.endswith(_MACROS + _PROGRAMS) for name in called):
        raise Unusable(Fault.PROGRAM)
    if len(set(called)) < len(called):
        raise Unusable(broken)
    if any(member.flag_bits & _ENCRYPTED or member.compress_type not in _PLAIN_METHODS for member in members):
        raise Unusable(broken)
    unpacked = sum(member.file_size for member in members)
    xml = sum(member.file_size for member in members if is_xml(member))
    if len(members) > _MAX_MEMBERS or unpacked > _MAX_UNPACKED or xml > _MAX_XML:
        raise Unusable(Fault.TOO_INTRICATE)


def is_xml(member: zipfile.ZipInfo) -> bool:
    return member.filename.lower().endswith((".xml", ".rels"))


def _prove_xml(package: zipfile.ZipFile, broken: Fault) -> None:
    measure = _Measure()
    for member in package.infolist():
        if is_xml(member):
            measure.read(package.read(member), broken)


class _Measure:
    """Counts elements over all parts, and how deep they stand in one."""

    def __init__(self) -> None:
        self.elements = self.depth = 0

    def read(self, xml: bytes, broken: Fault) -> None:
        """A document type, the door to entity bombs, does not belong in a package."""

        def refuse(*_declaration: object) -> None:
            raise Unusable(broken)

        self.depth = 0
        parser = expat.ParserCreate()
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.StartDoctypeDeclHandler = refuse
        parser.Parse(xml, True)

    def start(self, _name: str, _attributes: dict[str, str]) -> None:
        self.elements += 1
        self.depth += 1
        if self.elements > _MAX_ELEMENTS or self.depth > _MAX_DEPTH:
            raise Unusable(Fault.TOO_INTRICATE)

    def end(self, _name: str) -> None:
        self.depth -= 1
