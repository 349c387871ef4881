"""Keeping a vacancy, asking for letters about new ones, and ending them."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel.addresses import site
from portal.kernel.workflow import Refused, locked, require
from portal.mailing.actions import Address, queue
from vacancies.alerts.leaving import one_click
from vacancies.alerts.models import SavedVacancy, Subscription, SubscriptionQuerySet
from vacancies.vacancy.models import Vacancy

# A subscription ends by itself after a year unless its reader prolongs it.
LASTS = timedelta(days=365)
# Who asks again for a confirmation within this time has it in the mail already.
PATIENCE = timedelta(minutes=15)
# A confirmation that nobody followed for so long takes no place among the searches of an address.
FORGOTTEN = timedelta(days=7)
# So many searches one address can have; nobody needs more, and nobody can flood somebody else's box.
AT_MOST = 20


@transaction.atomic
def keep(*, vacancy: Vacancy, by: Any, at: datetime) -> SavedVacancy:
    """Save a public vacancy; saved twice, it is saved once."""
    require("vacancies.keep_vacancy", vacancy, by=by)
    saved, _new = SavedVacancy.objects.get_or_create(user=by, vacancy=vacancy, defaults={"saved_at": at})
    return saved


@transaction.atomic
def let_go(*, vacancy: Vacancy, by: Any, at: datetime) -> None:  # noqa: ARG001 - every verb has its time
    """Keep the vacancy no longer."""
    SavedVacancy.objects.filter(user=by, vacancy=vacancy).delete()


@transaction.atomic
def subscribe(*, search: str, frequency: str, by: Any, at: datetime) -> Subscription:
    """Letters for an account about new vacancies that `search` finds; asked again, the frequency changes."""
    row = _existing(by.email, search)
    if row is None or not row.runs(at=at):
        _refuse_too_many(by.email, at)
    row = row or _new(by.email, by.language, search, at)
    row.user, row.frequency = by, frequency
    return _begun(row, at)


@transaction.atomic
def ask_for_confirmation(
    *, email: str, language: str, search: str, frequency: str, at: datetime
) -> Subscription | None:
    """Write to an address without an account: the letters begin when its owner confirms.

    None, and no letter, where one has just gone out, where they run already, or where the address has enough: what
    is answered to who asked is the same in every case, so that nobody learns who reads what.
    """
    email = email.lower()
    row = _existing(email, search)
    if row is None:
        asked_long_ago = {"confirmed_at": None, "created_at__lte": at - FORGOTTEN}
        if _kept(email).filter(expires_at__gt=at).exclude(**asked_long_ago).count() >= AT_MOST:
            return None
        row = _new(email, language, search, at)
    elif row.runs(at=at) or at - row.created_at < PATIENCE:
        return None
    row.frequency, row.language, row.created_at = frequency, language, at
    row.save()
    tell(row, "alert_confirm", at=at)
    return row


@transaction.atomic
def confirm(*, subscription: Subscription, at: datetime) -> Subscription:
    """Begin the letters; the owner of the address has followed the link. Confirmed twice is confirmed once."""
    return _begun(_running_row(subscription), at)


@transaction.atomic
def change(*, subscription: Subscription, frequency: str, at: datetime) -> Subscription:
    """Set how often, and prolong: whoever changes a subscription wants it."""
    row = _running_row(subscription)
    row.frequency, row.expires_at, row.expiry_announced_at = frequency, at + LASTS, None
    row.save()
    return row


@transaction.atomic
def end(*, subscription: Subscription, at: datetime) -> Subscription:
    """Send nothing more; ended twice is ended once."""
    row = locked(subscription)
    if row.ended_at is None:
        row.ended_at = at
        row.save(update_fields=["ended_at"])
    return row


def tell(subscription: Subscription, kind: str, *, at: datetime, **more: Any) -> None:
    """A letter to the reader, with the header by which a mail program ends the subscription at one press (RFC 8058)."""
    context = {"subscription": subscription, "site": site(), **more}
    to = subscription.user or Address(subscription.email, subscription.language)
    headers = one_click(subscription.end_address(to.language))
    queue(kind=kind, to=to, context=context, at=at, headers=headers)


def _new(email: str, language: str, search: str, at: datetime) -> Subscription:
    """A new one, or that of somebody who pressed the button a moment earlier."""
    defaults = {"language": language, "created_at": at, "seen_until": at, "expires_at": at + LASTS}
    row, _is_new = Subscription.objects.get_or_create(
        email=email.lower(), search=search, ended_at=None, defaults=defaults
    )
    return row


def _existing(email: str, search: str) -> Subscription | None:
    kept = Subscription.objects.select_for_update().filter(ended_at=None, search=search)
    return kept.filter(email=email.lower()).first()


def _begun(row: Subscription, at: datetime) -> Subscription:
    """The letters run for a year from now; those that did not run before tell of what is new from now on."""
    if not row.runs(at=at):
        row.confirmed_at, row.seen_until = at, at
    row.expires_at, row.expiry_announced_at = at + LASTS, None
    row.save()
    return row


def _kept(email: str) -> SubscriptionQuerySet:
    return Subscription.objects.filter(email=email.lower(), ended_at=None)


def _refuse_too_many(email: str, at: datetime) -> None:
    """What somebody else asked for in the name of the address, and nobody confirmed, does not count."""
    if _kept(email).running(at=at).count() >= AT_MOST:
        raise Refused(_("You have as many saved searches as the portal keeps. End one of them first."))


def _running_row(subscription: Subscription) -> Subscription:
    row = locked(subscription)
    if row.ended_at is not None:
        raise Refused(_("These letters have been ended. Ask for new ones from the list of vacancies."))
    return row
