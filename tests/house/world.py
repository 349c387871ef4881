"""One selection at three moments, and everybody who could come to it."""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any

from applications.intake.models import Application
from applications.intake.team import TeamMember
from applications.models import Finding, Round, Sheet
from applications.panels.models import Panel, SeatRole
from applications.reference_checks.asking import hash_of
from portal.accounts.leaving import way_out as reminders_end
from portal.accounts.roles import Role
from portal.models import Erasure, Outage, User
from tests.factories.decisions import ComplaintFactory, OfferFactory, announced, ranked_selection
from tests.factories.intake import InfectionFactory, filled_application, submitted_application
from tests.factories.invitations import InviteeFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.messages import ThreadMessageFactory
from tests.factories.panels import SeatFactory
from tests.factories.portal import (
    NOW,
    DelegationFactory,
    DownloadFactory,
    NewsFactory,
    OfficeFactory,
    PageFactory,
    UserFactory,
    person_with,
)
from tests.factories.profile import BegunEntryFactory, EducationFactory
from tests.factories.publishing import (
    CorrigendumFactory,
    FieldCommentFactory,
    NoticeTemplateFactory,
    PreviewLinkFactory,
    QuestionFactory,
    StandardClauseFactory,
    SubscriptionFactory,
)
from tests.factories.reference_checks import ReferenceFactory
from tests.factories.reports import MakingFactory
from tests.factories.scoring import (
    HiddenPassageFactory,
    chair_of,
    declared_panel,
    handed_in,
    of,
    opened_round,
)
from tests.factories.teams import IncomingCvFactory, TeamMemberFactory
from tests.factories.uploads import IncomingFactory
from tests.factories.vacancies import planned_vacancy
from tests.factories.written_tests import AnswerFileFactory
from tests.vacancies.corrigenda.cast import submitted
from vacancies.alerts.leaving import way_out
from vacancies.document.actions import keep_version
from vacancies.document.beginning import as_template
from vacancies.document.form import document_of
from vacancies.models import Corrigendum, Vacancy

SECRET = "of-the-preview"
# Addresses of one of a team, which name their place in it.
PLACE_IN_A_TEAM = (
    *("membership", "choose-cv", "upload-cv", "send-cv", "sending-cv"),
    *("confirm-place", "leave-team", "replace-cv"),
)
Parts = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class World:
    """People by what they are to the selection; the parts of its addresses, by name or by room."""

    people: dict[str, User | None]
    parts: Parts


def being_written() -> World:
    """A draft of the officer, and a draft of the applicant for another vacancy of the office."""
    vacancy = planned_vacancy()
    officer = person_with(Role.OFFICER, vacancy.office)
    vacancy.written_by = officer
    vacancy.save()
    application = filled_application(
        planned_vacancy(published=True, office=vacancy.office, method="cumulative")
    )
    people = _around(vacancy, application, officer, person_with(Role.APPROVER, vacancy.office))
    whole = _of_vacancy(vacancy)
    parts = {
        "listing:preview": whole,
        "desk:vacancy": whole,
        "desk:record": whole,
        "publishing": _of_publishing(vacancy),
        **{f"document:{name}": whole for name in ("copy", "export", "save")},
        "listing:shared-preview": {"secret": SECRET},
        "translation": whole,
    }
    return World(people, {**parts, **_of_application(application)})


def being_changed() -> World:
    """A correction of an open notice, submitted by the officer; the portal failed in the last hours before the closing time."""
    vacancy = planned_vacancy(published=True, home_based=True)
    closes, hour = vacancy.closes_at, timedelta(hours=1)
    Outage.objects.create(began_at=closes - 2 * hour, ended_at=closes - hour)
    officer, approver = (person_with(role, vacancy.office) for role in (Role.OFFICER, Role.APPROVER))
    corrigendum = submitted(vacancy, by=officer)
    application = filled_application(vacancy)
    return World(_around(vacancy, application, officer, approver), _of_corrigenda(vacancy, corrigendum))


def being_scored(**fields: Any) -> World:
    """The chair's sheet is in, the member's is not; the second member has a conflict with C1, the observer has not declared."""
    panel = declared_panel(method="cumulative", conflicts={1: [0]}, **fields)
    round_ = opened_round(panel)
    handed_in(of(round_, 0))
    vacancy, application = panel.vacancy, round_.vacancy.applications.get(code="C1")
    office = vacancy.office
    people = {
        **_around(
            vacancy, application, person_with(Role.OFFICER, office), person_with(Role.APPROVER, office)
        ),
        **_on(panel),
        "undeclared": SeatFactory(panel=panel, role=SeatRole.MEMBER).user,
    }
    return World(
        people, {**_of_selection(vacancy, application, of(round_, 2)), **_of_application(application)}
    )


