"""Who can stand in for whom: those who work on vacancies of the same office, or of the offices above and below it."""

from django.db.models import Q, QuerySet

from portal.accounts.models import RoleGrant, User
from portal.accounts.roles import LENT
from portal.offices.models import Office


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
