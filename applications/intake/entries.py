"""How the entries of the room read in the record."""

from django.utils.translation import gettext_lazy as _

from applications.intake.on_behalf import Source
from portal.record import presenters

presenters.register(
    {
        "application.started": _("%(actor)s started an application for %(reference)s"),
        "application.form_taken_in": _(
            "%(actor)s took answers from a form filled in offline into the application for %(reference)s: %(answers)s"
        ),
        "application.submitted": _("%(actor)s handed in application %(code)s, receipt %(number)s"),
        "application.amending": _("%(actor)s began to amend application %(code)s for %(reference)s"),
        "application.given_up": _("%(actor)s discarded the draft of an application for %(reference)s"),
        "application.amending_given_up": _(
            "%(actor)s discarded what was to amend application %(code)s for %(reference)s"
        ),
        "application.amendment_received": _(
            "%(actor)s handed in the amended application %(code)s for %(reference)s"
        ),
        "application.amended": _("%(actor)s handed in application %(code)s amended, receipt %(number)s"),
        "application.refused": _("An application of %(actor)s was refused: %(reason)s"),
        "application.entered": _(
            "%(actor)s began to enter the application of %(person)s, which came %(source)s; received: %(arrived)s"
        ),
        "application.entered_again": _(
            "%(actor)s began to enter an amended version of application %(code)s of %(person)s, which came %(source)s; received: %(arrived)s"
        ),
        "application.amendment_discarded": _(
            "%(actor)s discarded the amended version of application %(code)s of %(person)s, which came %(source)s, received: %(arrived)s; what was handed in stays as it is"
        ),
        "application.scanned": _("%(actor)s kept a scan of what came from %(person)s"),
        "application.submitted_on_behalf": _(
            "%(actor)s handed in application %(code)s for %(person)s, receipt %(number)s; it came %(source)s, received: %(arrived)s"
        ),
        "application.amended_on_behalf": _(
            "%(actor)s handed in application %(code)s for %(person)s amended, receipt %(number)s; it came %(source)s, received: %(arrived)s"
        ),
        "application.refused_on_behalf": _(
            "An application of %(person)s, entered by %(actor)s, was refused: %(reason)s; received: %(arrived)s"
        ),
        "application.code_given": _(
            "%(actor)s printed a receipt of application %(code)s with a new code for %(person)s"
        ),
        "application.claimed_by_code": _("%(actor)s claimed application %(code)s by the code on its receipt"),
        "application.claimed_by_mailbox": _(
            "%(actor)s claimed application %(code)s by the e-mail address on it"
        ),
        "application.claim_refused": _(
            "%(actor)s has another application for this vacancy and so could not claim %(code)s: possibly a duplicate"
        ),
        "application.file_infected": _(
            "A virus was found in document %(asked)s of application %(code)s; it can be replaced until %(until)s"
        ),
        "application.file_replaced": _(
            "%(actor)s replaced the infected document %(asked)s of application %(code)s, receipt %(number)s"
        ),
        "application.withdrawn": _("%(actor)s withdrew application %(code)s"),
        "team.invited": _("%(actor)s invited %(name)s into the team that applies for %(reference)s"),
        "team.removed": _("%(actor)s removed %(name)s from the team that applies for %(reference)s"),
        "team.confirmed": _("%(actor)s confirmed to take part in a team that applies for %(reference)s"),
        "team.declined": _("%(actor)s does not take part in a team that applies for %(reference)s"),
    }
)

# Of a notice that was copied it is a reference.
presenters.register_reader("source", lambda source: str(dict(Source.choices).get(source, source)))
