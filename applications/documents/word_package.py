"""Proof that a package is a Word document, without programs, objects of other programs, or parts that lie elsewhere."""

import re
import zipfile

from applications.documents import package
from applications.documents.faults import Fault, Unusable

CONTENT_TYPES = "[Content_Types].xml"
_WORD_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
# Kinds of relation whose target, when it lies on another computer, Word fetches on opening. A picture or a link it does not
# need is no fault: nobody here goes to fetch it, and the pages say that it is there.
_FETCHED = ("/attachedtemplate", "/oleobject", "/frame", "/subdocument")
_ELSEWHERE = re.compile(r"(?i)\s*(\\\\|//|https?:|ftps?:|mhtml:|file:(/{0,2}[^/]|/{4,}|/{3}\\\\))")
# Objects of other programs (OLE), of which a page shows a picture at most.
_OBJECT = re.compile(r"(?i).*/(embeddings|activex)/[^/]*\.bin")
# Takes data from another program, and can start one.
_EXCHANGE = re.compile(r"(?i)\bdde(auto)?\b")


def prove(data: bytes) -> None:
    """Return when `data` is a DOCX that may be opened. Raises Unusable otherwise."""
    with package.opened(data, Fault.BROKEN_DOCX) as opened:
        _prove_main_part(opened)
        if any(_OBJECT.fullmatch(name) for name in opened.namelist()):
            raise Unusable(Fault.EMBEDDED)
        for name in opened.namelist():
            if name.lower().endswith(".rels"):
                package.parse(opened.read(name), _refuse_fetched)
            elif name.lower().endswith(".xml"):
                _prove_fields(opened.read(name))


def _prove_main_part(opened: zipfile.ZipFile) -> None:
    names = set(opened.namelist())
    if CONTENT_TYPES not in names:
        raise Unusable(Fault.BROKEN_DOCX)
    types = _declared_types(opened.read(CONTENT_TYPES))
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

    package.parse(xml, start)
    return types


def _refuse_fetched(_name: str, attributes: dict[str, str]) -> None:
    kind, target = attributes.get("Type", "").lower(), attributes.get("Target", "")
    if kind.endswith("/afchunk"):
        # A file in the file, which the pages would not show.
        raise Unusable(Fault.EMBEDDED)
    if attributes.get("TargetMode") == "External" and kind.endswith(_FETCHED) and _ELSEWHERE.match(target):
        raise Unusable(Fault.REMOTE)


def _prove_fields(xml: bytes) -> None:
    """A field's words may be cut into several runs, so they are put together first."""
    if b"instr" not in xml and not xml.startswith((b"\xff\xfe", b"\xfe\xff")):
        return
    said: list[str] = []
    inside = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        inside = name.endswith("instrText")
        if not inside and name.endswith(":fldChar"):
            said.append(" ")
        said.extend(f" {value} " for key, value in attributes.items() if key.endswith(":instr"))

    def text(words: str) -> None:
        if inside:
            said.append(words)

    package.parse(xml, start, text)
    if _EXCHANGE.search("".join(said)):
        raise Unusable(Fault.PROGRAM)
