"""Making the papers that take a while, beside the requests; how far one is can be looked at meanwhile."""

from django.core.files.base import ContentFile
from django.utils.translation import override
from django_tasks import task

from applications.reports import pack
from applications.reports.models import Making, Paper, State
from applications.reports.names import file_name
from applications.reports.pdf import report_pdf
from applications.reports.progress import Progress
from portal.kernel import clock


@task()
def make(key: str) -> None:
    """Make the paper that was asked for under `key`; one already made or given up is left alone."""
    making = (
        Making.objects.filter(key=key, state=State.WAITING).select_related("vacancy__office", "lot").first()
    )
    if making is None:
        return
    data = b""
    try:
        data = _made(making, _progress(making))
    finally:
        if not data:
            Making.objects.filter(pk=making.pk).update(state=State.FAILED)
    making.name = file_name(making)
    making.file.save(making.name, ContentFile(data), save=False)
    making.state = State.MADE
    making.save(update_fields=["name", "file", "state"])


def _made(making: Making, progress: Progress) -> bytes:
    with override(making.language):
        if making.paper == Paper.PACK:
            return pack.pack(making.vacancy, at=making.asked_at, progress=progress)
        return report_pdf(
            making.vacancy, making.language, at=making.asked_at, lot=making.lot, progress=progress
        )


def _progress(making: Making) -> Progress:
    def tell(done: int, parts: int) -> None:
        Making.objects.filter(pk=making.pk).update(done=done, parts=parts, told_at=clock.now())

    return tell
