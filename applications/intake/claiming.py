"""Taking over an application that the office entered: by the code on its receipt, or by the mailbox it names."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from applications.documents.models import Document
from applications.intake.amending import amendment_of
from applications.intake.deadline import is_taken
from applications.intake.models import Application
from applications.intake.on_behalf import OnBehalf, keep_scans
from applications.intake.receipt import subject
from applications.intake.taking_part import hold, teams_of
from applications.intake.team import proved_addresses
from applications.profile.models import Profile
from portal.kernel.workflow import Refused, locked, require
from portal.record.actions import write

# Without what is taken for another sign when it is read from paper; 12 of them are 58 bits.
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
LENGTH, GROUP = 12, 4
VALID = timedelta(days=90)
UNKNOWN = _(
    "There is no application with this code: it may be mistyped, used up or older than 90 days. The office can print a new one"
)
HAS_ONE = _(
    "You have an application of your own for this vacancy, so this one cannot become yours. The office has been told"
)
HAS_TEAM = _(
    "You take part in a team that applies for this vacancy, so this application cannot become yours. The office has been told"
)
BEING_ENTERED = _(
    "The office is entering the amended version that you sent before the closing time. You can claim the application once that is handed in"
)
HAS_DRAFT = _("You have begun an application of your own for this vacancy, so this one cannot become yours")


@transaction.atomic
def give_code(*, application: Application, by: Any, at: datetime) -> str:
    """A new code for the receipt, in place of the one before, which is void from now on; it is kept nowhere but on the paper."""
    entered = locked(application.on_behalf)
    require("applications.print_receipt", application, by=by)
    code = "".join(secrets.choice(LETTERS) for _sign in range(LENGTH))
    entered.claim_hash, entered.claim_expires_at = _hash(code), at + VALID
    entered.save(update_fields=["claim_hash", "claim_expires_at"])
    write(
        stream=application.stream, action="application.code_given", subject=subject(application), by=by, at=at,
        data={"code": application.code, "person": application.name},
    )  # fmt: skip
    return "-".join(code[place : place + GROUP] for place in range(0, LENGTH, GROUP))


def behind(code: str, *, at: datetime) -> OnBehalf | None:
    """What the code on a receipt is for, while it is valid."""
    typed = "".join(sign for sign in code.upper() if sign.isalnum())
    found = OnBehalf.objects.unclaimed().filter(claim_hash=_hash(typed), claim_expires_at__gt=at)
    return found.select_related("application__vacancy__office").first()


def waiting_for(person: Any) -> list[OnBehalf]:
    """Applications entered for one of the mailboxes that `person` has proved to be theirs."""
    found = OnBehalf.objects.waiting_for(proved_addresses(person))
    return list(found.select_related("application__vacancy__office", "application__lot").order_by("pk"))


def claim_by_code(*, code: str, by: Any, at: datetime) -> Application:
    """Make the application behind `code` that of `by`. Raises Refused for a code that is none any more."""
    found = behind(code, at=at)
    if found is None:
        raise Refused(UNKNOWN)
    return claim(entered=found, by=by, at=at, way="code")


def claim(*, entered: OnBehalf, by: Any, at: datetime, way: str) -> Application:
    """Make an application that was entered that of `by`: from now on they follow, amend and withdraw it.

    Raises Refused for who has one of their own for the vacancy; that is noted for the office all the same, which is why
    the transaction is not around all of this.
    """
    require("applications.apply", entered.application.vacancy, by=by)
    try:
        return _take_over(entered, by, at, way)
    except Refused as refused:
        if refused.args[0] in (HAS_ONE, HAS_TEAM):
            _flag(entered, by, at)
        raise


@transaction.atomic
def _take_over(entered: OnBehalf, by: Any, at: datetime, way: str) -> Application:
    locked(entered.application.vacancy)
    row = locked(entered)
    application = locked(row.application)
    if row.claimed_at:
        raise Refused(UNKNOWN)
    hold([by.pk])
    _require_no_other(application, by)
    nobody = application.applicant
    application.applicant = by
    application.save(update_fields=["applicant"])
    row.claimed_at, row.claim_hash, row.claim_expires_at = at, "", None
    row.save(update_fields=["claimed_at", "claim_hash", "claim_expires_at"])
    _hand_over_amendment(application, row, at)
    _hand_over(nobody, by)
    write(
        stream=application.stream, action=f"application.claimed_by_{way}", subject=subject(application), by=by, at=at,
        data={"code": application.code},
    )  # fmt: skip
    return application


def _require_no_other(application: Application, by: Any) -> None:
    if teams_of(by, application.vacancy, application.lot).exists():
        raise Refused(HAS_TEAM)
    own = Application.objects.of(by).first_hand().filter(vacancy=application.vacancy_id)
    if application.lot_id:
        own = own.filter(lot=application.lot_id)
    if own.received().exists():
        raise Refused(HAS_ONE)
    if own.exists():
        raise Refused(HAS_DRAFT)


def _hand_over_amendment(application: Application, entered: OnBehalf, at: datetime) -> None:
    """A second draft that the office has begun: while the vacancy is open the person goes on with it. Afterwards only the office can hand in what came in time, so it comes first."""
    draft = amendment_of(application)
    if draft is None:
        return
    if is_taken(draft, at=at) and not application.vacancy.is_open(at=at):
        raise Refused(BEING_ENTERED)
    keep_scans(draft.on_behalf, entered)  # type: ignore[attr-defined]
    draft.on_behalf.delete()  # type: ignore[attr-defined]
    draft.applicant = application.applicant
    draft.save(update_fields=["applicant"])


def _hand_over(nobody: Any, by: Any) -> None:
    """The files and, where the person has none, the profile; a file that they have already stays where it is."""
    theirs = Document.objects.of(by).values("sha256")
    Document.objects.of(nobody).exclude(sha256__in=theirs).exclude(scans__isnull=False).update(owner=by)
    if not Profile.objects.filter(user=by).exists():
        Profile.objects.filter(user=nobody).update(user=by)


@transaction.atomic
def _flag(entered: OnBehalf, by: Any, at: datetime) -> None:
    row = locked(entered)
    row.refused_claim_by = by
    row.save(update_fields=["refused_claim_by"])
    application = row.application
    write(
        stream=application.stream, action="application.claim_refused", subject=subject(application), by=by, at=at,
        data={"code": application.code},
    )  # fmt: skip


def _hash(code: str) -> str:
    """Keyed, so that the database alone does not let codes be tried out."""
    return salted_hmac("applications.intake.claiming", code, algorithm="sha256").hexdigest()
