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
        "decision.refused": _(
            "%(actor)s refused the recommendation, and the selection ends without an appointment: %(reason)s"
        ),
        "decision.announced": _("%(actor)s announced the decision to %(letters)s applicants"),
        "feedback.written": _("%(actor)s wrote feedback for applicant %(code)s"),
        "offer.made": _("%(actor)s made an offer to candidate %(code)s, to be answered by %(answer_by)s"),
        "offer.accepted": _("%(actor)s, candidate %(code)s, accepted the offer"),
        "offer.declined": _("%(actor)s, candidate %(code)s, declined the offer"),
        "offer.accepted_on_behalf": _("%(actor)s noted that candidate %(code)s accepted the offer"),
        "offer.declined_on_behalf": _("%(actor)s noted that candidate %(code)s declined the offer"),
        "offer.name_agreed": _(
            "%(actor)s, candidate %(code)s, agreed to be named on the page of the vacancy"
        ),
        "offer.name_withheld": _(
            "%(actor)s, candidate %(code)s, is not to be named on the page of the vacancy"
        ),
        "offer.withdrawn": _("%(actor)s withdrew the offer to candidate %(code)s"),
        "offer.lapsed": _("%(actor)s noted that candidate %(code)s did not answer the offer in time"),
        "offer.given_up": _("%(actor)s noted that candidate %(code)s gives up what was accepted"),
        "complaint.filed": _("%(actor)s, applicant %(code)s, contested the decision"),
        "complaint.taken": _("%(actor)s took the complaint of applicant %(code)s in hand"),
        "complaint.answered": _("%(actor)s answered the complaint of applicant %(code)s"),
    }
)
