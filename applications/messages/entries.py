"""How the entries of the room read in the record: that something was written, never what."""

from django.utils.translation import gettext_lazy as _

from portal.record import presenters

presenters.register(
    {
        "message.sent": _("%(actor)s wrote to the applicant %(code)s"),
        "message.received": _("%(actor)s, applicant %(code)s, wrote to the office"),
        "message.put_aside": _("%(actor)s decided that what applicant %(code)s wrote needs no answer"),
    }
)