def decided() -> World:
    """The decision is announced. The sheet in question is the chair's, the application C1's, which has an offer."""
    selection = ranked_selection(method="cumulative", conflicts={1: [0]}, unfit=1)
    decision = announced(selection)
    offer = OfferFactory(decision=decision, application=selection.applications[0])
    complaint = ComplaintFactory(decision=decision, application=offer.application, handler=selection.approver)
    vacancy, application = selection.vacancy, selection.applications[0]
    people = {**_around(vacancy, application, selection.officer, selection.approver), **_on(selection.panel)}
    sheet = Sheet.objects.get(round__panel=selection.panel, seat__user=selection.chair)
    parts = {
        **_of_the_public(vacancy),
        **_of_selection(vacancy, application, sheet),
        **_of_application(application),
        "decisions": {"pk": decision.pk, "key": offer.key},
        "offers": {"key": offer.key},
        "complaints": {"key": application.key},
        **{
            f"decisions:{name}": {"key": complaint.key}
            for name in ("complaint", "take-complaint", "answer-complaint")
        },
        "profile": {
            "part": "education",
            "pk": EducationFactory(profile=application.applicant.profile).pk,
            "key": application.attachments.get().document.key,
        },
    }
    BegunEntryFactory(profile=application.applicant.profile, section="education", key=parts["profile"]["key"])
    return World(people, parts)


def _around(
    vacancy: Vacancy, application: Application, officer: User, approver: User
) -> dict[str, User | None]:
    """Everybody but the panel."""
    return {
        "anonymous": None,
        "applicant": application.applicant,
        "team member": _in_the_team_of(application).account,
        "other applicant": submitted_application(planned_vacancy(published=True)).applicant,
        "officer": officer,
        "officer elsewhere": person_with(Role.OFFICER, OfficeFactory()),
        "approver": approver,
        "auditor": person_with(Role.AUDITOR, vacancy.office),
        "translator": person_with(Role.TRANSLATOR, vacancy.office),
        "administrator": UserFactory(is_staff=True, is_superuser=True),
    }


def _in_the_team_of(application: Application) -> TeamMember:
    """One who takes part; the CV has been brought since it was handed in, so that the receipt stays as it is."""
    return application.team.first() or TeamMemberFactory(application=application, confirmed=True)


def _on(panel: Panel) -> dict[str, User]:
    """The panel, the second of its members having a conflict of interest with C1."""
    members = [seat.user for seat in panel.seats.scoring()]
    return {
        "chair": chair_of(panel),
        "conflicted member": members[1],
        "member": members[2],
        "observer": SeatFactory(panel=panel, role=SeatRole.OBSERVER, declared=True).user,
    }


def _of_vacancy(vacancy: Vacancy) -> dict[str, Any]:
    return {
        "pk": vacancy.pk,
        "number": 1,
        "language": "ru",
        "criterion": vacancy.plan.criteria.first().pk,
        "slug": vacancy.slug,
    }


def _of_corrigenda(vacancy: Vacancy, corrigendum: Corrigendum) -> Parts:
    steps = ("change", "submit", "return", "approve", "drop")
    return {
        "corrigenda": {"pk": vacancy.pk, "change": corrigendum.change},
        "vacancy-outages": {"pk": vacancy.pk},
        **{f"corrigenda:{step}": {"pk": corrigendum.pk} for step in steps},
    }


def _of_publishing(vacancy: Vacancy) -> dict[str, Any]:
    """A comment on a field, and a link to the preview whose secret is SECRET."""
    link = PreviewLinkFactory(vacancy=vacancy, secret_hash=sha256(SECRET.encode()).hexdigest())
    return {**_of_vacancy(vacancy), "comment": FieldCommentFactory(vacancy=vacancy).pk, "link": link.pk}


def _of_documents(vacancy: Vacancy) -> Parts:
    """The notice as a document, its first version, and a template of its office."""
    keep_version(vacancy=vacancy, by=vacancy.approved_by, at=vacancy.published_at)
    template = {
        "pk": NoticeTemplateFactory(office=vacancy.office, content=as_template(document_of(vacancy))).pk
    }
    return {
        "document": _of_vacancy(vacancy),
        **{f"document:{name}": template for name in ("begin", "rename", "delete")},
    }


