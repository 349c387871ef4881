"""How the entries of the room read in the record."""

from django.utils.translation import gettext_lazy as _

from portal.record import presenters

presenters.register(
    {
        "invitation.made": _("%(actor)s invited %(codes)s, with %(times)s times to choose by %(choose_by)s"),
        "invitation.time_added": _("%(actor)s added a time to an invitation: %(begins)s"),
        "invitation.chosen": _("%(actor)s, candidate %(code)s, chose the time %(begins)s"),
        "invitation.none_suits": _("%(actor)s, candidate %(code)s, said that none of the times suits"),
        "invitation.moved": _("%(actor)s moved candidate %(code)s to %(begins)s: %(because)s"),
        "invitation.called_off": _("%(actor)s called off the invitation of candidate %(code)s: %(because)s"),
        "invitation.freed": _("The place of candidate %(code)s is free: the application was withdrawn"),
    }
)
