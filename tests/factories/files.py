"""Real files, good and bad: PDF by typst and by hand, DOCX by python-docx, and what only pretends to be one."""

import hashlib
import io
import json
import zipfile

import docx
import typst
from django.core.files.base import ContentFile
from PIL import Image

HTML_PAGE = b"<!doctype html><html><title>CV</title><script>alert(1)</script></html>"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
_PADDING = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")


def pdf(*pages: str) -> bytes:
    """A PDF with one page for each text; the same texts make the same bytes, whatever the time."""
    source = "#set document(date: none)\n#for page in json(bytes(sys.inputs.pages)) { pagebreak(weak: true); text(page) }"
    return typst.compile(source.encode(), sys_inputs={"pages": json.dumps(pages)}, ignore_system_fonts=True)


def upload(data: bytes, name: str) -> ContentFile:
    return ContentFile(data, name=name)


def handmade_pdf(
    *, trailer: str = "", extra: bytes = b"", content: bytes = b"BT /F 24 Tf 72 700 Td (By hand) Tj ET"
) -> bytes:
    """A PDF written object by object, of one page; `extra` is one more object, number 6."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *([extra] if extra else []),
    ]
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % offset for offset in offsets)
    out.write(b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, trailer.encode()))
    out.write(b"startxref\n%d\n%%%%EOF\n" % table)
    return out.getvalue()


def large_pdf(size: int) -> bytes:
    """A PDF of exactly `size` bytes, with a stream that no page shows."""
    small = handmade_pdf(extra=b"<< /Length 0 >>\nstream\n\nendstream")
    at = small.rindex(b"\nendstream")
    # Readers rebuild the table of objects, whose places have moved.
    return small[:at] + b"0" * (size - len(small)) + small[at:]


def locked_pdf(password: str) -> bytes:
    """A PDF that opens only with `password` (RC4 of 40 bits, PDF 1.4 section 3.5); with none, one that opens for all."""
    user = _padded(password)
    owner = _rc4(_md5(_padded("owner"))[:5], user)
    document = bytes(16)
    rights = (-4).to_bytes(4, "little", signed=True)
    key = _md5(user + owner + rights + document)[:5]
    encrypt = f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{owner.hex()}> /U <{_rc4(key, _PADDING).hex()}> >>"
    content = _rc4(_md5(key + b"\4\0\0\0\0")[:10], b"BT /F 24 Tf 72 700 Td (Secret) Tj ET")
    trailer = f"/Encrypt 6 0 R /ID [<{document.hex()}> <{document.hex()}>]"
    return handmade_pdf(trailer=trailer, extra=encrypt.encode(), content=content)


def _md5(data: bytes) -> bytes:
    return hashlib.md5(data, usedforsecurity=False).digest()


def _padded(password: str) -> bytes:
    return (password.encode() + _PADDING)[:32]


def _rc4(key: bytes, data: bytes) -> bytes:
    box = list(range(256))
    j = 0
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    i = j = 0
    out = bytearray()
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)


def saved(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def cv_docx(name: str = "Айгерим Нурланова") -> bytes:
    """A CV in Word as people write it: a title, a table of posts, a list."""
    document = docx.Document()
    document.add_heading(name, 0)
    document.add_heading("Опыт работы", 1)
    table = document.add_table(2, 2)
    for cell, text in zip(
        (c for row in table.rows for c in row.cells),
        ("Период", "Должность", "2016–2020", "Доцент"),
        strict=True,
    ):
        cell.text = text
    document.add_paragraph("Учебное пособие «Миграционное право»", style="List Bullet")
    return saved(document)


def rezipped(data: bytes, members: dict[str, bytes]) -> bytes:
    """The ZIP `data` with members replaced or added."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        kept = {name: old.read(name) for name in old.namelist()}
    return zipped({**kept, **members})


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in members.items():
            new.writestr(name, content)
    return out.getvalue()


def picture(width: int = 300, height: int = 400, kind: str = "PNG") -> io.BytesIO:
    """A plain blue picture."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#1e4b8f").save(out, kind)
    out.seek(0)
    return out
