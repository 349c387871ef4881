"""How the entries of the room read in the record."""

from django.utils.translation import gettext_lazy as _

from portal.record import presenters

presenters.register(
    {
        "decision.recommended": _(
            "%(actor)s wrote the recommendation of the panel by the ranking, version %(version)s; selected: %(chosen)s"
        ),
        "decision.returned": _("%(actor)s returned the recommendation to the panel: %(reason)s"),
        "decision.approved": _("%(actor)s approved the recommendation; selected: %(chosen)s"),
        "decision.announced": _("%(actor)s announced the decision to %(letters)s applicants"),
    }
)
