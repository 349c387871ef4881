"""What waits for those who run an office's selections, and for those who approve."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.decisions.models import Decision, DecisionStatus
from applications.desk.offer_work import complaints_to_answer, offers_overdue, offers_to_make
from applications.desk.rules import offices_approved_by, offices_run_by
from applications.desk.states import is_handed_over
from applications.desk.task import Kind, Task
from applications.intake.infection import Infection
from applications.intake.models import Application
from applications.intake.models import Status as ApplicationStatus
from applications.invitations.models import Invitation, Invitee
from applications.messages.models import ThreadMessage
from applications.screening.long_list import to_decide
from applications.screening.models import Outcome, Screening
from portal.kernel.counting import counted
from portal.words.moments import clock_in, moment_in
from vacancies.corrigenda.models import Corrigendum
from vacancies.corrigenda.rules import going_on_in as changes_going_on
from vacancies.corrigenda.rules import submitted_to as changes_in_approval
from vacancies.corrigenda.rules import waiting_for as changes_waiting_for
from vacancies.models import Vacancy
from vacancies.outages.proposals import LAST, LOOKED_BACK, Proposal, proposals_for
from vacancies.publishing.rules import waiting_for
from vacancies.questions.models import Question
from vacancies.questions.models import Status as QuestionStatus
from vacancies.vacancy.models import Status, VacancyQuerySet

_A_DAY_ANYWHERE = timedelta(hours=24)


def office_work(user: Any, vacancies: VacancyQuerySet, *, at: datetime) -> Iterator[Kind]:
    """Kinds of tasks of `user` on `vacancies` by the roles held, in the order of the process."""
    vacancies = vacancies.exclude(status=Status.CANCELLED)
    run = offices_run_by(user)
    if run:
        mine = vacancies.of_offices(run)
        yield _drafts(user, mine)
        yield Kind(changes_going_on(user), _change_written)
        yield _closing_today(mine, at)
        yield _outages(mine, at)
        yield _questions(mine)
        yield _infected(user, mine, at)
        yield _messages(user, mine)
        yield _without_a_time(user, mine, at)
        yield _to_check(mine)
        yield from _next_steps(mine, at)
        yield offers_to_make(mine, at)
        yield offers_overdue(mine, at)
    approved = offices_approved_by(user)
    if approved:
        theirs = vacancies.of_offices(approved)
        yield _approvals(user, theirs)
        yield Kind(
            changes_in_approval(user), _change_to_approve, found=lambda _rows: changes_waiting_for(user)
        )
        yield _decisions(user, theirs)
        yield complaints_to_answer(user, theirs, at)


def _drafts(user: Any, vacancies: VacancyQuerySet) -> Kind:
    waiting = ~Q(returned_comment="") | Q(written_by=user)
    return Kind(vacancies.filter(waiting, status=Status.DRAFT), _draft)


def _draft(vacancy: Vacancy) -> Task:
    address = reverse("publishing:edit", args=[vacancy.pk])
    if vacancy.returned_comment:
        return Task(vacancy, _("Revise the notice that was returned"), address, vacancy.returned_comment)
    return Task(vacancy, _("Finish the notice and submit it"), address)


def _closing_today(vacancies: VacancyQuerySet, at: datetime) -> Kind:
    def told(vacancy: Vacancy) -> Task | None:
        office = vacancy.office
        if office.local(vacancy.closes_at).date() != office.local(at).date():
            return None
        said = {"time": clock_in(vacancy.closes_at, office.zone), "city": office.city}
        note = _("at %(time)s, %(city)s") % said
        return Task(vacancy, _("Applications close today"), _case(vacancy), note, late=True)

    return Kind(vacancies.open(at=at).filter(closes_at__lte=at + _A_DAY_ANYWHERE), told)


def _outages(vacancies: VacancyQuerySet, at: datetime) -> Kind:
    near = vacancies.filter(
        status=Status.PUBLISHED, closes_at__gt=at - LOOKED_BACK, closes_at__lte=at + LAST
    ).prefetch_related("corrigenda")
    return Kind(near, _outage, found=lambda rows: proposals_for(rows, at=at))


def _outage(proposal: Proposal) -> Task:
    number = proposal.minutes
    note = ngettext(
        "%(n)s minute of the last day was lost", "%(n)s minutes of the last day were lost", number
    )
    address = reverse("vacancy-outages:outage", args=[proposal.vacancy.pk])
    label = _("Extend after an outage of the portal, or let the date stand")
    return Task(proposal.vacancy, label, address, note % {"n": number}, late=True)


def _questions(vacancies: VacancyQuerySet) -> Kind:
    def told(vacancy: Any) -> Task:
        label = ngettext("Answer %(n)s question", "Answer %(n)s questions", vacancy.n) % {"n": vacancy.n}
        return Task(vacancy, label, reverse("questions:questions", args=[vacancy.pk]))

    return Kind(_with(vacancies, Question.objects.filter(status=QuestionStatus.WAITING), "vacancy"), told)


def _infected(user: Any, vacancies: VacancyQuerySet, at: datetime) -> Kind:
    """Files that only the office can replace."""
    waiting = Infection.objects.open(at=at).left_to_the_office().filter(application__vacancy__in=vacancies)
    waiting = waiting.filter(
        application__status=ApplicationStatus.SUBMITTED,
        application__screening=None,
        application__vacancy__status=Status.PUBLISHED,
    )

    def told(row: Infection) -> Task | None:
        if not user.has_perm("applications.replace_for_somebody", row):
            return None
        label = _("Replace an infected file of application %(code)s") % {"code": row.application.code}
        note = _("until %(moment)s") % {"moment": moment_in(row.until, row.vacancy.office.zone)}
        return Task(row.vacancy, label, reverse("intake:replace-for", args=[row.pk]), note)

    whole = ("application__vacancy__office", "application__on_behalf", "member__account")
    return Kind(waiting.select_related(*whole), told)


def _messages(user: Any, vacancies: VacancyQuerySet) -> Kind:
    def told(vacancy: Any) -> Task | None:
        if not user.has_perm("applications.write_messages", vacancy):
            return None
        label = ngettext("Answer %(n)s message", "Answer %(n)s messages", vacancy.n) % {"n": vacancy.n}
        return Task(vacancy, label, reverse("messages:threads", args=[vacancy.pk]))

    return Kind(_with(vacancies, ThreadMessage.objects.unanswered(), "application__vacancy"), told)


def _without_a_time(user: Any, vacancies: VacancyQuerySet, at: datetime) -> Kind:
    """Who said that no time suits, and, once the time to choose is over, who has chosen none."""

    def told(invitation: Any) -> Task | None:
        if not user.has_perm("applications.invite", invitation):
            return None
        number = invitation.n
        label = ngettext("Find a time for %(n)s candidate", "Find a time for %(n)s candidates", number)
        return Task(invitation.vacancy, label % {"n": number}, invitation.get_absolute_url())

    left = Invitee.objects.without_a_time().filter(~Q(none_suits="") | Q(invitation__choose_by__lt=at))
    made = Invitation.objects.filter(vacancy__in=vacancies).select_related("vacancy__office")
    return Kind(_with(made, left, "invitation"), told)


def _to_check(vacancies: VacancyQuerySet) -> Kind:
    def told(vacancy: Any) -> Task:
        label = ngettext("Check %(n)s application", "Check %(n)s applications", vacancy.n)
        return Task(vacancy, label % {"n": vacancy.n}, reverse("screening:applications", args=[vacancy.pk]))

    return Kind(_with(vacancies, to_decide(Application.objects.filter(screening=None)), "vacancy"), told)


def _with(outer: Any, rows: Any, by: str) -> Any:
    """Those of `outer` to which `rows` belong by their field `by`, with their number `n`."""
    return outer.annotate(n=counted(rows, by)).filter(n__gt=0)


def _screened(*outcomes: str) -> Exists:
    made = Screening.objects.filter(application__vacancy=OuterRef("pk"), application__withdrawn_at=None)
    return Exists(made.filter(outcome__in=outcomes))


def _next_steps(vacancies: VacancyQuerySet, at: datetime) -> Iterator[Kind]:
    """From the applications to the announcement."""
    closed = vacancies.filter(is_handed_over(at=at))
    applications = Application.objects.submitted().filter(vacancy=OuterRef("pk"))
    checked = Exists(applications) & ~Exists(to_decide(applications))
    to_list = closed.filter(~_screened(*Outcome.values), checked)
    yield Kind(to_list, lambda one: _step(one, _("Make the long list"), "screening:long-list"))
    to_judge = closed.filter(_screened(Outcome.LONG_LISTED), panel=None)
    yield Kind(to_judge, lambda one: _step(one, _("Convene the panel"), "panels:convene"))
    untold = Decision.objects.untold().filter(vacancy=OuterRef("pk"))
    to_tell = vacancies.filter(Exists(untold))
    yield Kind(to_tell, lambda one: _step(one, _("Announce the decision"), "decisions:decision"))


def _approvals(user: Any, vacancies: VacancyQuerySet) -> Kind:
    def found(rows: VacancyQuerySet) -> list[Vacancy]:
        theirs = rows.in_bulk()
        return [theirs[notice.pk] for notice in waiting_for(user) if notice.pk in theirs]

    rows = vacancies.filter(status=Status.IN_APPROVAL).exclude(written_by=user)
    label = _("Approve or return the notice")
    return Kind(rows, lambda one: _step(one, label, "publishing:approval"), found)


def _change_written(change: Corrigendum) -> Task:
    comment = change.returned_comment
    label = _("Revise the change that was returned") if comment else _("Finish the correction and submit it")
    return Task(change.vacancy, label, change.get_absolute_url(), comment)


def _change_to_approve(change: Corrigendum) -> Task:
    label = _("Approve or return a change of the published notice")
    return Task(change.vacancy, label, change.get_absolute_url(), str(change.get_change_display()))


def _decisions(user: Any, vacancies: VacancyQuerySet) -> Kind:
    recommended = Decision.objects.filter(vacancy=OuterRef("pk"), status=DecisionStatus.RECOMMENDED).exclude(
        recommended_by=user
    )
    rows = vacancies.filter(Exists(recommended)).exclude(panel__seats__user=user)
    return Kind(rows, lambda one: _step(one, _("Decide on the recommendation"), "decisions:decision"))


def _step(vacancy: Vacancy, label: str, name: str) -> Task:
    return Task(vacancy, label, reverse(name, args=[vacancy.pk]))


def _case(vacancy: Vacancy) -> str:
    return reverse("desk:vacancy", args=[vacancy.pk])
