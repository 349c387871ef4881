"""What the letters of the rooms are called in the record."""

from django.utils.translation import gettext_lazy as _

from portal.record import presenters

presenters.register_names(
    {
        "application_receipt": _("receipt of an application"),
        "application_entered": _("receipt of an application that the office entered"),
        "application_came_late": _("an application came after the closing time"),
        "application_amended": _("receipt of an amended application"),
        "file_infected": _("a virus in a file of an application"),
        "file_infected_draft": _("a virus in a file of a draft"),
        "file_replaced": _("an infected file is replaced"),
        "application_withdrawn": _("an application is withdrawn"),
        "team_invitation": _("invitation into a team"),
        "team_confirmed": _("one of a team has confirmed"),
        "team_declined": _("one of a team does not take part"),
        "team_removed": _("somebody is removed from a team"),
        "team_received": _("the application of a team is handed in"),
        "team_withdrawn": _("the application of a team is withdrawn"),
        "member_file_infected": _("a virus in the CV of one of a team"),
        "member_file_replaced": _("an infected CV of one of a team is replaced"),
        "draft_reminder": _("reminder of a draft"),
        "invitation": _("invitation to a test or an interview"),
        "invitation_time_added": _("one more time to choose"),
        "invitation_called_off": _("an invitation is called off"),
        "slot_chosen": _("a time for a test or an interview is agreed"),
        "slot_moved": _("a time for a test or an interview is changed"),
        "slot_given_up": _("a time for a test or an interview is given up"),
        "slot_reminder": _("reminder of a test or an interview"),
        "message_to_applicant": _("a message to an applicant"),
        "message_to_office": _("an applicant has written"),
        "withdrawal_to_office": _("the office hears that an application is withdrawn"),
        "panel_invitation": _("invitation to the panel"),
        "round_opened": _("scoring begins"),
        "round_revealed": _("all score sheets are in"),
        "round_locked": _("the round is locked, please sign"),
        "decision_to_approve": _("a recommendation waits for approval"),
        "decision_returned": _("a recommendation is returned to the panel"),
        "decision_approved": _("a recommendation is approved"),
        "decision_selected": _("outcome: selected"),
        "decision_reserve": _("outcome: on the reserve list"),
        "decision_not_selected": _("outcome: not selected"),
        "decision_not_eligible": _("outcome: not eligible"),
    }
)
