"""Who works with whom: who of an office may do a thing, and who can stand in for somebody there."""

from typing import Any

from django.db.models import Q, QuerySet

from portal.accounts.models import RoleGrant, User
from portal.accounts.roles import LENT
from portal.offices.models import Office


def who_may(permission: str, subject: Any, *, office: Office) -> list[User]:
    """Those of `office`, of the one above and who stand in there, to whom the rules give `permission` on `subject`."""
    people = User.objects.acting_in([office.pk, office.parent_id])
    return [person for person in people if person.has_perm(permission, subject)]


def colleagues_in(office: Office) -> QuerySet[User]:
    """Officers and approvers of the office and its family. Auditors are not asked to act, nor translators."""
    near = Q(office=office) | Q(office__parent=office) | Q(office=office.parent_id)
    holders = RoleGrant.objects.filter(near, role__in=LENT).values("user")
    return User.objects.filter(is_active=True, pk__in=holders).order_by("name", "pk")


def colleagues_of(person: User) -> QuerySet[User]:
    """Everybody to whom the person could lend one of their roles."""
    known = [colleagues_in(grant.office).values("pk") for grant in person.grants.lendable()]
    found = Q(pk__in=[])
    for colleagues in known:
        found |= Q(pk__in=colleagues)
    return User.objects.filter(found).exclude(pk=person.pk).order_by("name", "pk")
