"""What a member notes down on a candidate for nobody but themselves; it is no part of the sheet's evidence."""

from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Q

from applications.intake.models import Application
from applications.scoring.actions import require_open_to_marks
from applications.scoring.models import Sheet
from portal.kernel.workflow import locked


class PrivateNote(models.Model):
    """One member's note on one candidate, kept with the sheet and erased with the application."""

    sheet = models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="notes")
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="private_notes")
    text = models.TextField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "application"], name="applications_note_once"),
            models.CheckConstraint(condition=~Q(text=""), name="applications_note_says_something"),
        ]

    def __str__(self) -> str:
        return f"Note on {self.application_id}"


def note_of(sheet: Sheet, application: Application) -> str:
    """What the member of `sheet` noted on `application`; the caller sees to it that nobody else asks."""
    return sheet.notes.filter(application=application).values_list("text", flat=True).first() or ""


@transaction.atomic
def save_note(*, sheet: Sheet, application: Application, text: str, by: Any, at: datetime) -> None:
    """Keep a member's note on one candidate while the sheet is open; an empty one goes. Nothing of it is recorded.

    Raises Refused once the sheet is handed in, and for a candidate who is not on it.
    """
    sheet = locked(sheet)
    require_open_to_marks(sheet, application, by=by)
    if text:
        sheet.notes.update_or_create(application=application, defaults={"text": text, "saved_at": at})
    else:
        sheet.notes.filter(application=application).delete()
