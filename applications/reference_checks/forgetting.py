"""What stays of references once the application is erased: that they were asked for and how they ended, and nobody's name or words."""

import uuid

from applications.intake.models import Application
from applications.reference_checks.models import Reference

_BLANK = {
    **dict.fromkeys(("name", "position", "organisation", "email", "phone", "relation", "secret_hash"), ""),
    "questions": [],
    "answers": [],
}


def forget(application: Application) -> None:
    """Empty every reference on `application`; with the old key no hash of the record can be tried out any more."""
    for row in application.references.all():
        Reference.objects.filter(pk=row.pk).update(key=uuid.uuid4(), **_BLANK)
