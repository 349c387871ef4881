"""What waits for those who run an office's selections, and for those who approve."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.decisions.models import Decision, DecisionStatus
from applications.desk.rules import offices_approved_by, offices_run_by
from applications.desk.states import is_handed_over
from applications.desk.task import Task
from applications.intake.models import Application
from applications.invitations.models import Invitation, Invitee
from applications.messages.models import ThreadMessage
from applications.screening.long_list import to_decide
from applications.screening.models import Outcome, Screening
from portal.words.moments import clock_in
from vacancies.corrigenda.rules import going_on_in
from vacancies.corrigenda.rules import waiting_for as changes_waiting_for
from vacancies.models import Vacancy
from vacancies.outages.proposals import LAST, LOOKED_BACK, proposals_for
from vacancies.publishing.rules import waiting_for
from vacancies.questions.models import Status as QuestionStatus
from vacancies.vacancy.models import Status, VacancyQuerySet

_A_DAY_ANYWHERE = timedelta(hours=24)


def office_work(user: Any, vacancies: VacancyQuerySet, *, at: datetime) -> Iterator[Task]:
    """Tasks of `user` on `vacancies` by the roles held, in the order of the process."""
    vacancies = vacancies.exclude(status=Status.CANCELLED)
    run = offices_run_by(user)
    if run:
        mine = vacancies.of_offices(run)
        yield from _drafts(user, mine)
        yield from _changes_written(user)
        yield from _closing_today(mine, at)
        yield from _outages(mine, at)
        yield from _questions(mine)
        yield from _messages(user, mine)
        yield from _without_a_time(user, mine, at)
        yield from _to_check(mine)
        yield from _long_lists(mine, at)
        yield from _panels(mine, at)
        yield from _announcements(mine)
    approved = offices_approved_by(user)
    if approved:
        theirs = vacancies.of_offices(approved)
        yield from _approvals(user, theirs)
        yield from _changes_to_approve(user)
        yield from _decisions(user, theirs)


def _drafts(user: Any, vacancies: VacancyQuerySet) -> Iterator[Task]:
    for vacancy in vacancies.filter(status=Status.DRAFT):
        address = reverse("publishing:edit", args=[vacancy.pk])
        if vacancy.returned_comment:
            yield Task(vacancy, _("Revise the notice that was returned"), address, vacancy.returned_comment)
        elif vacancy.written_by_id == user.pk:
            yield Task(vacancy, _("Finish the notice and submit it"), address)


def _closing_today(vacancies: VacancyQuerySet, at: datetime) -> Iterator[Task]:
    for vacancy in vacancies.open(at=at).filter(closes_at__lte=at + _A_DAY_ANYWHERE):
        office = vacancy.office
        if office.local(vacancy.closes_at).date() == office.local(at).date():
            note = _("at %(time)s, %(city)s") % {
                "time": clock_in(vacancy.closes_at, office.zone),
                "city": office.city,
            }
            yield Task(vacancy, _("Applications close today"), _case(vacancy), note, late=True)


def _outages(vacancies: VacancyQuerySet, at: datetime) -> Iterator[Task]:
    near = vacancies.filter(closes_at__gt=at - LOOKED_BACK, closes_at__lte=at + LAST).prefetch_related(
        "corrigenda"
    )
    for proposal in proposals_for(near, at=at):
        number = proposal.minutes
        note = ngettext(
            "%(n)s minute of the last day was lost", "%(n)s minutes of the last day were lost", number
        )
        address = reverse("vacancy-outages:outage", args=[proposal.vacancy.pk])
        label = _("Extend after an outage of the portal, or let the date stand")
        yield Task(proposal.vacancy, label, address, note % {"n": number}, late=True)


def _questions(vacancies: VacancyQuerySet) -> Iterator[Task]:
    asked = vacancies.annotate(n=Count("questions", filter=Q(questions__status=QuestionStatus.WAITING)))
    for vacancy in asked.filter(n__gt=0):
        label = ngettext("Answer %(n)s question", "Answer %(n)s questions", vacancy.n) % {"n": vacancy.n}
        yield Task(vacancy, label, reverse("questions:questions", args=[vacancy.pk]))


def _messages(user: Any, vacancies: VacancyQuerySet) -> Iterator[Task]:
    unanswered = ThreadMessage.objects.unanswered().filter(application__vacancy__in=vacancies)
    waiting = dict(unanswered.order_by().values_list("application__vacancy").annotate(n=Count("pk")))
    for vacancy in vacancies.filter(pk__in=waiting):
        if user.has_perm("applications.write_messages", vacancy):
            label = ngettext("Answer %(n)s message", "Answer %(n)s messages", waiting[vacancy.pk])
            yield Task(
                vacancy, label % {"n": waiting[vacancy.pk]}, reverse("messages:threads", args=[vacancy.pk])
            )


def _without_a_time(user: Any, vacancies: VacancyQuerySet, at: datetime) -> Iterator[Task]:
    """Who said that no time suits, and, once the time to choose is over, who has chosen none."""
    open_ones = Invitee.objects.without_a_time().filter(invitation__vacancy__in=vacancies)
    left = open_ones.filter(~Q(none_suits="") | Q(invitation__choose_by__lt=at))
    numbers = dict(left.order_by().values_list("invitation").annotate(n=Count("pk")))
    for invitation in Invitation.objects.filter(pk__in=numbers).select_related("vacancy__office"):
        if user.has_perm("applications.invite", invitation):
            number = numbers[invitation.pk]
            label = ngettext("Find a time for %(n)s candidate", "Find a time for %(n)s candidates", number)
            yield Task(invitation.vacancy, label % {"n": number}, invitation.get_absolute_url())


def _to_check(vacancies: VacancyQuerySet) -> Iterator[Task]:
    open_ones = to_decide(Application.objects.filter(vacancy__in=vacancies, screening=None))
    waiting = open_ones.order_by().values("vacancy").annotate(n=Count("pk")).values_list("vacancy", "n")
    known = {vacancy.pk: vacancy for vacancy in vacancies.filter(pk__in=[pk for pk, _n in waiting])}
    for pk, number in waiting:
        label = ngettext(
            "Check %(n)s application",
            "Check %(n)s applications",
            number,
        )
        yield Task(known[pk], label % {"n": number}, reverse("screening:applications", args=[pk]))


def _closed_unevaluated(vacancies: VacancyQuerySet, at: datetime) -> VacancyQuerySet:
    return vacancies.filter(is_handed_over(at=at))


def _screened(*outcomes: str) -> Exists:
    made = Screening.objects.filter(application__vacancy=OuterRef("pk"), application__withdrawn_at=None)
    return Exists(made.filter(outcome__in=outcomes))


def _long_lists(vacancies: VacancyQuerySet, at: datetime) -> Iterator[Task]:
    applications = Application.objects.submitted().filter(vacancy=OuterRef("pk"))
    ready = _closed_unevaluated(vacancies, at).filter(
        ~_screened(*Outcome.values), Exists(applications), ~Exists(to_decide(applications))
    )
    for vacancy in ready:
        yield Task(vacancy, _("Make the long list"), reverse("screening:long-list", args=[vacancy.pk]))


def _panels(vacancies: VacancyQuerySet, at: datetime) -> Iterator[Task]:
    ready = _closed_unevaluated(vacancies, at).filter(_screened(Outcome.LONG_LISTED), panel=None)
    for vacancy in ready:
        yield Task(vacancy, _("Convene the panel"), reverse("panels:convene", args=[vacancy.pk]))


def _announcements(vacancies: VacancyQuerySet) -> Iterator[Task]:
    approved = Decision.objects.filter(vacancy=OuterRef("pk"), status=DecisionStatus.APPROVED)
    for vacancy in vacancies.filter(Exists(approved)):
        yield Task(vacancy, _("Announce the decision"), reverse("decisions:decision", args=[vacancy.pk]))


def _approvals(user: Any, vacancies: VacancyQuerySet) -> Iterator[Task]:
    for pk, vacancy in vacancies.in_bulk([notice.pk for notice in waiting_for(user)]).items():
        yield Task(vacancy, _("Approve or return the notice"), reverse("publishing:approval", args=[pk]))


def _changes_written(user: Any) -> Iterator[Task]:
    for change in going_on_in(user):
        address, comment = change.get_absolute_url(), change.returned_comment
        label = (
            _("Revise the change that was returned") if comment else _("Finish the correction and submit it")
        )
        yield Task(change.vacancy, label, address, comment)


def _changes_to_approve(user: Any) -> Iterator[Task]:
    for change in changes_waiting_for(user):
        label = _("Approve or return a change of the published notice")
        yield Task(change.vacancy, label, change.get_absolute_url(), str(change.get_change_display()))


def _decisions(user: Any, vacancies: VacancyQuerySet) -> Iterator[Task]:
    recommended = Decision.objects.filter(vacancy=OuterRef("pk"), status=DecisionStatus.RECOMMENDED).exclude(
        recommended_by=user
    )
    for vacancy in vacancies.filter(Exists(recommended)).exclude(panel__seats__user=user):
        address = reverse("decisions:decision", args=[vacancy.pk])
        yield Task(vacancy, _("Approve or return the recommendation"), address)


def _case(vacancy: Vacancy) -> str:
    return reverse("desk:vacancy", args=[vacancy.pk])
