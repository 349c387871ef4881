"""Texts that are neither PDF nor Word, and scans: ODT and RTF as office programs write them, JPEG and PNG as cameras do."""

import io
import zipfile

from PIL import Image, ImageDraw

ODT_TYPE = "application/vnd.oasis.opendocument.text"
_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
        ("svg", "svg-compatible"),
    )
)
_STYLES = (
    '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1"/></text:list-style>'
)
CV_BODY = (
    '<text:h text:outline-level="1">Айгерим Нурланова</text:h>'
    '<text:p>Опыт:<text:s text:c="2"/><text:span text:style-name="T1">десять лет</text:span></text:p>'
    "<table:table><table:table-row><table:table-cell><text:p>2016–2020</text:p></table:table-cell>"
    "<table:table-cell><text:p>Доцент</text:p></table:table-cell></table:table-row></table:table>"
    "<text:list><text:list-item><text:p>Учебное пособие</text:p></text:list-item></text:list>"
)


def odt(body: str = CV_BODY, *, listed: str = "", members: dict[str, bytes] | None = None) -> bytes:
    """An ODT whose text is `body`; `listed` is put into its manifest, `members` into its package."""
    content = (
        f'<office:document-content {_SPACES} xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<office:automatic-styles>{_STYLES}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    manifest = f'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{listed}</manifest:manifest>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", ODT_TYPE, zipfile.ZIP_STORED)
        parts = {
            "content.xml": content.encode(),
            "META-INF/manifest.xml": manifest.encode(),
            **(members or {}),
        }
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()


def rtf(body: str) -> bytes:
    """An RTF as WordPad begins one on a computer in the region; `body` is written in its code page."""
    fonts = r"{\fonttbl{\f0\fnil\fcharset204 Times New Roman;}{\f1\fnil\fcharset0 Arial;}{\f2\fnil\fcharset2 Symbol;}}"
    begun = (
        r"{\rtf1\ansi\ansicpg1251\deff0\deflang1049" + fonts + r"{\*\generator Riched20 10;}\viewkind4\uc1"
    )
    return f"{begun}\r\n\\pard\\f0\\fs24 {body}}}\r\n\0".encode("cp1251")


def in_bytes(text: str) -> str:
    """`text` as RTF writes what is not ASCII: byte by byte, in the code page 1251."""
    return "".join(rf"\'{byte:02x}" for byte in text.encode("cp1251"))


def cv_rtf() -> bytes:
    return rtf(
        rf"\b {in_bytes('Айгерим Нурланова')}\b0\par "
        rf"\trowd\cellx2000\cellx4000\pard\intbl {in_bytes('2016–2020')}\cell {in_bytes('Доцент')}\cell\row\pard "
        rf"{{\listtext\f2\'b7\tab}}{in_bytes('Учебное пособие')}\par "
    )


def scan(
    kind: str = "JPEG", size: tuple[int, int] = (600, 800), mode: str = "RGB", **options: object
) -> bytes:
    """A sheet that is dark at its head and white below; `options` go to the picture's file."""
    sheet = Image.new("L", size, 255)
    ImageDraw.Draw(sheet).rectangle((0, 0, size[0], size[1] // 4), fill=20)
    out = io.BytesIO()
    sheet.convert(mode).save(out, kind, **options)
    return out.getvalue()
