"""How the entries of the rooms that make a notice read in the record."""

from django.utils.translation import gettext_lazy as _

from portal.record import presenters

presenters.register(
    {
        "vacancy.created": _("%(actor)s began the notice %(subject)s"),
        "vacancy.changed": _("%(actor)s changed the notice"),
        "plan.changed": _("%(actor)s changed the selection plan"),
        "plan.frozen": _(
            "The first application froze the selection plan with the fingerprint %(fingerprint)s"
        ),
        "vacancy.submitted": _("%(actor)s submitted the notice for approval"),
        "vacancy.returned": _("%(actor)s returned the notice to its writer: %(comment)s"),
        "vacancy.published": _("%(actor)s published the notice; fingerprint of the plan: %(fingerprint)s"),
        "vacancy.under_evaluation": _("%(actor)s began the evaluation"),
        "vacancy.decided": _("%(actor)s noted the decision"),
    }
)
