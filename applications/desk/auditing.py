"""Pages that an auditor reads are entries of the record: one a page, person and hour, so that loading anew adds nothing."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest

from portal.accounts.rules import is_auditor
from portal.kernel import clock
from portal.record.actions import write
from portal.record.models import Chain, Entry
from portal.web import witnesses
from vacancies.models import Vacancy

ACTION = "page.read"


def note_reading(request: HttpRequest, subject: Any) -> None:
    """Write the entry where `subject` belongs to a vacancy of whose office the reader is an auditor."""
    vacancy = _vacancy_of(subject)
    if vacancy is not None and is_auditor.test(request.user, vacancy):
        _note(vacancy.stream, request, at=clock.now())


def _vacancy_of(subject: Any) -> Vacancy | None:
    found = subject if isinstance(subject, Vacancy) else getattr(subject, "vacancy", None)
    return found if isinstance(found, Vacancy) else None


@transaction.atomic
def _note(stream: str, request: HttpRequest, *, at: datetime) -> None:
    """The chain is locked first: of two windows that load the page at once, one is noted."""
    Chain.objects.get_or_create(stream=stream)
    Chain.objects.select_for_update().get(stream=stream)
    address = _without_language(request.path)
    hour = at.replace(minute=0, second=0, microsecond=0)
    noted = Entry.objects.of(stream).filter(
        action=ACTION, actor=request.user.pk, at__gte=hour, data__address=address
    )
    if not noted.exists():
        page = request.resolver_match.view_name if request.resolver_match else ""
        write(stream=stream, action=ACTION, by=request.user, at=at, subject=page, data={"address": address})


def _without_language(path: str) -> str:
    """The same page in either language is one page."""
    _empty, _language, rest = path.split("/", 2)
    return f"/{rest}"


witnesses.register(note_reading)
