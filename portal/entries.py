"""How the portal's own entries of the record read."""

from django.utils.translation import gettext_lazy as _

from portal.record import presenters

presenters.register({"letter.written": _("A letter was written: %(subject)s")})
