"""What the letters of the rooms are called in the record."""

from django.utils.translation import gettext_lazy as _

from portal.record import presenters

presenters.register_names(
    {
        "vacancy_to_approve": _("a vacancy waits for approval"),
        "vacancy_returned": _("a vacancy is returned to its writer"),
        "vacancy_published": _("a vacancy is published"),
        "corrigendum": _("a corrigendum to the notice"),
        "corrigendum_cancelled": _("the vacancy is cancelled"),
        "corrigendum_to_approve": _("a change of the notice waits for approval"),
        "corrigendum_returned": _("a change of the notice is returned"),
        "corrigendum_published": _("a change of the notice is published"),
        "outage_near_closing": _("the portal did not answer shortly before the closing time"),
        "alert_confirm": _("letters about new vacancies are to be confirmed"),
        "alert_new": _("new vacancies"),
        "alert_expiring": _("letters about new vacancies come to an end"),
        "saved_reminder": _("a saved vacancy closes soon"),
        "question_asked": _("a question was asked"),
        "answer_published": _("a question is answered for everybody"),
        "question_declined": _("a question is not answered"),
    }
)
