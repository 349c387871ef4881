"""How the entries of the room read in the record."""

from django.utils.translation import gettext_lazy as _

from portal.record import presenters

presenters.register(
    {
        "outage.noticed": _(
            "The portal was not known to answer from %(began)s until %(ended)s: %(minutes)s minutes of the last day"
        ),
        "outage.left": _("%(actor)s left the closing date as it is after an outage: %(reason)s"),
    }
)
