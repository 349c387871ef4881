"""How the entries of the room read in the record."""

from django.utils.translation import gettext_lazy as _

from portal.record import latest, presenters

presenters.register({"page.read": _("%(actor)s, auditor, read the page %(address)s")})
latest.changes_nothing("page.read")
