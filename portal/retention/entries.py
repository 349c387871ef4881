"""How the entries of the room read in the record."""

from django.utils.translation import gettext_lazy as _

from portal.record import presenters

presenters.register({"data.given": _("%(actor)s downloaded all that is held about them")})
