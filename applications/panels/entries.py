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
        "panel.joined_later": _(
            "%(actor)s seated %(person)s on the panel after scoring had begun: %(reason)s"
        ),
        "panel.taken_over": _("%(actor)s seated %(person)s on the panel in place of %(before)s: %(reason)s"),
        "panel.left": _("%(actor)s ended the seat of %(person)s on the panel"),
        "panel.reach_ends": _("The last day on which those without a role reach the panel: %(until)s"),
        "panel.reach_prolonged": _("%(actor)s let %(person)s reach the panel until %(until)s: %(reason)s"),
        "panel.chair_appointed": _("%(actor)s let %(person)s chair the panel: %(reason)s"),
        "panel.declared_none": _("%(actor)s declared no conflict of interest"),
        "panel.declared_conflict": _("%(actor)s declared a conflict of interest with %(codes)s"),
        "panel.conflict_found": _("%(actor)s declared a conflict of interest found later, with %(codes)s"),
    }
)
