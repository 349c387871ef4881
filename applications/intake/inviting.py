"""What the lead of a team does: names its members, invites them by mail, changes what is said of them, removes them."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.intake.deadline import is_taken
from applications.intake.drafts import draft_row
from applications.intake.models import Application
from applications.intake.receipt import subject
from applications.intake.team import TeamMember
from portal.kernel.addresses import site
from portal.kernel.workflow import Refused
from portal.mailing.actions import Address, queue
from portal.mailing.models import Message
from portal.record.actions import write
from vacancies.models import Plan

KIND = "team_invitation"
# So often one address is written to within a week, and so often anybody at all within a day, by one lead.
MOST_TO_ONE, MOST_A_DAY = 3, 40
CLOSED = gettext_lazy("The closing time has passed, so nobody can be invited any more")
NO_TEAMS = gettext_lazy("The notice does not allow teams")
ANSWERED = gettext_lazy("This person has answered already")
REMOVED = gettext_lazy("This person is not in the team any more")


@dataclass(frozen=True)
class Said:
    """What the lead says of a member."""

    name: str
    email: str
    part: str


@transaction.atomic
def add(*, application: Application, said: Said, by: Any, at: datetime) -> TeamMember:
    """Name one more member, and invite them by mail; who is named from paper has signed there and is not written to.

    Raises Refused where the notice allows no more people, for somebody who is named already, and for too many letters.
    """
    row = draft_row(application, by)
    _require_place(row, said)
    member = TeamMember.objects.create(
        application=row, vacancy=row.vacancy, lot=row.lot, binds=row.amends_id is None, name=said.name,
        email=said.email.lower(), part=said.part,
    )  # fmt: skip
    return member if row.being_entered else _invite(member, by, at)


@transaction.atomic
def change(*, member: TeamMember, said: Said, by: Any, at: datetime) -> TeamMember:
    """Say otherwise who the member is or what they do. Who has confirmed the words before confirms anew; who did not is written to only at another address."""
    row = draft_row(member.application, by)
    member = standing_in(row, member)
    other = said.email.lower() != member.email
    told = (said.name, said.part) != (member.name, member.part)
    if not (other or told):
        return member
    _require_new(row, said, but=member)
    confirmed = member.confirmed_at is not None and not row.being_entered
    member.name, member.email, member.part = said.name, said.email.lower(), said.part
    if other and not row.being_entered:
        member.account = member.document = member.declined_at = member.confirmed_at = None
    elif confirmed:
        member.confirmed_at = None
    member.save()
    return _invite(member, by, at) if confirmed or (other and not row.being_entered) else member


@transaction.atomic
def invite(*, member: TeamMember, by: Any, at: datetime) -> TeamMember:
    """Send the invitation again, with a new link; the link before it is void."""
    row = draft_row(member.application, by)
    member = standing_in(row, member)
    if member.confirmed_at or member.declined_at or row.being_entered:
        raise Refused(ANSWERED)
    return _invite(member, by, at)


@transaction.atomic
def remove(*, member: TeamMember, by: Any, at: datetime) -> None:
    """Take a member out of the team, once. Who has answered with yes is told; their CV stays theirs."""
    row = draft_row(member.application, by)
    member = standing_in(row, member)
    member.delete()
    _record("team.removed", member, by, at)
    if not row.amends_id:
        tell_removed([member], at)


def tell_removed(members: Iterable[TeamMember], at: datetime) -> None:
    """Write to those who had confirmed; who signed on paper has no account to be written to."""
    for member in members:
        if member.confirmed_at and member.account.is_active:
            application = member.application
            context = {"member": member, "vacancy": application.vacancy, "lead": lead_name(application)}
            queue(kind="team_removed", to=member.account, context=context, at=at)


def lead_name(application: Application) -> str:
    """Who invites, as they call themselves."""
    profile = getattr(application.applicant, "profile", None)
    return str(profile or application.applicant)


def hash_of(secret: str) -> str:
    """Keyed, so that the database alone does not let secrets be tried out."""
    return salted_hmac("applications.intake.inviting", secret, algorithm="sha256").hexdigest()


def standing_in(row: Application, member: TeamMember) -> TeamMember:
    """The member as they stand now in the locked application; Refused for who was removed meanwhile."""
    found = row.team.filter(pk=member.pk).first()
    if found is None:
        raise Refused(REMOVED)
    return found


def _require_place(row: Application, said: Said) -> None:
    plan = Plan.objects.get(vacancy=row.vacancy_id)
    if not plan.has_teams:
        raise Refused(NO_TEAMS)
    if row.team.count() + 1 >= plan.team_most:
        raise Refused(_("The team is full: the notice allows no more people"))
    _require_new(row, said)


def _require_new(row: Application, said: Said, but: TeamMember | None = None) -> None:
    email = said.email.lower()
    if email and email == row.email.lower():
        raise Refused(_("This is your own address. Name the others only: you lead the team"))
    others = row.team.exclude(pk=but.pk) if but else row.team.all()
    if email and others.filter(email=email).exists():
        raise Refused(_("Somebody with this address is in the team already"))


def _invite(member: TeamMember, by: Any, at: datetime) -> TeamMember:
    application = member.application
    if not is_taken(application, at=at):
        raise Refused(CLOSED)
    _require_patience(member, by, at)
    secret = secrets.token_urlsafe(24)
    member.code_hash, member.invited_at = hash_of(secret), at
    member.save(update_fields=["code_hash", "invited_at"])
    _record("team.invited", member, by, at)
    language = application.language
    context = {
        "member": member,
        "vacancy": application.vacancy,
        "lead": lead_name(application),
        "secret": secret,
        "languages": [language, *(code for code, _name in settings.LANGUAGES if code != language)],
        "site": site(),
    }
    to = Address(email=member.email, language=language, name=member.name)
    queue(kind=KIND, to=to, context=context, at=at, stream=f"person:{by.pk}")
    return member


def _require_patience(member: TeamMember, by: Any, at: datetime) -> None:
    written = Message.objects.filter(kind=KIND, stream=f"person:{by.pk}")
    if written.filter(to=member.email, created_at__gt=at - timedelta(days=7)).count() >= MOST_TO_ONE:
        raise Refused(
            _("This address has been written to three times within a week. Ask the person yourself")
        )
    if written.filter(created_at__gt=at - timedelta(days=1)).count() >= MOST_A_DAY:
        raise Refused(_("You have sent many invitations today. Try again tomorrow"))


def _record(action: str, member: TeamMember, by: Any, at: datetime) -> None:
    """In the record of the lead: of a draft the record of the vacancy says nothing."""
    application = member.application
    data = {"name": member.name, "reference": application.vacancy.reference}
    write(stream=f"person:{by.pk}", action=action, subject=subject(application), by=by, at=at, data=data)
