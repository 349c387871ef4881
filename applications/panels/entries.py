"""How the entries of the room read in the record."""

from django.utils.translation import gettext_lazy as _

from portal.record import presenters

presenters.register(
    {
        "panel.convened": _(
            "%(actor)s convened the panel. Chair: %(chair)s; members: %(member)s; "
            "secretary: %(secretary)s; observers: %(observer)s"
        ),
        "panel.joined": _("%(actor)s seated %(person)s on the panel"),
        "panel.declared_none": _("%(actor)s declared no conflict of interest"),
        "panel.declared_conflict": _("%(actor)s declared a conflict of interest with %(codes)s"),
    }
)
