"""Pictures out of a DOCX, decoded and written anew, so that no crafted file reaches the typesetter."""

import io

from PIL import Image

_FORMATS = ["PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP"]
# More than a scanner makes of one page; what is larger is not worth its decoding.
_MAX_PIXELS = 40_000_000
# UnidentifiedImageError is an OSError; the bomb's warning is an exception where warnings are errors.
_BROKEN = (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning)
# Enough for a scanned page to be read at the largest width shown.
_LONGEST_SIDE = 2_000


def clean(data: bytes) -> tuple[bytes, int] | None:
    """A JPEG of the picture `data` on white, and its width in pixels; None for what is no picture that can be shown."""
    try:
        return _rewritten(Image.open(io.BytesIO(data), formats=_FORMATS))
    except _BROKEN:
        return None


def _rewritten(picture: Image.Image) -> tuple[bytes, int] | None:
    width = picture.width
    if width * picture.height > _MAX_PIXELS:
        return None
    picture.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    layer = picture.convert("RGBA")
    page = Image.new("RGB", layer.size, "white")
    page.paste(layer, mask=layer)
    jpeg = io.BytesIO()
    page.save(jpeg, "JPEG", quality=85)
    return jpeg.getvalue(), width
