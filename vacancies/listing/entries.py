"""How the entries about the list read in the record."""

from django.utils.translation import gettext_lazy as _

from portal.record import presenters

presenters.register(
    {"synonyms.saved": _("%(actor)s saved the synonyms of the search: %(rules)s words and phrases")}
)