def _of_the_public(vacancy: Vacancy) -> Parts:
    return {
        **_of_documents(vacancy),
        "": {},
        "web": {},
        "outages": {},
        "accounts": {},
        "retention": {"key": Erasure.objects.create(at=vacancy.created_at).key},
        "accounts:stop-reminders": {"token": reminders_end(vacancy.written_by).split("/")[-2]},
        "listing": _of_vacancy(vacancy),
        "api": {**_of_vacancy(vacancy), "rest": "nothing"},
        "publishing": _of_publishing(vacancy),
        "listing:shared-preview": {"secret": SECRET},
        "accounts:end-cover": {"pk": DelegationFactory(office=vacancy.office).pk},
        "translation": _of_vacancy(vacancy),
        **_of_corrigenda(vacancy, CorrigendumFactory(vacancy=vacancy)),
        "alerts": {
            "slug": vacancy.slug,
            "key": SubscriptionFactory().key,
            "token": way_out(vacancy.written_by, vacancy).split("/")[-2],
        },
        "questions": _of_vacancy(vacancy),
        "questions:decline": {"pk": QuestionFactory(vacancy=vacancy).pk},
        "content": {"code": vacancy.office.code},
        "terms": {"pk": StandardClauseFactory(office=vacancy.office).pk, "code": vacancy.office.code},
        "content:news-item": {"slug": NewsFactory().slug},
        "content:download": {"slug": DownloadFactory().slug},
        "content:page": {"slug": PageFactory().slug},
    }


def _of_application(application: Application) -> Parts:
    document = application.attachments.get().document
    member = application.team.get()
    sending = IncomingCvFactory(member=member, upload__owner=member.account).upload.key
    infection = InfectionFactory(application=application, document__pages_of_text=("Infected",))
    own = {
        "key": application.key,
        "member": member.key,
        "secret": "of-an-invitation",
        "asked": "cv",
        "page": "statements",
        "slug": application.vacancy.slug,
        "upload": IncomingFactory(application=application).upload.key,
    }
    return {
        "intake": own,
        **{f"intake:{name}": {"key": member.key, "upload": sending} for name in PLACE_IN_A_TEAM},
        "intake:enter": {"pk": application.vacancy.pk},
        "intake:replace-for": {"pk": infection.pk},
        "documents": {"key": document.key, "number": 1},
    }


def _of_selection(vacancy: Vacancy, application: Application, sheet: Sheet) -> Parts:
    """What fills the addresses of the office and the panel: by name where a room has several things, by room otherwise."""
    whole, one = _of_vacancy(vacancy), {"key": application.key}
    ThreadMessageFactory(application=application)
    invitee = InviteeFactory(application=application, chosen=True)
    reference = ReferenceFactory(
        application=application, status="asked", asked_at=NOW, secret_hash=hash_of("of-a-referee")
    )
    panel, round_ = {"pk": vacancy.panel.pk}, {"pk": Round.objects.get(panel__vacancy=vacancy).pk}
    scored = {"code": application.code, "criterion": "A", "page": 1}
    return {
        "desk": {**whole, **one},
        "screening": {**whole, **one},
        "screening:compare": {**one, "other": vacancy.applications.get(code="C2").key},
        "screening:decide": {"pk": Finding.objects.filter(application=application).first().pk},
        "messages": {**whole, **one},
        "invitations": {**whole, "key": invitee.key},
        **{f"invitations:{name}": {"key": invitee.invitation.key} for name in ("invitation", "call-off-all")},
        "written_tests": {**whole, **one},
        "written_tests:own": {"key": invitee.key},
        "written_tests:set-aside": {"key": AnswerFileFactory(application=application).key},
        "references": {**whole, **one},
        **{f"references:{name}": {"key": reference.key} for name in ("reference", "note", "call-off")},
        **{f"references:{name}": {"secret": "of-a-referee"} for name in ("answer", "decline")},
        "desk:search-panel": panel,
        "meetings": {"pk": MeetingFactory(panel=vacancy.panel, fixed=True).pk},
        **{f"meetings:{name}": panel for name in ("meetings", "propose")},
        "panels": {**panel, **one},
        "panels:convene": whole,
        "panels:prolong": {"pk": sheet.seat_id},
        "scoring": {"pk": sheet.pk, **scored},
        "scoring:open": panel,
        "scoring:cell": panel,
        "scoring:conflict": panel,
        "scoring:rules": panel,
        "scoring:guide": panel,
        "scoring:write-guide": panel,
        "scoring:short-list": panel,
        **{f"scoring:{name}": panel for name in ("join", "chair")},
        **{f"scoring:{name}": {"pk": sheet.seat_id} for name in ("end-seat", "successor")},
        "scoring:unblind": panel,
        "scoring:without-names": one,
        "scoring:show-again": {**one, "passage": HiddenPassageFactory(application=application).pk},
        "scoring:round": round_,
        "scoring:compare": {**round_, **scored},
        **{f"scoring:{name}": round_ for name in ("lock", "reopen", "allow", "meeting")},
        **{
            f"scoring:{name}": {**round_, **scored, "number": 1}
            for name in ("version", "version-of-candidate", "topic")
        },
        "ranking": whole,
        "ranking:emergency": one,
        "decisions:decision": whole,
        "decisions:anew": whole,
        "decisions:anew-link": whole,
        "reports": {
            **whole,
            "key": MakingFactory(vacancy=vacancy, asked_by=chair_of(vacancy.panel), made=True).key,
        },
    }
