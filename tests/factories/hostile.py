"""Files that mean harm, or are odd: each made here, so that nothing dangerous lies in the repository."""

import io
import struct
import zipfile
import zlib

from applications.documents.word_package import CONTENT_TYPES
from tests.factories import files, texts

RELATIONS = "word/_rels/document.xml.rels"
_WORD_XML = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LAUGHS = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><l>&b;</l>'
OUTSIDE = b'<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><l>&a;</l>'


def pdf_saying(old: bytes, new: bytes) -> bytes:
    """A PDF by hand with something else in it. Offsets after it are wrong then, as in many files that people have."""
    return files.handmade_pdf().replace(old, new)


def pdf_of_many_pages(number: int) -> bytes:
    return pdf_saying(b"/Kids [3 0 R] /Count 1", b"/Kids [%s] /Count %d" % (b"3 0 R " * number, number))


def pdf_of_size(box: str) -> bytes:
    return pdf_saying(b"[0 0 595 842]", box.encode())


def pdf_whose_pages_go_round() -> bytes:
    return pdf_saying(b"/Kids [3 0 R] /Count 1", b"/Kids [2 0 R 2 0 R] /Count 9 /Parent 2 0 R")


def pdf_nested(depth: int) -> bytes:
    return files.handmade_pdf(extra=b"[" * depth + b"]" * depth, trailer="/Info 6 0 R")


def pdf_whose_streams_of_objects_go_round() -> bytes:
    stream = b"<< /Type /ObjStm /N 1 /First 4 /Extends 6 0 R /Length 8 >>\nstream\n6 0 <<>>\nendstream"
    return files.handmade_pdf(extra=stream)


def pdf_that_swells(megabytes: int) -> bytes:
    """A page whose drawing is a thousand times larger unpacked."""
    packed = zlib.compress(b"0 0 m 9 9 l S " * (megabytes * 1024 * 1024 // 14), 9)
    plain = files.handmade_pdf(content=packed)
    return plain.replace(
        b"<< /Length %d >>" % len(packed), b"<< /Length %d /Filter /FlateDecode >>" % len(packed)
    )


def pdf_that_draws_itself() -> bytes:
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >> /Length 6 >>\nstream\n/X Do \nendstream"
    page = files.handmade_pdf(extra=form, content=b"/X Do")
    return page.replace(b"/Resources << /Font", b"/Resources << /XObject << /X 6 0 R >> /Font")


def pdf_that_acts(action: str) -> bytes:
    """A PDF that would do something when it is opened by a program that obeys it."""
    return files.handmade_pdf(extra=action.encode()).replace(
        b"/Type /Catalog", b"/Type /Catalog /OpenAction 6 0 R"
    )


def pdf_with_a_file_inside() -> bytes:
    inside = b"<< /Names [(a.exe) << /Type /Filespec /F (a.exe) /EF << /F 4 0 R >> >>] >>"
    return files.handmade_pdf(extra=inside).replace(
        b"/Type /Catalog", b"/Type /Catalog /Names << /EmbeddedFiles 6 0 R >>"
    )


def word(members: dict[str, bytes]) -> bytes:
    return files.rezipped(files.cv_docx(), members)


def word_related(kind: str, target: str) -> bytes:
    """A DOCX with one more relation, to something that lies elsewhere."""
    with zipfile.ZipFile(io.BytesIO(files.cv_docx())) as package:
        relations = package.read(RELATIONS)
    more = f'<Relationship Id="rX" Type="{_WORD_XML}/{kind}" Target="{target}" TargetMode="External"/>'
    return word({RELATIONS: relations.replace(b"</Relationships>", more.encode() + b"</Relationships>")})


def word_saying(xml: str) -> bytes:
    """A DOCX with `xml` at the beginning of its text."""
    with zipfile.ZipFile(io.BytesIO(files.cv_docx())) as package:
        text = package.read("word/document.xml")
    return word({"word/document.xml": text.replace(b"<w:body>", b"<w:body>" + xml.encode(), 1)})


def word_with_macros() -> bytes:
    """A DOCM under the name of a DOCX."""
    with zipfile.ZipFile(io.BytesIO(files.cv_docx())) as package:
        types = package.read(CONTENT_TYPES)
    plain = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main"
    return word({CONTENT_TYPES: types.replace(plain, b"vnd.ms-word.document.macroEnabled.main")})


def fields(*words: str) -> str:
    runs = "".join(f"<w:r><w:instrText>{word}</w:instrText></w:r>" for word in words)
    return f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{runs}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'


def sheet() -> bytes:
    """An XLSX, by what its package says."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    types = f'<Types><Override PartName="/xl/workbook.xml" ContentType="{kind}"/></Types>'
    return files.zipped({CONTENT_TYPES: types.encode(), "xl/workbook.xml": b"<workbook/>"})


def overlapping_zip() -> bytes:
    """Two names in the list of one ZIP for the same bytes, as bombs without nesting are made."""
    plain = files.zipped({"word/a.xml": b"<a/>", "word/b.xml": b"<a/>"})
    with zipfile.ZipFile(io.BytesIO(plain)) as package:
        second = package.infolist()[1].header_offset
    end = plain.rindex(b"PK\x01\x02") + 42
    return plain[:end] + struct.pack("<L", 0) + plain[end + 4 :] if second else plain


def zip_in_zip(depth: int) -> bytes:
    inner = files.zipped({"a": bytes(10_000_000)})
    for _level in range(depth):
        inner = files.zipped({f"{number}.zip": inner for number in range(4)})
    return inner


def png_claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is so large."""
    return _png(
        _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), zlib.compress(bytes(100))
    )


def png_with_a_long_word(megabytes: int) -> bytes:
    """A good PNG, with a remark that is a thousand times larger unpacked."""
    good = texts.scan("PNG")
    remark = _chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(megabytes * 1024 * 1024), 9))
    return good[:33] + remark + good[33:]


def _png(header: bytes, data: bytes) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + header + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def heic() -> bytes:
    """The beginning of a photo as iPhones take it."""
    return struct.pack(">I", 24) + b"ftypheic" + bytes(4) + b"mif1heic" + bytes(500)
