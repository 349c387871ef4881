"""How the entries of the room read in the record."""

from django.utils.translation import gettext_lazy as _

from portal.record import presenters

presenters.register(
    {
        "texts.changed": _("%(actor)s changed texts of the notice"),
        "texts.reviewed": _("%(actor)s reviewed texts of the notice in both languages"),
    }
)
