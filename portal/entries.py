"""How the portal's own entries of the record read."""

from django.utils.translation import gettext_lazy as _

from portal.record import presenters
from portal.retention import entries as retention

__all__ = ["retention"]

presenters.register(
    {
        "portal.outage": _("The portal was not known to answer from %(began)s until %(ended)s"),
        "letter.written": _("A letter was written: %(subject)s"),
        "cover.given": _(
            "%(giver)s lent a role (%(role)s) to %(deputy)s from %(begins_at)s until %(ends_at)s"
        ),
        "cover.ended": _("%(actor)s ended the leave cover of %(giver)s by %(deputy)s (%(role)s)"),
    }
)
presenters.register_names(
    {"cover_given": _("a leave cover"), "cover_ended": _("the early end of a leave cover")}
)
