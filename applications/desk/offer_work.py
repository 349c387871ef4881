"""What waits for the office of the offers and complaints that follow from a decision."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from applications.decisions.complaint import Complaint
from applications.decisions.models import Decision, Outcome, Place
from applications.decisions.offer import STANDING, Offer
from applications.decisions.reserve import firsts_in_line
from applications.desk.task import Kind, Task
from applications.ranking.lots import of_lot
from portal.words.moments import day
from vacancies.vacancy.models import VacancyQuerySet


def offers_to_make(vacancies: VacancyQuerySet, at: datetime) -> Kind:
    """Where an opening is free and somebody of the list was not asked; decisions from before offers are left alone."""
    chosen = Outcome.objects.filter(decision=OuterRef("pk")).exclude(place=Place.NOT_SELECTED)
    unasked = chosen.exclude(application__in=Offer.objects.values("application"))
    kept = Count("offers", filter=Q(offers__status__in=STANDING))
    room = Q(lot=None, kept__lt=F("vacancy__openings")) | Q(kept__lt=F("lot__openings"))
    rows = Decision.objects.final().exclude(reserve_until=None).filter(Exists(unasked), vacancy__in=vacancies)
    free = rows.annotate(kept=kept).filter(room)
    return Kind(free, _offer, found=lambda decisions: firsts_in_line(decisions, at=at))


def _offer(following: Outcome) -> Task:
    label = _("Make an offer to %(name)s") % {"name": following.application.name}
    address = reverse("decisions:make-offer", args=[following.decision_id])
    return Task(following.decision.vacancy, label, address)


def offers_overdue(vacancies: VacancyQuerySet, at: datetime) -> Kind:
    """Offers to which no answer came in time."""
    rows = Offer.objects.unanswered().filter(answer_by__lt=at, decision__vacancy__in=vacancies)
    return Kind(rows.whole(), _overdue)


def _overdue(offer: Offer) -> Task:
    label = _("Decide on the offer to %(name)s that was not answered") % {"name": offer.application.name}
    address = f"{reverse('decisions:decision', args=[offer.vacancy.pk])}{of_lot(offer.decision.lot)}"
    return Task(offer.vacancy, label, address, late=True)


def complaints_to_answer(user: Any, vacancies: VacancyQuerySet, at: datetime) -> Kind:
    """Those nobody has in hand yet, and one's own."""

    def told(complaint: Complaint) -> Task:
        label = _("Answer the complaint of %(code)s") % {"code": complaint.application.code}
        note = _("by %(day)s") % {"day": day(complaint.answer_by)}
        late = complaint.is_late(at=at)
        return Task(complaint.vacancy, label, complaint.get_absolute_url(), note, late=late)

    rows = Complaint.objects.unanswered().filter(decision__vacancy__in=vacancies)
    mine = rows.filter(Q(handler=None) | Q(handler=user)).exclude(decision__vacancy__panel__seats__user=user)
    return Kind(mine.whole(), told)
