"""People and the roles they hold in offices."""

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from typing import Any

import rules
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils.translation import gettext_lazy, pgettext_lazy

from portal.accounts.roles import LENT, Role
from portal.kernel import clock
from portal.kernel.constraints import one_of
from portal.offices.models import Office


class UserManager(BaseUserManager["User"]):
    """Creates people by their e-mail address, which is kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def acting_in(self, offices: Iterable[int | None]) -> models.QuerySet["User"]:
        """Active people with a role in one of `offices`, those to whom one was ever lent there included."""
        known = [pk for pk in offices if pk]
        near = models.Q(grants__office__in=known) | models.Q(cover_for__office__in=known)
        return self.filter(near, is_active=True).distinct().order_by("pk")

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in, whatever they do here: apply, write notices, sit on a panel."""

    email = models.EmailField(gettext_lazy("e-mail address"), unique=True)
    name = models.CharField(gettext_lazy("name"), max_length=150, blank=True)
    language = models.CharField(gettext_lazy("language of letters"), max_length=2, default="en")
    time_zone = models.CharField(gettext_lazy("time zone"), max_length=40, blank=True)
    wants_reminders = models.BooleanField(gettext_lazy("reminders of drafts"), default=True)
    is_staff = models.BooleanField(gettext_lazy("may open the administration"), default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = pgettext_lazy("account", "person")
        verbose_name_plural = pgettext_lazy("accounts", "people")

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Whether the rules allow it: nobody stands above their sentences, an administrator neither."""
        if rules.perm_exists(perm):
            return self.is_active and rules.has_perm(perm, self, obj)
        return super().has_perm(perm, obj)

    @cached_property
    def _granted_with_below(self) -> list[tuple[int, str, int | None]]:
        """Office, role and each sub-office, of the person's own roles and those a colleague on leave has lent them for now."""
        said = ("office_id", "role", "office__sub_offices")
        lent = self.cover_for.running(at=clock.now()).order_by().values_list(*said)
        return list(self.grants.order_by().values_list(*said).union(lent))

    @cached_property
    def _granted(self) -> frozenset[tuple[int, str]]:
        return frozenset((office, role) for office, role, _below in self._granted_with_below)

    @cached_property
    def _granted_below(self) -> frozenset[tuple[int, str]]:
        """The same, with the roles as held in the sub-offices too."""
        below = {(pk, role) for _office, role, pk in self._granted_with_below if pk}
        return self._granted | below

    def holds(self, role: str, office: Office) -> bool:
        """Whether the person has `role` in `office` or in the office it belongs to."""
        return (office.pk, role) in self._granted or (office.parent_id, role) in self._granted

    def holds_anywhere(self, role: str) -> bool:
        return any(role == held for _office, held in self._granted)

    @property
    def has_role(self) -> bool:
        """Whether the person has any role in any office, their own or lent."""
        return bool(self._granted)

    @property
    def works_in(self) -> set[int]:
        """Primary keys of the offices, sub-offices included, where the person has a role that can be lent."""
        return self.offices_as(*LENT)

    def offices_as(self, *roles: str) -> set[int]:
        """Primary keys of the offices, sub-offices included, where the person has one of `roles`."""
        return {office for office, role in self._granted_below if role in roles}


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    def lendable(self) -> "RoleGrantQuerySet":
        """Roles that a colleague can take over for the time of a leave."""
        return (
            self.filter(role__in=LENT)
            .select_related("office")
            .order_by("office__order", "office__code", "role")
        )


class RoleGrant(models.Model):
    """One role of one person in one office."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=12, choices=Role)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "office", "role"], name="portal_rolegrant_once"),
            one_of("role", Role, name="portal_rolegrant_known_role"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.office}"


class DelegationQuerySet(models.QuerySet["Delegation"]):
    def running(self, *, at: datetime) -> "DelegationQuerySet":
        """Leave covers in force at the instant `at`, as long as who gave them holds the role."""
        held = RoleGrant.objects.filter(
            user=models.OuterRef("giver"), office=models.OuterRef("office"), role=models.OuterRef("role")
        )
        return self.filter(
            models.Exists(held), giver__is_active=True, begins_at__lte=at, ends_at__gt=at, ended_at=None
        )

    def to_come(self, *, at: datetime) -> "DelegationQuerySet":
        """Those that run at the instant `at` or later."""
        return self.filter(ends_at__gt=at, ended_at=None)

    def of_offices(self, offices: set[int]) -> "DelegationQuerySet":
        return self.filter(office__in=offices).select_related("office", "giver", "deputy")


class Delegation(models.Model):
    """Leave cover: a role of one person in one office, lent to a colleague for a period."""

    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="delegations")
    role = models.CharField(max_length=12, choices=Role)
    giver = models.ForeignKey(User, on_delete=models.CASCADE, related_name="covered_by")
    deputy = models.ForeignKey(User, on_delete=models.CASCADE, related_name="cover_for")
    begins_at = models.DateTimeField(gettext_lazy("from"))
    ends_at = models.DateTimeField(gettext_lazy("until"))
    ended_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField()

    objects = DelegationQuerySet.as_manager()

    class Meta:
        ordering = ("-begins_at", "-pk")
        constraints = [
            one_of("role", Role, name="portal_delegation_known_role"),
            models.CheckConstraint(
                condition=~models.Q(giver=models.F("deputy")), name="portal_delegation_to_another"
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("begins_at")),
                name="portal_delegation_ends_after_it_begins",
                violation_error_message=gettext_lazy("The period ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver} → {self.deputy}: {self.get_role_display()}, {self.office}"
