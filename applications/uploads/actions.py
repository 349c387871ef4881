"""What is done with an upload: begin it, keep what arrives, finish or drop it, clear away what nobody goes on with."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.core.files import File
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from applications.documents.checks import MB
from applications.documents.faults import Fault, Unusable
from applications.uploads import store
from applications.uploads.models import Piece, Upload
from portal.kernel.workflow import Refused, in_english
from portal.models import User
from portal.record.actions import write

KEPT_FOR = timedelta(days=7)
MOST_AT_ONCE = 20

Receiver = Callable[[File], Any]


class TooLarge(Refused):
    """A file over the limit, of which nothing need be sent."""


class Gone(Exception):  # noqa: N818 - how it stands, not an error
    """An upload that was dropped meanwhile."""


class OutOfPlace(Exception):  # noqa: N818 - how it stands, not an error
    """Bytes that do not follow on what has arrived: another request was quicker, or the storage lost some."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


@transaction.atomic
def begin(*, name: str, size: int, digest: str, most: int, by: Any, at: datetime) -> Upload:
    """An upload of which nothing has arrived. `digest` is the SHA-256 of the file where the sender says it.

    Raises TooLarge for more than `most` bytes, Refused for an empty file and for too many unfinished uploads.
    """
    if size > most:
        raise TooLarge(_(Fault.TOO_LARGE.value) % {"name": name, "limit": most // MB})
    if not size:
        raise Refused(_(Fault.EMPTY.value) % {"name": name})
    User.objects.select_for_update().get(pk=by.pk)
    if Upload.objects.of(by).standing(at=at).count() >= MOST_AT_ONCE:
        raise Refused(
            _("Too many of your files are unfinished. Finish some of them or give them up, then go on")
        )
    upload = Upload.objects.create(
        owner=by, name=name, size=size, sha256=digest, begun_at=at, expires_at=at + KEPT_FOR
    )
    _record("upload.begun", upload, at)
    return upload


def keep(*, upload: Upload, start: int, data: bytes, at: datetime) -> Upload:
    """Keep `data` as what follows on the first `start` bytes, and return the fresh upload.

    No lock is held while the storage writes: of two requests with the same bytes the quicker one counts, the other
    one raises OutOfPlace and leaves nothing behind. What the storage raises when it is full is let through.
    """
    piece = _piece(upload, start)
    try:
        store.put(piece, data)
        return _count(piece, data, at)
    except (OutOfPlace, Gone, *store.FAILURES):
        # What cannot be deleted now is deleted with the upload.
        with suppress(*store.FAILURES):
            store.forget(piece)
        raise


def _piece(upload: Upload, start: int) -> Piece:
    try:
        return Piece.objects.create(upload=upload, start=start)
    except IntegrityError as error:
        raise Gone from error


@transaction.atomic
def _count(piece: Piece, data: bytes, at: datetime) -> Upload:
    row = _standing(piece.upload)
    if row.finished_at or row.offset != piece.start:
        raise OutOfPlace(row.offset)
    piece.size, piece.sha256 = len(data), sha256(data).hexdigest()
    piece.save(update_fields=["size", "sha256"])
    row.offset += piece.size
    row.expires_at = at + KEPT_FOR
    row.save(update_fields=["offset", "expires_at"])
    return row


def _standing(upload: Upload) -> Upload:
    """The locked row."""
    row = Upload.objects.select_for_update().filter(pk=upload.pk).first()
    if row is None:
        raise Gone
    return row


def finish(*, upload: Upload, last: bytes, receive: Receiver, at: datetime) -> Upload:
    """Put together what arrived and the `last` bytes, give the file to `receive`, and return the finished upload.

    `receive` must do no harm when it is given the same file twice: until it has returned the upload stands before its last
    bytes, so that whatever happens in between, the sender sends these again. Raises Refused, with the pieces deleted, for a
    file that `receive` refuses or that is not what was announced; OutOfPlace when the storage lost something.
    """
    try:
        data = store.whole(upload) + last
    except store.Lost as lost:
        raise OutOfPlace(_stand_before(lost.piece)) from lost
    try:
        _compare(upload, data)
        receive(ContentFile(data, name=upload.name))
    except Refused as refused:
        _end(upload, at, refusal=str(refused))
        _record(
            "upload.refused", upload, at, reason=_reason(refused, upload), sha256=sha256(data).hexdigest()
        )
        raise
    return _end(upload, at, offset=upload.size)


def _compare(upload: Upload, data: bytes) -> None:
    if upload.sha256 not in {"", sha256(data).hexdigest()}:
        raise Refused(
            _("“%(name)s” did not arrive as it is on your device. Choose it again") % {"name": upload.name}
        )


@transaction.atomic
def _stand_before(piece: Piece) -> int:
    row = _standing(piece.upload)
    row.pieces.filter(start__gte=piece.start).update(size=0)
    row.offset = piece.start
    row.save(update_fields=["offset"])
    return row.offset


def _end(upload: Upload, at: datetime, **how: Any) -> Upload:
    Upload.objects.unfinished().filter(pk=upload.pk).update(finished_at=at, **how)
    store.forget(*upload.pieces.all())
    for name, value in how.items():
        setattr(upload, name, value)
    upload.finished_at = at
    return upload


def _reason(refused: Refused, upload: Upload) -> str:
    """Why, for the record, which does not tell the names of files."""
    if isinstance(refused.__cause__, Unusable):
        return refused.__cause__.fault.name.lower().replace("_", " ")
    return in_english(refused.args[0]).replace(upload.name, "…")


def note_break(*, upload: Upload, at: datetime) -> None:
    """Have the record say how far the file had come when the line broke; once for each offset."""
    _note("upload.broken", upload, at)


def note_failure(*, error: Exception, size: int, by: Any, at: datetime, upload: Upload | None = None) -> None:
    """Have the record say that the storage took no more, of an upload once for each offset."""
    said = {"reason": f"{type(error).__name__}: {error}"[:200]}
    if upload:
        _note("upload.failed", upload, at, **said)
    else:
        data = {"kept": 0, "size": size, **said}
        write(stream=f"person:{by.pk}", action="upload.failed", by=by, at=at, data=data)


@transaction.atomic
def _note(action: str, upload: Upload, at: datetime, **data: Any) -> None:
    row = Upload.objects.select_for_update().filter(pk=upload.pk).first()
    if row is None or row.noted == f"{action}:{row.offset}":
        return
    row.noted = f"{action}:{row.offset}"
    row.save(update_fields=["noted"])
    _record(action, row, at, **data)


def _record(action: str, upload: Upload, at: datetime, **data: Any) -> None:
    write(
        stream=upload.stream,
        action=action,
        subject=f"upload:{upload.key}",
        by=upload.owner,
        at=at,
        data={"kept": upload.offset, "size": upload.size, **data},
    )


def drop(*, upload: Upload, at: datetime) -> None:
    """Give up sending: what arrived is deleted."""
    store.forget(*upload.pieces.all())
    with transaction.atomic():
        if upload.finished_at is None:
            _record("upload.dropped", upload, at)
        upload.delete()


def clear(uploads: Iterable[Upload]) -> int:
    """Delete uploads and what arrived of them, and say how many there were."""
    count = 0
    for upload in uploads:
        store.forget(*upload.pieces.all())
        upload.delete()
        count += 1
    return count
