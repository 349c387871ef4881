"""How the entries of the room read in the record; neither names of referees nor their words stand in it but as hashes."""

from django.utils.translation import gettext_lazy as _

from portal.record import presenters

presenters.register(
    {
        "reference.told": _(
            "%(actor)s stated that reference %(number)s of candidate %(code)s is asked for, and the candidate was told"
        ),
        "reference.asked": _("The referee of reference %(number)s of candidate %(code)s was written to"),
        "reference.reminded": _("The referee of reference %(number)s of candidate %(code)s was reminded"),
        "reference.answered": _("Reference %(number)s of candidate %(code)s was answered by the link"),
        "reference.noted": _(
            "%(actor)s wrote down reference %(number)s of candidate %(code)s, given by telephone: %(spoken_at)s"
        ),
        "reference.declined": _(
            "The referee of reference %(number)s of candidate %(code)s declined to answer"
        ),
        "reference.called_off": _("%(actor)s called off reference %(number)s of candidate %(code)s"),
        "reference.released": _("%(actor)s showed reference %(number)s of candidate %(code)s to the panel"),
    }
)
