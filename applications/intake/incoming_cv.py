"""A file on its way to be the CV of one of a team; it is theirs when it is whole."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models, transaction

from applications.intake.team import TeamMember
from applications.uploads import actions
from applications.uploads.models import Upload


class IncomingCv(models.Model):
    """For whose place in which team an upload is."""

    upload = models.OneToOneField(Upload, on_delete=models.CASCADE, related_name="incoming_cv")
    member = models.ForeignKey(TeamMember, on_delete=models.CASCADE, related_name="incoming")

    class Meta:
        verbose_name = "incoming CV"

    def __str__(self) -> str:
        return str(self.upload)


def begin(*, member: TeamMember, by: Any, at: datetime, **told: Any) -> Upload:
    """Begin to send a CV; `told` is its name, size and digest. Refused when it would be too large.

    What the person left unfinished and nobody will go on with is cleared away first.
    """
    actions.clear(Upload.objects.of(by).expired(at=at))
    with transaction.atomic():
        upload = actions.begin(most=settings.DOCUMENT_MAX_BYTES, by=by, at=at, **told)
        IncomingCv.objects.create(upload=upload, member=member)
    return upload


def standing_uploads(member: TeamMember, *, at: datetime) -> list[Upload]:
    """Unfinished uploads of the CV, which can be gone on with."""
    return list(Upload.objects.standing(at=at).filter(incoming_cv__member=member))
