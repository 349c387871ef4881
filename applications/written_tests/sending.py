"""What a candidate does: sends answers between the beginning and the end of their time, as the server's clock has it."""

from datetime import UTC, datetime
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.documents.actions import receive
from applications.documents.checks import check_upload
from applications.invitations.models import Invitee, Slot
from applications.written_tests.actions import add, require_open
from applications.written_tests.models import AnswerFile
from portal.kernel.workflow import Refused, require
from portal.record.actions import write
from portal.words.moments import second_in

MOST = 20
TOO_MANY = gettext_lazy("You have sent many files already. Write to the office")
EARLY = gettext_lazy("Your time has not begun yet")


def send(*, invitee: Invitee, upload: File, by: Any, at: datetime) -> AnswerFile:
    """Keep `upload`, which arrived at `at`, as answers of the candidate; the same file again is the one kept before.

    Raises Refused before the time begins, for a file that cannot be read, and after the end with its minutes of grace: then the
    record says what came when, so that nobody can say it never came.
    """
    require("applications.send_answers", invitee, by=by)
    application, slot = invitee.application, invitee.slot
    if slot is None or at < slot.begins_at:
        raise Refused(EARLY)
    if at > slot.answers_until:
        _note_late(invitee, slot, upload, by, at)
        raise Refused(_late_words(invitee, slot, at))
    require_open(application)
    if application.answer_files.count() >= MOST:
        raise Refused(TOO_MANY)
    document = receive(upload=upload, by=by, at=at)
    return add(application=application, document=document, by=by, at=at)


def takes(invitee: Invitee, *, at: datetime) -> bool:
    """Whether what arrives at `at` counts."""
    slot = invitee.slot
    return slot is not None and slot.begins_at <= at <= slot.answers_until


@transaction.atomic
def _note_late(invitee: Invitee, slot: Slot, upload: File, by: Any, at: datetime) -> None:
    application = invitee.application
    said = {
        "code": application.code,
        "arrived": at.astimezone(UTC).isoformat(),
        "until": slot.answers_until.astimezone(UTC).isoformat(),
        "sha256": check_upload(upload).sha256,
    }
    subject = f"invitee:{invitee.pk}"
    write(stream=application.stream, action="answers.late", subject=subject, by=by, at=at, data=said)


def _late_words(invitee: Invitee, slot: Slot, at: datetime) -> str:
    zone = invitee.invitation.office.zone
    words = _(
        "Your answers arrived %(arrived)s, and your time ended %(until)s: they are not taken. The record of the selection says what came and when"
    )
    return words % {"arrived": second_in(at, zone), "until": second_in(slot.answers_until, zone)}
