"""A DOCX as a package: proof that it is a Word document, small enough to open and without programs."""

import io
import zipfile
import zlib
from collections.abc import Callable
from xml.parsers import expat

from applications.documents.faults import Fault, Unusable

# What a long CV with pictures needs, several times over; a zip bomb claims more or is cut at what it claims.
_MAX_MEMBERS = 2_000
_MAX_UNPACKED = 60 * 1024 * 1024
_MAX_XML = 8 * 1024 * 1024
# Sixty pages with every word formatted by itself; reading these takes about four seconds and 300 MB.
_MAX_ELEMENTS = 60_000

_CONTENT_TYPES = "[Content_Types].xml"
_WORD_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PLAIN_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_MACROS = ("vbaproject.bin", "vbadata.xml")
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


def prove(data: bytes) -> None:
    """Return when `data` is a DOCX that may be opened. Raises Unusable otherwise."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _prove_members(package.infolist())
            _prove_main_part(package)
            _prove_xml(package)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, expat.ExpatError) as error:
        raise Unusable(Fault.BROKEN_DOCX) from error


def _prove_members(members: list[zipfile.ZipInfo]) -> None:
    names = [member.filename.lower() for member in members]
    if any(name.endswith(_MACROS + _PROGRAMS) for name in names):
        raise Unusable(Fault.PROGRAM)
    if len(set(names)) < len(names):
        raise Unusable(Fault.BROKEN_DOCX)
    if any(member.flag_bits & _ENCRYPTED or member.compress_type not in _PLAIN_METHODS for member in members):
        raise Unusable(Fault.BROKEN_DOCX)
    unpacked = sum(member.file_size for member in members)
    xml = sum(member.file_size for member in members if _is_xml(member))
    if len(members) > _MAX_MEMBERS or unpacked > _MAX_UNPACKED or xml > _MAX_XML:
        raise Unusable(Fault.TOO_INTRICATE)


def _is_xml(member: zipfile.ZipInfo) -> bool:
    return member.filename.lower().endswith((".xml", ".rels"))


def _prove_main_part(package: zipfile.ZipFile) -> None:
    names = set(package.namelist())
    if _CONTENT_TYPES not in names:
        raise Unusable(Fault.BROKEN_DOCX)
    types = _declared_types(package.read(_CONTENT_TYPES))
    if any("macroenabled" in kind.lower() for kind in types.values()):
        raise Unusable(Fault.PROGRAM)
    # Word names the part word/document.xml; its online edition also word/document2.xml.
    if not any(kind == _WORD_DOCUMENT and part.lstrip("/") in names for part, kind in types.items()):
        raise Unusable(Fault.BROKEN_DOCX)


def _declared_types(xml: bytes) -> dict[str, str]:
    types: dict[str, str] = {}

    def start(_name: str, attributes: dict[str, str]) -> None:
        part = attributes.get("PartName") or attributes.get("Extension", "")
        types[part] = attributes.get("ContentType", "")

    _parse(xml, start)
    return types


def _prove_xml(package: zipfile.ZipFile) -> None:
    elements = 0

    def start(_name: str, _attributes: dict[str, str]) -> None:
        nonlocal elements
        elements += 1
        if elements > _MAX_ELEMENTS:
            raise Unusable(Fault.TOO_INTRICATE)

    for member in package.infolist():
        if _is_xml(member):
            _parse(package.read(member), start)


def _parse(xml: bytes, start: Callable[[str, dict[str, str]], None]) -> None:
    """Read `xml` through; a document type, the door to entity bombs, does not belong in a DOCX."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = start
    parser.Parse(xml, True)


def _refuse_doctype(*_declaration: object) -> None:
    raise Unusable(Fault.BROKEN_DOCX)
