"""How the entries of the room read in the record."""

from django.utils.translation import gettext_lazy as _

from portal.record import presenters

presenters.register(
    {
        "upload.begun": _("%(actor)s began to send a file of %(size)s bytes"),
        "upload.broken": _("A file being sent broke off: %(kept)s of %(size)s bytes are kept"),
        "upload.failed": _(
            "A file being sent could not be stored: %(reason)s; %(kept)s of %(size)s bytes are kept"
        ),
        "upload.refused": _("A file of %(size)s bytes was refused: %(reason)s"),
        "upload.dropped": _("%(actor)s gave up sending a file: %(kept)s of %(size)s bytes had arrived"),
    }
)
