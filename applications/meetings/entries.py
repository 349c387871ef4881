"""How the entries of the room read in the record."""

from django.utils.translation import gettext_lazy as _

from portal.record import presenters

presenters.register(
    {
        "meeting.proposed": _("%(actor)s proposed times for a meeting of the panel"),
        "meeting.answered": _("%(actor)s said which times for the meeting suit them"),
        "meeting.fixed": _("%(actor)s fixed the time of a meeting of the panel"),
        "meeting.changed": _("%(actor)s changed a meeting of the panel"),
        "meeting.cancelled": _("%(actor)s cancelled a meeting of the panel: %(reason)s"),
        "meeting.minuted": _("%(actor)s wrote the minutes of a meeting of the panel"),
        "meeting.approved": _("%(actor)s approved the minutes of a meeting of the panel"),
    }
)
