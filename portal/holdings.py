"""What the rooms of the portal hold about a person."""

from typing import Any

from allauth.account.models import EmailAddress
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Delegation, RoleGrant, User
from portal.mailing.models import Message
from portal.record.models import Entry
from portal.record.presenters import sentence
from portal.retention.holdings import Holding, Told, leave_out, plain, register

STAFF = _(
    "What you did as a member of staff or of a panel belongs to the record of the office, and is kept there with your name."
)
SECRETS = _("Passwords and the keys of a second factor are kept so that nobody can read them.")


def _account(person: User) -> Told:
    yield plain(person, "password", "is_superuser")


def _addresses(person: User) -> Told:
    return (plain(row, "user") for row in EmailAddress.objects.filter(user=person).order_by("pk"))


def _roles(person: User) -> Told:
    for row in person.grants.select_related("office").order_by("pk"):
        yield {"role": row.role, "office": str(row.office)}
    for cover in (person.covered_by, person.cover_for):
        for one in cover.select_related("office", "giver", "deputy"):
            yield {"cover": str(one), "begins_at": one.begins_at, "ends_at": one.ends_at}


def _letters(person: User) -> Told:
    rows = Message.objects.filter(user=person).order_by("created_at", "pk")
    return (plain(row, "user", "headers", "once", "error") for row in rows.iterator())


def _record(person: User) -> Told:
    for entry in Entry.objects.of(f"person:{person.pk}").iterator():
        yield {**plain(entry, "actor", "previous"), "sentence": sentence(entry)}


def _register(key: str, title: Any, models: Any, tell: Any) -> None:
    register(Holding(key, title, models, tell))


_register("account", _("your account"), (User,), _account)
_register("addresses", _("your e-mail addresses"), (EmailAddress,), _addresses)
_register("roles", _("roles you have or had on loan"), (RoleGrant, Delegation), _roles)
_register("letters", _("letters sent to you"), (Message,), _letters)
_register("record", _("the record of what you did and of what happened to your documents"), (Entry,), _record)
leave_out(SECRETS, "mfa.Authenticator", "account.EmailConfirmation")
leave_out(STAFF, "admin.LogEntry")
