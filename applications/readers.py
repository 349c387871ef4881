"""Who, besides its owner, may read a document: the reasons of the rooms, given to the documents room."""

from typing import Any

from django.db.models import Q

from applications.documents.access import Grant, register
from applications.documents.models import Document
from applications.intake.models import Application

# Permission on the application with which the document came, and in what capacity it lets read.
CAPACITIES = (
    ("applications.view_candidate", "panel"),
    ("applications.view_application", "office"),
)


def handed_in_with_an_application(user: Any, document: Document) -> Grant | None:
    """Whoever may read an application that was handed in may read its documents."""
    came_with = Q(attachments__document=document) | Q(earlier__documents__document=document)
    handed_in = Application.objects.received().filter(came_with).distinct().order_by("pk")
    for application in handed_in.select_related("vacancy__office", "screening"):
        for permission, capacity in CAPACITIES:
            if user.has_perm(permission, application):
                return Grant(application.stream, capacity)
    return None


register(handed_in_with_an_application)
