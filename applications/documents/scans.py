"""A scan or photo shown as a PDF of one page: decoded, turned upright, and written anew without what else it says of its maker."""

import io

from PIL import Image, ImageOps

from applications.documents.faults import Fault, Unusable

FORMATS = {"jpeg": "JPEG", "png": "PNG"}
# A page of A4 at 600 dots to the inch is 35 millions; the cameras of telephones make 12 to 50.
MAX_MEGAPIXELS = 64
_BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    OverflowError,
)
_BOMB = (Image.DecompressionBombError, Image.DecompressionBombWarning)
# A page of A4 at about 200 dots to the inch: small print stays readable at the largest width shown.
_LONGEST_SIDE = 2_400
_LONG_EDGE, _SHORT_EDGE = 842, 595


def as_pdf(data: bytes, kind: str) -> bytes:
    """The picture `data` on a page of A4's size. Raises Unusable for one that does not decode, or is too large to try."""
    try:
        with Image.open(io.BytesIO(data), formats=[FORMATS[kind]]) as picture:
            if picture.width * picture.height > MAX_MEGAPIXELS * 1_000_000:
                raise Unusable(Fault.LARGE_PICTURE)
            return _page(picture)
    except _BOMB as error:
        raise Unusable(Fault.LARGE_PICTURE) from error
    except _BROKEN as error:
        raise Unusable(Fault.BROKEN_PICTURE) from error


def _page(picture: Image.Image) -> bytes:
    # A JPEG is decoded no larger than needed.
    picture.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
    shown = _in_eight_bits(picture)
    shown.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    layer = ImageOps.exif_transpose(shown).convert("RGBA")
    page = Image.new("RGB", layer.size, "white")
    page.paste(layer, mask=layer)
    pdf = io.BytesIO()
    page.save(pdf, "PDF", resolution=_dots_to_the_inch(page), quality=85, creationDate=None, modDate=None)
    return pdf.getvalue()


def _in_eight_bits(picture: Image.Image) -> Image.Image:
    """Sixteen bits of grey lose the lower eight; converted as they are, all of it would turn white."""
    if not picture.mode.startswith("I"):
        return picture
    shallow = picture.point(lambda value: value / 256).convert("L")
    shallow.info = picture.info
    return shallow


def _dots_to_the_inch(page: Image.Image) -> float:
    """So many that the picture just fits on A4, upright or across."""
    long, short = max(page.size), min(page.size)
    return 72 * max(long / _LONG_EDGE, short / _SHORT_EDGE)
