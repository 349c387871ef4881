"""How the entries of the room read in the record."""

from django.utils.translation import gettext_lazy as _

from portal.record import latest, presenters

presenters.register({"report.read": _("%(actor)s took away %(file)s")})
latest.changes_nothing("report.read")
