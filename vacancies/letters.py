"""What the letters of the rooms are called in the record."""

from django.utils.translation import gettext_lazy as _

from portal.record import presenters

presenters.register_names(
    {
        "vacancy_to_approve": _("a vacancy waits for approval"),
        "vacancy_returned": _("a vacancy is returned to its writer"),
        "vacancy_published": _("a vacancy is published"),
        "question_asked": _("a question was asked"),
        "answer_published": _("a question is answered for everybody"),
        "question_declined": _("a question is not answered"),
    }
)
