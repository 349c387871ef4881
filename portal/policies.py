"""What the rooms of the portal erase when a person asks, and what stays."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.models import Delegation, User
from portal.mailing.models import Message
from portal.record.models import Entry
from portal.retention.policies import Gone, Kept, Policy, Term, register, register_term

# The last letter goes to an address that is kept nowhere else; so long it can be sent again.
LAST_LETTER = timedelta(days=30)


def _letters(person: Any) -> Any:
    return Message.objects.filter(user=person)


def _erase_letters(person: Any) -> Gone:
    return Gone(_letters(person).delete()[0])


def _works(person: User) -> str:
    lent = Delegation.objects.filter(giver=person) | Delegation.objects.filter(deputy=person)
    if person.is_staff or person.grants.exists() or lent.exists():
        return _("Your account works for an office. An administrator takes your roles away first.")
    return ""


def _close(person: User) -> Gone:
    """The row stays for what points at it, names nobody and lets nobody in; what would go with it goes."""
    for link in User._meta.related_objects:  # noqa: SLF001 - Django's documented name
        if link.on_delete is models.CASCADE:
            link.related_model._base_manager.filter(**{link.field.name: person}).delete()  # noqa: SLF001
    person.email, person.name, person.time_zone = f"erased-{person.pk}@invalid.invalid", "", ""
    person.is_active = person.wants_reminders = False
    person.last_login = None
    person.set_unusable_password()
    person.save()
    return Gone(1)


def _record(person: User) -> list[Kept]:
    entries = Entry.objects.of(f"person:{person.pk}")
    why = gettext_lazy(
        "The record can only be added to: what was done stands there beside the name, chained by hashes, so that nobody can change it unnoticed."
    )
    return [Kept(_("Entries of the record: %(n)s") % {"n": entries.count()}, None, why)] if entries else []


def _last_letters(at: datetime) -> Any:
    return Message.objects.filter(kind="erasure_proof", created_at__lte=at - LAST_LETTER)


def _erase_last(letter: Message, _at: datetime) -> Gone:
    letter.delete()
    return Gone()


register(
    Policy(
        "account",
        gettext_lazy("account, with its addresses and second factor"),
        lambda _person: 1,
        _close,
        _record,
        _works,
        order=90,
    )
)
register(
    Policy(
        "letters",
        gettext_lazy("letters sent to you"),
        lambda person: _letters(person).count(),
        _erase_letters,
        order=50,
    )
)
register_term(Term("last_letters", _last_letters, _erase_last))
