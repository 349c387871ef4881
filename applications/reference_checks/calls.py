"""What a candidate may know of references: that somebody is asked, and when; never what was answered."""

from django.utils.translation import gettext as _

from applications.intake import history
from applications.intake.history import Happening
from applications.intake.models import Application
from portal.words.moments import short_in


def happened(application: Application) -> list[Happening]:
    """Each moment at which the candidate was told that referees are asked, once."""
    zone = application.vacancy.office.zone
    moments = dict(application.references.order_by("told_at").values_list("told_at", "ask_at"))
    words = _("Your referees are asked, not before %(moment)s")
    return [Happening(told, words % {"moment": short_in(ask, zone)}) for told, ask in moments.items()]


history.register(happened)
