"""What is done with documents: receive, read, discard."""

from datetime import datetime
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from applications.documents import access, names, scanning
from applications.documents.checks import Checked, check_upload
from applications.documents.models import FIRST_WAIT, Document, Reading, Scan, Way
from applications.documents.tasks import scan
from portal.kernel.workflow import Refused
from portal.record.actions import write


def receive(*, upload: File, by: Any, at: datetime, owner: Any = None) -> Document:
    """Keep `upload` for its owner, `by` where no other is named, and return it; the same file again is the one kept before.

    Raises Refused for a file that is not readable as one of the kinds taken (`checks`), or in which a virus was found before.
    The file goes to the storage before the transaction begins, so that a slow storage holds no lock.
    """
    checked = check_upload(upload)
    owner = owner or by
    document = _kept(checked, owner) or _keep(checked, upload.name or "", owner, by, at)
    require_usable(document)
    return document


def require_usable(document: Document) -> None:
    """Raise Refused, with what is to be done, where a virus was found in what somebody wants to hand in."""
    if document.is_infected:
        raise Refused(_("%(why)s. Choose another file") % {"why": withheld(document)})


def _kept(checked: Checked, owner: Any) -> Document | None:
    return Document.objects.of(owner).filter(sha256=checked.sha256).first()


def _keep(checked: Checked, name: str, owner: Any, by: Any, at: datetime) -> Document:
    document = Document(
        owner=owner,
        original_name=names.shown(name),
        kind=checked.kind,
        size=checked.size,
        sha256=checked.sha256,
        pages=checked.pages,
        texts=checked.texts,
        received_at=at,
        scan=Scan.PENDING if scanning.is_configured() else Scan.UNSCANNED,
        scan_next_at=at + FIRST_WAIT,
    )
    document.file.save("", ContentFile(checked.data), save=False)
    if checked.rendition:
        document.rendition.save("", ContentFile(checked.rendition), save=False)
    try:
        return _register(document, by, at)
    except IntegrityError:
        # The button was pressed twice; the other request was quicker.
        _forget_files(document)
        return Document.objects.of(owner).get(sha256=checked.sha256)


@transaction.atomic
def _register(document: Document, by: Any, at: datetime) -> Document:
    document.save()
    write(
        stream=document.stream,
        action="document.received",
        subject=_subject(document),
        by=by,
        at=at,
        data={
            "kind": document.kind,
            "size": document.size,
            "pages": document.pages,
            "sha256": document.sha256,
        },
    )
    if document.scan == Scan.PENDING:
        transaction.on_commit(partial(scan.enqueue, str(document.key)))
    return document


def read(*, document: Document, way: str, by: Any, at: datetime) -> Document:
    """Note that `by` looks at the pages or takes the file away: once a day and way, and never for the owner.

    Raises Refused for what the scanner holds back. The permission was asked by the view. Pages are many, so the
    transaction is begun only for the first of them.
    """
    if withheld(document, way):
        raise Refused(withheld(document, way, called=access.only_name(by, document)))
    reading = {"document": document, "reader": by, "on": at.date(), "way": way}
    if by.pk != document.owner_id and not Reading.objects.filter(**reading).exists():
        _note_reading(reading, at)
    return document


@transaction.atomic
def _note_reading(reading: dict[str, Any], at: datetime) -> None:
    _row, first = Reading.objects.get_or_create(**reading)
    if not first:
        return
    document, reader = reading["document"], reading["reader"]
    grant = access.grant(reader, document)
    if grant is None:
        raise PermissionDenied("applications.read_document")
    write(
        stream=grant.stream,
        action="document.read",
        subject=_subject(document),
        by=reader,
        at=at,
        data={"as": grant.as_, "way": reading["way"], "sha256": document.sha256},
    )


def withheld(document: Document, way: str = Way.PAGES, *, called: str = "") -> str:
    """Why the document cannot be read that way now, in words that call it as its sender did, or `called`; empty when it can."""
    name = {"name": called or document.original_name}
    if document.is_infected:
        return _("A virus was found in “%(name)s”, so nobody can open it") % name
    if way == Way.PAGES:
        return ""
    if document.scan == Scan.PENDING:
        return _("“%(name)s” is still being checked for viruses. Try again in a minute") % name
    if document.scan == Scan.UNSCANNED and document.scan_note:
        return _("“%(name)s” could not be checked for viruses, so only its pages can be seen") % name
    return ""


@transaction.atomic
def discard(*, document: Document, by: Any, at: datetime) -> None:
    """Delete the document and its files. Raises Refused when it was handed in with an application."""
    if not by.has_perm("applications.discard_document", document):
        raise PermissionDenied("applications.discard_document")
    entry = {"stream": document.stream, "subject": _subject(document), "data": {"sha256": document.sha256}}
    try:
        document.delete()
    except ProtectedError as error:
        raise Refused(
            _("“%(name)s” belongs to an application and is kept with it") % {"name": document.original_name}
        ) from error
    write(action="document.discarded", by=by, at=at, **entry)
    transaction.on_commit(partial(_forget_files, document))


def _forget_files(document: Document) -> None:
    for file in (document.file, document.rendition):
        if file:
            file.storage.delete(file.name)


def _subject(document: Document) -> str:
    return f"document:{document.key}"
