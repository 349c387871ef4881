"""What `manage.py verify` checks of answers of written tests: which files, from whom and when, and which were set aside."""

from collections.abc import Iterator

from applications.intake.models import Application
from applications.written_tests.models import AnswerFile, said_of
from portal.record.models import Entry


def answer_faults() -> Iterator[str]:
    """Files that are not those that were recorded, and files that were recorded and are gone."""
    rows = AnswerFile.objects.select_related("application__vacancy", "document").order_by("pk")
    for row in rows.iterator():
        entries = Entry.objects.filter(subject=f"answers:{row.pk}").order_by("pk")
        kept = entries.filter(action="answers.kept").last()
        aside = entries.filter(action="answers.set_aside").last()
        of = f"answers {row.number} of {row.application.code} for {row.vacancy}"
        if kept is None or (kept.data, kept.actor) != (said_of(row), row.kept_by_id):
            yield f"{of}: are not those that were recorded"
        told = (aside.at, aside.actor, aside.data["because"]) if aside else (None, None, "")
        if told != (row.set_aside_at, row.set_aside_by_id, row.set_aside_because):
            yield f"{of}: whether they count is not what was recorded"
    yield from _gone()


def _gone() -> Iterator[str]:
    there = {f"answers:{pk}" for pk in AnswerFile.objects.values_list("pk", flat=True)}
    for entry in Entry.objects.filter(action="answers.kept").order_by("pk").iterator():
        if entry.subject not in there and not _was_erased(entry):
            yield f"answers {entry.data['number']} of {entry.data['code']} in {entry.stream}: are recorded and gone"


def _was_erased(entry: Entry) -> bool:
    """Whether the application with which they were kept has been erased since; one that is gone altogether is found elsewhere."""
    erased = Application.objects.filter(code=entry.data["code"], snapshot__has_key="erased_at")
    return any(one.stream == entry.stream for one in erased.select_related("vacancy"))
