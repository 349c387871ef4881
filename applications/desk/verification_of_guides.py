"""What `manage.py verify` checks of question guides: what each version asks, and when it was written, against the record."""

from collections.abc import Iterator

from applications.panels.models import Panel
from applications.scoring.guide import guide_of
from portal.record.models import Entry
from vacancies.plan.models import Stage

WRITTEN = ("guide.written", "guide.changed")


def guide_faults() -> Iterator[str]:
    """Guides that ask, or asked in a version, something else than was recorded, or were rewritten once interviews were open."""
    for panel in Panel.objects.exclude(guide_questions=None, guide_versions=None).select_related("vacancy"):
        yield from (f"question guide of {panel.vacancy}: {fault}" for fault in _wrong_with(panel))


def _wrong_with(panel: Panel) -> Iterator[str]:
    guide = guide_of(panel)
    written = Entry.objects.filter(subject=f"panel:{panel.pk}", action__in=WRITTEN)
    if written.said_last().get("version", 0) != guide.latest:
        yield "its last version is not the one that was recorded"
    for version in guide.versions:
        told = written.filter(data__version=version.number).said_last()
        if told.get("sha256") != guide.hash_of(version.number) or told.get("reason", "") != version.reason:
            yield f"version {version.number} is not the one that was recorded"
    if _was_rewritten(panel):
        yield "was rewritten after the interviews were opened, not changed as a new version"


def _was_rewritten(panel: Panel) -> bool:
    """Whether the first version was written again after the interviews were opened; written late for the first time it may be."""
    stream = Entry.objects.of(panel.vacancy.stream)
    opened = stream.filter(action="round.opened", data__stage=Stage.INTERVIEW).order_by("number").first()
    if opened is None:
        return False
    written = stream.filter(action="guide.written")
    first = written.order_by("number").first()
    later = written.filter(number__gt=opened.number)
    return first is not None and later.exclude(pk=first.pk).exists()
