"""What applicants are told of complaints: until when one can be filed, and what became of one's own."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from applications.decisions.complaint import Complaint, can_be_contested
from applications.decisions.models import Decision
from applications.intake import attention, history
from applications.intake.attention import Call
from applications.intake.history import Happening
from applications.intake.models import Application, Status
from portal.words.moments import day


def contested(applications: Sequence[Application], at: datetime) -> dict[int, list[Call]]:
    """A link to one's own complaint, or to the page on which one can be filed."""
    filed = {one.application_id: one for one in Complaint.objects.filter(application__in=applications)}
    told = Decision.objects.exclude(contest_until=None).select_related("vacancy__office")
    decided = {
        (one.vacancy_id, one.lot_id): one
        for one in told.filter(vacancy__in={application.vacancy_id for application in applications})
    }
    found: dict[int, list[Call]] = {}
    for application in applications:
        decision = decided.get((application.vacancy_id, application.lot_id))
        if application.pk in filed:
            found[application.pk] = [_filed(filed[application.pk], application)]
        elif decision and application.status == Status.SUBMITTED and can_be_contested(decision, at=at):
            found[application.pk] = [_open(decision, application)]
    return found


def _filed(complaint: Complaint, application: Application) -> Call:
    words = _("Your complaint is answered.") if complaint.is_answered else _("Your complaint is received.")
    return Call(words, _address(application), _("See the complaint"), new=False)


def _open(decision: Decision, application: Application) -> Call:
    said = {"day": day(decision.contest_until), "city": decision.office.city}
    words = _("You may contest the decision until %(day)s (%(city)s).") % said
    return Call(words, _address(application), _("Contest the decision"), new=False)


def _address(application: Application) -> str:
    return reverse("complaints:own", args=[application.key])


def happened(application: Application) -> list[Happening]:
    """Filed, answered."""
    told = []
    for one in application.complaints.all():
        told.append(Happening(one.filed_at, _("You contested the decision")))
        if one.answered_at:
            told.append(Happening(one.answered_at, _("The complaint was answered")))
    return told


attention.register(contested)
history.register(happened)
