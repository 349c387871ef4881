"""The body of a request, read as it arrives; where the line breaks, what came before that is not lost."""

from collections.abc import Iterator
from contextlib import suppress

from django.http import HttpRequest

# A megabyte is what is lost at most when the server itself dies while it reads.
PIECE = 1024 * 1024
_STEP = 16 * 1024


def pieces(request: HttpRequest) -> Iterator[bytes]:
    """The body in pieces of at most PIECE bytes; they end early when the line breaks."""
    piece = bytearray()
    while data := _some(request):
        piece += data
        if len(piece) >= PIECE:
            yield bytes(piece)
            piece.clear()
    if piece:
        yield bytes(piece)


def pass_over(request: HttpRequest) -> None:
    """Read what is left and forget it: a browser hears no answer before it has sent everything."""
    while _some(request):
        pass


def _some(request: HttpRequest) -> bytes:
    with suppress(OSError):
        return request.read(_STEP)
    return b""
