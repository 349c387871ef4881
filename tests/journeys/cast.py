"""Who takes part in the journey, and what is done for them before they sit down at a browser."""

from allauth.account.models import EmailAddress

from applications.intake.actions import submit
from portal.accounts.roles import Role
from tests.factories.intake import filled_application
from tests.factories.portal import HotlineFactory, OfficeFactory, PageFactory, UserFactory, person_with
from tests.factories.profile import ProfileFactory
from tests.factories.vacancies import DutyStationFactory, planned_vacancy
from tests.journeys import story

HOTLINE = "+7 (727) 258 27 77"


def office():
    found = OfficeFactory(code="KAZ")
    HotlineFactory(office=found, phone=HOTLINE)
    PageFactory(slug="how-selection-works")
    return found


def employee(office, role, name, language):
    return confirmed(person_with(role, office, email=f"{role}@example.org", name=name, language=language))


def staff(office, language):
    """The officer and the approver."""
    return {
        "officer": employee(office, Role.OFFICER, "Гульнара Ермекова", language),
        "approver": employee(office, Role.APPROVER, "Marat Bekov", language),
    }


def account(key, name, language):
    """Somebody who can sign in, at an address made of `key`."""
    return confirmed(UserFactory(email=f"{key}@example.org", name=name, language=language))


def applicant(key, name, language):
    """Somebody with an account and a profile; `name` is family name and given name."""
    user = account(key, name, language)
    family_name, given_name = name.split()
    ProfileFactory(user=user, family_name=family_name, given_name=given_name, patronymic="")
    return user


def confirmed(user):
    """`user`, whose address was proved by a code long ago."""
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def drafts(vacancy, user, **answers):
    """A draft of `user` that lacks nothing."""
    draft = filled_application(vacancy, applicant=user, **answers)
    draft.language = user.language
    draft.save()
    return draft


def applies(vacancy, user, *, at, **answers):
    return submit(application=drafts(vacancy, user, **answers), by=user, at=at)


def notice(office, officer, **fields):
    """A draft of `officer` with a whole plan, in the words of the story."""
    texts = {"title_en": story.TITLE["en"], "title_ru": story.TITLE["ru"]}
    vacancy = planned_vacancy(office=office, written_by=officer, **texts, **fields)
    DutyStationFactory(vacancy=vacancy)
    said(vacancy.plan.requirements.get(code="R2"), "text", story.EXPERIENCE)
    for criterion in story.CRITERIA:
        said(vacancy.plan.criteria.get(code=criterion.code), "name", criterion.name)
    said(vacancy.plan.documents.get(), "name", story.CV)
    return vacancy


def said(row, name, texts):
    for language, words in texts.items():
        setattr(row, f"{name}_{language}", words)
    row.save()
