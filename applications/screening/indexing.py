"""Writing the index of words of an application: when it is handed in, amended, or a file of it replaced."""

from collections import defaultdict
from datetime import datetime
from functools import partial

from django.db import transaction
from django_tasks import task

from applications.documents.models import Document
from applications.intake import receiving, replacing
from applications.intake.models import Application
from applications.screening.passages import WORDS, Passage, Place
from applications.screening.said import said_in
from portal.kernel.workflow import locked
from vacancies.vacancy.search import keys_in


@transaction.atomic
def index(application: Application) -> None:
    """Let `application` be found by the words it has now; one that was erased by none."""
    row = locked(application)
    row.passages.all().delete()
    if row.snapshot is None or "erased_at" in row.snapshot:
        return
    keys = _keys_by_place(row)
    made = Passage.objects.bulk_create(
        Passage(application=row, place=place, document_id=document) for place, document in keys
    )
    WORDS.replace((passage.pk, keys[Place(passage.place), passage.document_id]) for passage in made)


def _keys_by_place(row: Application) -> dict[tuple[Place, int | None], set[str]]:
    """The answers always have a row, so that an application without one is known not to be indexed yet."""
    keys: dict[tuple[Place, int | None], set[str]] = defaultdict(set)
    keys[Place.ANSWERS, None] = set()
    for said in said_in(row.snapshot or {}):
        if found := keys_in(said.text):
            keys[said.place, None] |= found
    texts = Document.objects.filter(pk__in={file["document"] for file in row.files_said})
    for document, pages in texts.values_list("pk", "texts"):
        keys[Place.DOCUMENT, document] = keys_in("\n".join(pages))
    return keys


@task()
def index_words(number: int) -> None:
    """Index the application with this number, if it is still there."""
    application = Application.objects.received().filter(pk=number).first()
    if application:
        index(application)


def after_commit(application: Application, _at: datetime) -> None:
    """To stem a long CV takes a moment, which nobody waits for who hands in at the last minute."""
    transaction.on_commit(partial(index_words.enqueue, application.pk))


receiving.register(after_commit)
replacing.register(after_commit)
