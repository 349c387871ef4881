"""How the entries of the room read in the record."""

from django.utils.translation import gettext_lazy as _

from portal.record import presenters

presenters.register(
    {
        "data.given": _("%(actor)s downloaded all that is held about them"),
        "data.erased": _("Personal data were erased; proof %(proof)s"),
    }
)
presenters.register_names({"erasure_proof": _("proof that personal data were erased")})
