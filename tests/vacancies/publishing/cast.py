"""The people of the drama: everybody who could have a hand in a notice, and those who must not."""

from portal.accounts.roles import Role
from portal.record.actions import write
from tests.factories.portal import (
    NOW,
    DelegationFactory,
    OfficeFactory,
    RoleGrantFactory,
    UserFactory,
    person_with,
)
from tests.factories.vacancies import planned_vacancy
from vacancies.vacancy.models import Status

PERSONS = (
    *("writer", "officer", "approver", "approver_who_wrote", "deputy", "deputy_who_wrote"),
    *("translator", "auditor", "stranger", "elsewhere"),
)


def cast_of(vacancy):
    """The people by name; `approver_who_wrote` and `elsewhere` hold both roles, the latter in another office.

    Two approvers are on leave: an officer covers for one of them, the writer of a part of the notice for the other.
    """
    office, other = vacancy.office, OfficeFactory()
    people = {
        "writer": vacancy.written_by,
        "officer": person_with(Role.OFFICER, office),
        "approver": person_with(Role.APPROVER, office),
        "approver_who_wrote": person_with(Role.APPROVER, office),
        "deputy": person_with(Role.OFFICER, office),
        "deputy_who_wrote": person_with(Role.OFFICER, office),
        "translator": person_with(Role.TRANSLATOR, office),
        "auditor": person_with(Role.AUDITOR, office),
        "stranger": UserFactory(),
        "elsewhere": person_with(Role.APPROVER, other),
    }
    RoleGrantFactory(user=people["writer"], office=office, role=Role.OFFICER)
    RoleGrantFactory(user=people["approver_who_wrote"], office=office, role=Role.OFFICER)
    RoleGrantFactory(user=people["elsewhere"], office=other, role=Role.OFFICER)
    for name in ("deputy", "deputy_who_wrote"):
        on_leave = person_with(Role.APPROVER, office)
        DelegationFactory(office=office, giver=on_leave, deputy=people[name])
    for name in ("approver_who_wrote", "deputy_who_wrote"):
        write(stream=vacancy.stream, action="vacancy.changed", by=people[name], at=NOW)
    return people


def notice_in(state, **fields):
    """A whole notice in one of the stored states."""
    published = {"published": True} if state not in (Status.DRAFT, Status.IN_APPROVAL) else {}
    return planned_vacancy(**{"home_based": True, **published, **fields, "status": state})
