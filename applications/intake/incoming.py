"""A file on its way to be one of the documents asked for; it is attached when it is whole."""

from datetime import datetime
from typing import Any

from django.db import models, transaction

from applications.documents.checks import MB
from applications.intake import limits
from applications.intake.models import Application
from applications.uploads import actions
from applications.uploads.models import Upload
from vacancies.models import DocumentAsked


class Incoming(models.Model):
    """Which document of which draft an upload is for."""

    upload = models.OneToOneField(Upload, on_delete=models.CASCADE, related_name="incoming")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="incoming")
    asked = models.ForeignKey(DocumentAsked, on_delete=models.CASCADE, related_name="incoming")

    def __str__(self) -> str:
        return str(self.upload)


def begin(*, application: Application, asked: DocumentAsked, by: Any, at: datetime, **told: Any) -> Upload:
    """Begin to send a file for `asked`; `told` is its name, size and digest. Refused when it would be too large.

    What the person left unfinished and nobody will go on with is cleared away first.
    """
    actions.clear(Upload.objects.of(by).expired(at=at))
    with transaction.atomic():
        upload = actions.begin(most=limits.megabytes_of(asked) * MB, by=by, at=at, **told)
        Incoming.objects.create(upload=upload, application=application, asked=asked)
    return upload


def standing_uploads(application: Application, *, at: datetime) -> dict[int, list[Upload]]:
    """Unfinished uploads by the document they are for."""
    found: dict[int, list[Upload]] = {}
    rows = Upload.objects.standing(at=at).filter(incoming__application=application)
    for upload in rows.select_related("incoming"):
        found.setdefault(upload.incoming.asked_id, []).append(upload)
    return found
