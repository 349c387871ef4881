"""Where the pieces lie: the private storage of documents, which may be full or away."""

from hashlib import sha256

from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _

from applications.documents.models import document_storage
from applications.uploads.models import Piece, Upload

# What a storage raises that is full or does not answer: of a folder the first, of S3 all of them.
FAILURES = (OSError, BotoCoreError, ClientError)
WORDS = _(
    "The portal cannot store files just now. What has arrived and what you wrote is kept. Try again in a few minutes"
)


class Lost(Exception):  # noqa: N818 - a finding about the storage
    """A piece that the storage gives back otherwise than it was given, or not at all; the file stands before it."""

    def __init__(self, piece: Piece) -> None:
        super().__init__(piece.stored_name)
        self.piece = piece


def put(piece: Piece, data: bytes) -> None:
    document_storage().save(piece.stored_name, ContentFile(data))


def whole(upload: Upload) -> bytes:
    """What has arrived, put together; raises Lost for the first piece that is not as it was stored."""
    return b"".join(_read(piece) for piece in upload.pieces.filter(size__gt=0))


def _read(piece: Piece) -> bytes:
    try:
        with document_storage().open(piece.stored_name, "rb") as file:
            data: bytes = file.read()
    except FileNotFoundError as error:
        raise Lost(piece) from error
    if sha256(data).hexdigest() != piece.sha256:
        raise Lost(piece)
    return data


def forget(*pieces: Piece) -> None:
    """Delete objects, then rows: what is interrupted in between is deleted by the next."""
    for piece in pieces:
        document_storage().delete(piece.stored_name)
        piece.delete()
