"""The appointment of an invitation, for a calendar."""

from datetime import datetime

from django.utils.translation import gettext as _

from applications.invitations.models import Invitee, Slot
from portal.mailing.calendar import Appointment, calendar_of


def appointment_of(invitee: Invitee, slot: Slot, *, method: str, at: datetime) -> str:
    """As `portal.mailing.calendar` writes it, for the candidate."""
    invitation = invitee.invitation
    appointment = Appointment(
        uid=str(invitee.key),
        sequence=invitee.sequence,
        office=invitation.office,
        begins_at=slot.begins_at,
        ends_at=slot.ends_at,
        summary=f"{title_of(invitee)}: {invitee.vacancy.title}",
        place=str(invitation.place),
        link=invitation.link,
        notes=str(invitation.notes),
        address=invitee.get_absolute_url(),
    )
    return calendar_of(appointment, to=invitee.application.applicant.email, method=method, at=at)


def title_of(invitee: Invitee) -> str:
    """What one is invited to, as a heading."""
    return _("Interview") if invitee.invitation.kind == "interview" else _("Written test")
