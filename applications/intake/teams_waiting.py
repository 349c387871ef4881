"""The teams of a person: those they are in, and invitations that wait for their answer."""

from dataclasses import dataclass
from typing import Any

from applications.intake.inviting import lead_name
from applications.intake.models import Status
from applications.intake.team import TeamMember
from portal.web import tidings


@dataclass(frozen=True)
class Place:
    """One place in a team, with who leads it."""

    member: TeamMember
    lead: str

    @property
    def word(self) -> str:
        return self.member.state[0]

    @property
    def kind(self) -> str:
        return self.member.state[1]


def places_of(person: Any) -> list[Place]:
    """All of them, the latest first; of an application that is being amended the person sees one place."""
    found = [
        *TeamMember.objects.of(person).select_related(*_WITH),
        *_invitations(person).select_related(*_WITH),
    ]
    here = {row.application_id for row in found}
    rows = sorted(found, key=lambda row: row.pk, reverse=True)
    return [Place(row, lead_name(row.application)) for row in rows if row.application.amends_id not in here]


_WITH = ("application__vacancy__office", "application__applicant__profile", "application__lot")


def _invitations(person: Any) -> Any:
    return TeamMember.objects.waiting_for(person).filter(application__status=Status.DRAFT)


tidings.register("intake:mine", _invitations)
