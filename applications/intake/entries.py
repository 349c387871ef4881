"""How the entries of the room read in the record."""

from django.utils.translation import gettext_lazy as _

from portal.record import presenters

presenters.register(
    {
        "application.started": _("%(actor)s started an application for %(reference)s"),
        "application.submitted": _("%(actor)s handed in application %(code)s, receipt %(number)s"),
        "application.amending": _("%(actor)s began to amend application %(code)s for %(reference)s"),
        "application.amendment_received": _(
            "%(actor)s handed in the amended application %(code)s for %(reference)s"
        ),
        "application.amended": _("%(actor)s handed in application %(code)s amended, receipt %(number)s"),
        "application.refused": _("An application of %(actor)s was refused: %(reason)s"),
        "application.withdrawn": _("%(actor)s withdrew application %(code)s"),
    }
)
