"""Teams: people who apply together."""

from datetime import timedelta

import factory
from allauth.account.models import EmailAddress
from factory.django import DjangoModelFactory

from applications.intake.incoming_cv import IncomingCv
from applications.intake.lapsing import LapsedInvitation
from applications.intake.models import Application
from applications.intake.team import TeamMember
from portal.models import User
from tests.factories.documents import DocumentFactory
from tests.factories.intake import ApplicationFactory, filled_application, hand_in
from tests.factories.portal import NOW, UserFactory
from tests.factories.uploads import UploadFactory
from tests.factories.vacancies import VacancyFactory, planned_vacancy
from vacancies.models import Vacancy


class TeamMemberFactory(DjangoModelFactory):
    """Somebody who was invited; `confirmed=True` for who confirmed with a CV of their own."""

    class Meta:
        model = TeamMember

    class Params:
        confirmed = factory.Trait(
            account=factory.SubFactory(UserFactory, name=factory.SelfAttribute("..name")),
            document=factory.SubFactory(
                DocumentFactory,
                owner=factory.SelfAttribute("..account"),
                pages_of_text=factory.LazyAttribute(lambda o: (f"CV {o.owner.pk}", "2026")),
            ),
            confirmed_at=NOW,
        )

    application = factory.SubFactory(ApplicationFactory)
    vacancy = factory.SelfAttribute("application.vacancy")
    lot = factory.SelfAttribute("application.lot")
    name = factory.Sequence("Каримов Рустам {}".format)
    email = factory.Sequence("member{}@example.org".format)
    part = "Field interviews"
    invited_at = NOW - timedelta(days=1)


class LapsedInvitationFactory(DjangoModelFactory):
    class Meta:
        model = LapsedInvitation

    code_hash = factory.Sequence("{:064}".format)
    vacancy = factory.SubFactory(VacancyFactory, published=True)
    lapsed_at = NOW


class IncomingCvFactory(DjangoModelFactory):
    class Meta:
        model = IncomingCv

    upload = factory.SubFactory(UploadFactory)
    member = factory.SubFactory(TeamMemberFactory)


def team_vacancy(most: int = 4, **fields: object) -> Vacancy:
    """An open vacancy for which up to `most` people may apply together."""
    return planned_vacancy(published=True, asks={"team_most": most}, **fields)


def team_draft(vacancy: Vacancy | None = None, members: int = 1, **fields: object) -> Application:
    """A draft that lacks nothing, of a team with so many confirmed members besides the lead."""
    application = filled_application(vacancy or team_vacancy(), **fields)
    TeamMemberFactory.create_batch(members, application=application, confirmed=True)
    return application


def team_application(vacancy: Vacancy | None = None, members: int = 1, **fields: object) -> Application:
    """The same, handed in an hour ago."""
    return hand_in(team_draft(vacancy, members, **fields), at=NOW - timedelta(hours=1))


def proved(user: User, address: str) -> User:
    """`user` with a mailbox that they have proved to be theirs."""
    EmailAddress.objects.create(user=user, email=address, verified=True)
    return user
