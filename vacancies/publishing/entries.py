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
        "vacancy.scheduled": _(
            "%(actor)s approved the notice, to be published at %(published_at)s; "
            "fingerprint of the plan: %(fingerprint)s"
        ),
        "vacancy.unscheduled": _("%(actor)s took the notice back before it was published"),
        "field.commented": _("%(actor)s commented on %(field)s: %(text)s"),
        "field.settled": _("%(actor)s dealt with the comment on %(field)s: %(text)s"),
        "preview.shared": _("%(actor)s made a link to the preview, valid until %(expires_at)s"),
        "preview.revoked": _("%(actor)s revoked the link to the preview that was valid until %(expires_at)s"),
        "vacancy.under_evaluation": _("%(actor)s began the evaluation"),
        "vacancy.renews": _("%(actor)s began the notice %(subject)s to advertise %(earlier)s anew"),
        "vacancy.renewed": _("%(actor)s began to advertise this anew as %(reference)s"),
        "vacancy.renewal_shown": _("%(actor)s let the notice and that of %(earlier)s lead to each other"),
        "vacancy.renewal_hidden": _(
            "%(actor)s no longer lets the notice and that of %(earlier)s lead to each other"
        ),
        "vacancy.decided": _("%(actor)s noted the decision"),
    }
)
