"""Where a person takes part in a selection: in one application only, as its applicant or as one of a team."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.intake.models import Application
from applications.intake.team import TeamMember
from portal.kernel.workflow import Refused
from portal.models import User
from vacancies.models import Lot, Vacancy

IN_A_TEAM = gettext_lazy(
    "You take part in a team that applies for this vacancy. Step back there first if you want to apply by yourself"
)
HAS_HANDED_IN = gettext_lazy(
    "You have handed in an application of your own for this vacancy, so you cannot take part in a team"
)
IN_ANOTHER_TEAM = gettext_lazy(
    "You take part in another team that applies for this vacancy. Step back there first"
)


def hold(people: Iterable[int]) -> None:
    """Lock the rows of people, in one order, so that two decisions on where they take part come one after the other.

    Before any application is locked: whoever types, confirms or hands in locks people first.
    """
    rows = User.objects.select_for_update(no_key=True).filter(pk__in=set(people))
    list(rows.order_by("pk").values_list("pk"))


def hold_all_of(application: Application) -> None:
    """Lock everybody who hands in together, the applicant among them."""
    members = application.team.exclude(account=None).values_list("account", flat=True)
    hold([application.applicant_id, *members])


def teams_of(person: Any, vacancy: Vacancy, lot: Lot | None) -> Any:
    """Teams in which the person takes part in one selection."""
    return TeamMember.objects.of(person).binding().filter(vacancy=vacancy, lot=lot)


def has_applied(person: Any, vacancy: Vacancy) -> bool:
    """Whether the person has an application for the vacancy in any state, or is in the team of one."""
    own = Application.objects.of(person).filter(vacancy=vacancy)
    return own.exists() or TeamMember.objects.of(person).confirmed().filter(vacancy=vacancy).exists()


def own_draft_beside(person: Any, application: Application) -> Application | None:
    """The draft of the person's own for the same selection, which cannot be handed in while they are in a team."""
    drafts = Application.objects.of(person).drafts().filter(vacancy=application.vacancy_id)
    return drafts.filter(lot=application.lot_id).first()


def require_free_to_lead(person: Any, vacancy: Vacancy, lot: Lot | None) -> None:
    """Raise Refused for who is in a team already; their row is locked until the transaction ends."""
    hold([person.pk])
    if teams_of(person, vacancy, lot).exists():
        raise Refused(IN_A_TEAM)


def require_free_to_join(member: TeamMember, person: Any) -> None:
    """Raise Refused for who has handed in an application of their own, or is in another team."""
    application = member.application
    here = Q(pk=application.pk) | Q(pk=application.amends_id)
    hold([person.pk])
    if _handed_in([person.pk], application).exclude(here).exists():
        raise Refused(HAS_HANDED_IN)
    others = teams_of(person, application.vacancy, application.lot)
    if others.exclude(application__in=Application.objects.filter(here)).exists():
        raise Refused(IN_ANOTHER_TEAM)


def require_nobody_elsewhere(application: Application) -> None:
    """Raise Refused when somebody of those who hand in together takes part elsewhere by now."""
    members = [row for row in application.team.all() if row.account_id]
    accounts = [row.account_id for row in members]
    require_free_to_lead(application.applicant, application.vacancy, application.lot)
    if not accounts:
        return
    hold(accounts)
    elsewhere = set(_handed_in(accounts, application).values_list("applicant", flat=True))
    others = TeamMember.objects.binding().filter(
        account__in=accounts, vacancy=application.vacancy_id, lot=application.lot_id
    )
    others = others.exclude(application__in=filter(None, [application.pk, application.amends_id]))
    elsewhere |= set(others.values_list("account", flat=True))
    names = ", ".join(row.name for row in members if row.account_id in elsewhere)
    if names:
        raise Refused(
            _("Takes part in another application for this vacancy: %(names)s. Remove them from the team") % {"names": names}
        )  # fmt: skip


def _handed_in(people: Iterable[int], application: Application) -> Any:
    received = Application.objects.received().filter(applicant__in=list(people))
    return received.filter(vacancy=application.vacancy_id, lot=application.lot_id)
