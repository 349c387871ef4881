"""How the entries about questions read in the record."""

from django.utils.translation import gettext_lazy as _

from portal.record import presenters

presenters.register(
    {
        "question.asked": _("A question was asked"),
        "question.answered": _("%(actor)s published answer %(number)s"),
        "question.declined": _("%(actor)s declined to answer a question: %(because)s"),
    }
)
