"""Who stands behind each application: its applicant and the team, whom a conflict of interest follows into every other."""

from collections.abc import Iterable, Mapping

from applications.intake.models import Application
from applications.intake.team import TeamMember

People = frozenset[int]


def people_of(applications: Iterable[Application]) -> dict[Application, People]:
    """The accounts behind each of `applications`, in their order: two questions to the database, however many there are."""
    rows = list(applications)
    behind = {one.pk: {one.applicant_id} for one in rows}
    members = TeamMember.objects.confirmed().filter(application__in=rows)
    for application, account in members.values_list("application", "account"):
        behind[application].add(account)
    return {one: frozenset(behind[one.pk]) for one in rows}


def each_once(people: Mapping[Application, People]) -> list[Application]:
    """One application of the same people, who may have applied for several lots, by name."""
    once = {behind: one for one, behind in people.items()}
    return sorted(once.values(), key=lambda one: one.names)


def followed(
    people: Mapping[Application, People], conflicts: Mapping[Application, str]
) -> dict[Application, str]:
    """`conflicts` with their reasons, and the same for every application in which all of these people take part."""
    found: dict[Application, str] = {}
    for one, reason in conflicts.items():
        found |= {
            other: reason
            for other, behind in people.items()
            if people[one] <= behind and other not in conflicts
        }
    return {**found, **conflicts}
