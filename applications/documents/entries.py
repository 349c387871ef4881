"""How the entries of the room read in the record."""

from django.utils.translation import gettext_lazy as _

from portal.record import latest, presenters

presenters.register(
    {
        "document.received": _("%(actor)s handed over a document, SHA-256 %(sha256)s"),
        "document.read": _("%(actor)s read a document, SHA-256 %(sha256)s"),
        "document.discarded": _("%(actor)s deleted a document, SHA-256 %(sha256)s"),
        "document.clean": _("A document was checked for viruses: none found"),
        "document.infected": _("A virus was found in a document: %(note)s"),
        "document.unscanned": _("A document could not be checked for viruses: %(note)s"),
    }
)

latest.changes_nothing("document.read")
