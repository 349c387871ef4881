"""The pages that axe reads: who reads each, its address by name and parts, what its query asks for."""

from uuid import uuid4

from portal.accounts.roles import Role
from tests.factories.autosave import TypingFactory
from tests.factories.decisions import ranked_selection, recommended
from tests.factories.documents import DocumentFactory
from tests.factories.intake import ApplicationFactory, filled_application, submitted_application
from tests.factories.notices import full_notice
from tests.factories.portal import NOW, HotlineFactory, NewsFactory, PageFactory, UserFactory, person_with
from tests.factories.profile import (
    BegunEntryFactory,
    EducationFactory,
    EmploymentFactory,
    LanguageSkillFactory,
    ProfileFactory,
    PublicationFactory,
    RefereeFactory,
)
from tests.factories.publishing import (
    AnswerFactory,
    FieldCommentFactory,
    NoticeTemplateFactory,
    PairingFactory,
    QuestionFactory,
    SavedVacancyFactory,
    SubscriptionFactory,
)
from tests.factories.scoring import of, opened_round
from tests.factories.vacancies import DutyStationFactory, planned_vacancy
from tests.vacancies.corrigenda.cast import extended, submitted
from vacancies.document.actions import keep_version
from vacancies.vacancy.models import Status
from vacancies.vacancy.search import index


def of_the_selection():
    """From the front page to the decision."""
    vacancy = planned_vacancy(published=True, method="cumulative")
    DutyStationFactory(vacancy=vacancy)
    HotlineFactory(office=vacancy.office)
    NewsFactory()
    PageFactory(slug="how-selection-works")
    draft = filled_application(vacancy)
    sheet = of(opened_round(method="cumulative"), 1)
    candidate = sheet.vacancy.applications.first()
    selection = ranked_selection(method="cumulative", unfit=1)
    recommended(selection)
    decided = selection.vacancy.pk
    return [
        (None, "listing:home", []),
        (None, "listing:vacancies", []),
        (None, "listing:vacancy", [vacancy.slug]),
        (None, "account_login", []),
        (draft.applicant, "intake:page", [draft.key, "statements"]),
        (draft.applicant, "intake:review", [draft.key]),
        (sheet.seat.user, "scoring:candidate", [sheet.pk, candidate.code]),
        (selection.chair, "ranking:results", [decided]),
        (selection.approver, "decisions:decision", [decided]),
        (selection.officer, "screening:application", [selection.applications[0].key]),
        (selection.officer, "desk:home", []),
    ]


def of_an_application_being_written():
    """Every page from the notice to the receipt, with two texts to choose from on one of them."""
    vacancy = planned_vacancy(published=True, method="cumulative")
    draft = filled_application(vacancy)
    begun = ApplicationFactory(vacancy=vacancy)
    TypingFactory(
        user=begun.applicant, place=f"{begun.desk}statements", name="A", kept=False, text="Typed elsewhere"
    )
    pages = ("person", "requirements", "statements", "documents", "price", "declaration")
    return [
        (UserFactory(), "intake:start", [vacancy.slug]),
        *((begun.applicant, "intake:page", [begun.key, page]) for page in pages),
        (begun.applicant, "intake:page", [begun.key, "requirements"], "?check=1"),
        (begun.applicant, "intake:review", [begun.key]),
        (draft.applicant, "intake:review", [draft.key]),
        (draft.applicant, "intake:application", [draft.key]),
        (submitted_application(vacancy).applicant, "intake:mine", []),
        (draft.applicant, "account_logout", []),
    ]


def of_a_notice_being_written():
    """The editor with gaps, a comment and a text gone stale; the approver's page; ways to begin a notice."""
    draft = full_notice(status=Status.DRAFT)
    office = draft.office
    officer = person_with(Role.OFFICER, office)
    FieldCommentFactory(vacancy=draft, path="title.en")
    PairingFactory(vacancy=draft, texts={"en": "Expert on law", "ru": draft.title_ru})
    waiting = full_notice(office=office, status=Status.IN_APPROVAL)
    FieldCommentFactory(vacancy=waiting, path="summary.ru")
    NoticeTemplateFactory(office=office)
    return [
        *((officer, f"publishing:{page}", [draft.pk]) for page in ("edit", "terms", "outputs", "lots")),
        *((officer, f"publishing:{page}", [draft.pk]) for page in ("clauses", "approval")),
        (person_with(Role.TRANSLATOR, office), "translation:texts", [draft.pk]),
        (person_with(Role.APPROVER, office), "publishing:approval", [waiting.pk]),
        (officer, "document:import", []),
        (officer, "document:templates", []),
        (officer, "terms:clauses", []),
    ]


def of_a_notice_being_changed():
    """Public pages with changes, answers, lots and versions; letters; the office's pages of changes and questions."""
    vacancy = full_notice(published=True, home_based=True)
    index(vacancy)
    office = vacancy.office
    officer, approver = person_with(Role.OFFICER, office), person_with(Role.APPROVER, office)
    reader = UserFactory()
    keep_version(vacancy=vacancy, by=approver, at=vacancy.published_at)
    extended(vacancy, by=officer)
    change = submitted(vacancy, by=officer)
    AnswerFactory(vacancy=vacancy)
    QuestionFactory(vacancy=vacancy)
    SavedVacancyFactory(vacancy=vacancy, user=reader)
    return [
        (None, "listing:vacancies", [], "?q=manual&type=consultant"),
        (reader, "listing:vacancy", [vacancy.slug]),
        (None, "listing:version", [vacancy.slug, 1]),
        (None, "listing:check", [], "?what=jobs@iom-kz.example"),
        (None, "alerts:new", []),
        (None, "alerts:manage", [SubscriptionFactory().key]),
        (reader, "alerts:saved", []),
        (reader, "questions:ask", [vacancy.slug]),
        (reader, "intake:start", [vacancy.slug]),
        (officer, "questions:questions", [vacancy.pk]),
        (officer, "questions:answer", [vacancy.pk]),
        (officer, "corrigenda:changes", [vacancy.pk]),
        (officer, "corrigenda:new", [vacancy.pk, "extension"]),
        (approver, "corrigenda:change", [change.pk]),
    ]


def of_a_profile():
    """A profile with an entry of each kind, one half told, one begun and one just removed; its forms, with two texts to choose from on one; a CV read."""
    profile = ProfileFactory()
    work = EmploymentFactory(profile=profile, duties="")
    for factory in (EducationFactory, LanguageSkillFactory, PublicationFactory, RefereeFactory):
        factory(profile=profile)
    removed = EducationFactory(profile=profile, removed_at=NOW)
    cv = DocumentFactory(
        owner=profile.user, texts=["Языки\nКазахский родной\nОпыт\n2016–2018 Юрист\nФонд «Право»"]
    )
    person = profile.user
    begun = BegunEntryFactory(profile=profile)
    TypingFactory(user=person, name="phone", kept=False, text="+7 702")
    return [
        (person, "profile:overview", [], f"?removed=education-{removed.pk}"),
        (person, "profile:edit", []),
        (person, "profile:declarations", []),
        (person, "profile:change", ["work", work.pk]),
        (person, "profile:new", ["languages", uuid4()]),
        (person, "profile:new", ["work", uuid4()]),
        (person, "profile:new", ["work", begun.key]),
        (person, "profile:discard", ["work", begun.key]),
        (person, "profile:cv", []),
        (person, "profile:cv-read", [cv.key]),
    ]
