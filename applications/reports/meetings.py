"""The part of a report on the meetings of the panel: when, who was there, and the hash of the approved minutes."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from applications.meetings.actions import hash_of
from applications.meetings.models import Meeting
from applications.reports.blocks import Block, Column, codes, heading, table
from applications.reports.material import Material


def meetings(material: Material) -> list[Block | None]:
    """The meetings that had a time; nothing where the panel had none."""
    rows = list(
        Meeting.objects.filter(panel=material.vacancy.panel)
        .exclude(begins_at=None)
        .select_related("minutes__approved_by")
        .order_by("begins_at", "pk")
    )
    if not rows:
        return []
    approved = [one for one in rows if _is_approved(one)]
    hashes = [(material.when(one.begins_at), hash_of(one.minutes)) for one in approved]
    return [
        heading(_("Meetings of the panel")),
        table(
            [
                Column(_("When")),
                Column(_("Meeting"), 1),
                Column(pgettext("at a meeting", "Present"), 2),
                Column(pgettext("of a meeting", "Minutes"), 1),
            ],
            [_row(material, one) for one in rows],
        ),
        codes(hashes) if hashes else None,
    ]


def _is_approved(meeting: Meeting) -> bool:
    return hasattr(meeting, "minutes") and meeting.minutes.approved_at is not None


def _row(material: Material, meeting: Meeting) -> list[str]:
    present = ", ".join(meeting.minutes.present) if hasattr(meeting, "minutes") else "–"
    when, what = material.when(meeting.begins_at), capfirst(meeting.get_purpose_display())
    return [when, what, present or "–", _minutes(material, meeting)]


def _minutes(material: Material, meeting: Meeting) -> str:
    if meeting.cancelled_at:
        return _("cancelled: %(reason)s") % {"reason": meeting.cancelled_reason}
    if not _is_approved(meeting):
        return _("not approved") if hasattr(meeting, "minutes") else "–"
    said = {"name": meeting.minutes.approved_by, "moment": material.when(meeting.minutes.approved_at)}
    return _("approved by %(name)s, %(moment)s") % said
