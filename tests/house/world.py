"""One selection that has been through everything, and everybody who could come to it."""

from dataclasses import dataclass
from typing import Any

from applications.models import Document, Finding, Round, Sheet
from applications.panels.models import Panel, SeatRole
from portal.accounts.roles import Role
from portal.models import User
from tests.factories.decisions import Selection, announced, ranked_selection
from tests.factories.intake import submitted_application
from tests.factories.panels import SeatFactory
from tests.factories.portal import (
    DownloadFactory,
    NewsFactory,
    OfficeFactory,
    PageFactory,
    UserFactory,
    person_with,
)
from tests.factories.vacancies import planned_vacancy


@dataclass(frozen=True)
class World:
    selection: Selection
    people: dict[str, User | None]
    parts: dict[str, dict[str, Any]]


def world() -> World:
    """The selection, decided and announced; people by what they are to it; the parts of its addresses by room."""
    selection = ranked_selection(method="cumulative", conflicts={1: [0]}, unfit=1)
    announced(selection)
    return World(selection, _people(selection), _parts(selection))


def _people(selection: Selection) -> dict[str, User | None]:
    office, elsewhere = selection.vacancy.office, OfficeFactory()
    observer = SeatFactory(panel=selection.panel, role=SeatRole.OBSERVER, declared=True).user
    return {
        "anonymous": None,
        "applicant": selection.applications[0].applicant,
        "other applicant": submitted_application(planned_vacancy(published=True)).applicant,
        "officer": selection.officer,
        "officer elsewhere": person_with(Role.OFFICER, elsewhere),
        "approver": selection.approver,
        "auditor": person_with(Role.AUDITOR, office),
        "chair": selection.chair,
        "conflicted member": selection.members[1],
        "observer": observer,
        "administrator": UserFactory(is_staff=True, is_superuser=True),
    }


def _parts(selection: Selection) -> dict[str, dict[str, Any]]:
    """What fills the addresses: by the name of the address where rooms differ, by room otherwise."""
    vacancy, application = selection.vacancy, selection.applications[0]
    panel: Panel = selection.panel
    round_ = Round.objects.get(panel=panel)
    sheet = Sheet.objects.get(round=round_, seat__user=selection.chair)
    finding = Finding.objects.filter(application=application).first()
    document = Document.objects.filter(attachments__application=application).first()
    decision = vacancy.decisions.get()
    whole = {"pk": vacancy.pk, "number": 1, "language": "ru", "criterion": vacancy.plan.criteria.first().pk}
    one = {"key": application.key, "asked": "cv", "page": "statements"}
    scored = {"code": application.code, "criterion": "A"}
    return {
        "listing": {"slug": vacancy.slug, **whole},
        "content": {"code": vacancy.office.code},
        "content:news-item": {"slug": NewsFactory().slug},
        "content:download": {"slug": DownloadFactory().slug},
        "content:page": {"slug": PageFactory().slug},
        "intake": {**one, "slug": vacancy.slug},
        "documents": {"key": document.key, "number": 1},
        "desk": {**whole, **one},
        "publishing": whole,
        "screening": {**whole, **one},
        "screening:decide": {"pk": finding.pk},
        "panels": {"pk": panel.pk, **one},
        "panels:convene": whole,
        "scoring": {"pk": sheet.pk, **scored},
        "scoring:open": {"pk": panel.pk},
        "scoring:cell": {"pk": panel.pk},
        "scoring:round": {"pk": round_.pk},
        "scoring:compare": {"pk": round_.pk, **scored},
        "scoring:lock": {"pk": round_.pk},
        "ranking": whole,
        "decisions": {"pk": decision.pk},
        "decisions:decision": whole,
        "reports": whole,
    }
