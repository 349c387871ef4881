"""What waits for those who sit on a panel: declare, mark, discuss, sign; and for the chair: open, lock, rank, recommend."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from applications.decisions.models import Decision
from applications.desk.meeting_work import meeting_work
from applications.desk.task import Kind, Task
from applications.intake.models import Application
from applications.panels.models import SCORING, Panel, PanelQuerySet, Seat, SeatRole
from applications.ranking.models import Ranking
from applications.scoring.models import Round, RoundStatus, Sheet
from applications.scoring.opening import names_are_wanted
from applications.scoring.versions import Reopening
from applications.screening.short_list import ShortListRule
from vacancies.models import Criterion
from vacancies.vacancy.models import Status, VacancyQuerySet


def panel_work(user: Any, vacancies: VacancyQuerySet) -> Iterator[Kind]:
    """Kinds of tasks of `user` on `vacancies` by the seats held, in the order of the process."""
    running = vacancies.filter(status=Status.UNDER_EVALUATION)
    seats = Seat.objects.sitting().filter(user=user, panel__vacancy__in=running)
    yield Kind(seats.filter(declaration=None).select_related("panel__vacancy__office"), _declaration)
    yield from meeting_work(seats)
    sheets = Sheet.objects.counted().filter(seat__in=seats).select_related("round__panel__vacancy__office")
    yield Kind(sheets.filter(round__status=RoundStatus.SCORING, handed_in_at=None), _to_fill)
    moderated = sheets.filter(round__status=RoundStatus.MODERATION)
    yield Kind(moderated.exclude(seat__role=SeatRole.CHAIR), _to_discuss)
    yield Kind(sheets.filter(round__status=RoundStatus.LOCKED, signed_at=None), _to_sign)
    led = Panel.objects.filter(
        vacancy__in=running, seats__user=user, seats__role=SeatRole.CHAIR, seats__ended_at=None
    )
    yield from _led(led.exclude(_seats(declaration=None)).select_related("vacancy__office"))


def _declaration(seat: Seat) -> Task:
    address = reverse("panels:declare", args=[seat.panel_id])
    return Task(seat.panel.vacancy, _("Declare your interests"), address)


def _to_fill(sheet: Sheet) -> Task:
    address = reverse("scoring:sheet", args=[sheet.pk])
    return Task(sheet.vacancy, _("Fill in your score sheet and hand it in"), address, _stage(sheet.round))


def _to_discuss(sheet: Sheet) -> Task:
    return Task(sheet.vacancy, _("Discuss the marks that diverge"), _round(sheet.round), _stage(sheet.round))


def _to_sign(sheet: Sheet) -> Task:
    address = reverse("scoring:sign", args=[sheet.pk])
    return Task(sheet.vacancy, _("Sign your score sheet"), address, _stage(sheet.round))


def _led(panels: PanelQuerySet) -> Iterator[Kind]:
    """What only a chair can do next."""
    rounds = Round.objects.filter(panel=OuterRef("pk"))
    unopened = Criterion.objects.filter(plan__vacancy=OuterRef("vacancy")).exclude(
        Exists(Round.objects.filter(panel=OuterRef(OuterRef("pk")), stage=OuterRef("stage")))
    )
    moderated = Round.objects.filter(panel__in=panels, status=RoundStatus.MODERATION)
    yield Kind(moderated.select_related("panel__vacancy__office"), _to_lock)
    rest = panels.exclude(Exists(rounds.exclude(status=RoundStatus.LOCKED)))
    hidden = Exists(rounds.filter(is_blind=True, unblinded_at=None))
    yield Kind(rest.filter(Exists(unopened)).annotate(awaits=_short_list(), hidden=hidden), _to_go_on)
    done = rest.filter(Exists(rounds)).exclude(Exists(unopened))
    yield Kind(done.filter(hidden), _to_unblind)
    yield from _to_conclude(done.exclude(hidden))


def _to_lock(found: Round) -> Task:
    return Task(found.vacancy, _("Discuss the marks and lock the round"), _round(found), _stage(found))


def _to_go_on(panel: Any) -> Task:
    """What comes between two rounds, or before the first."""
    if panel.awaits:
        address = reverse("scoring:short-list", args=[panel.pk])
        return Task(panel.vacancy, _("Confirm the short list"), address)
    if panel.hidden and names_are_wanted(panel):
        return _to_unblind(panel)
    return Task(panel.vacancy, _("Open the round of scoring"), reverse("scoring:open", args=[panel.pk]))


def _to_unblind(panel: Panel) -> Task:
    return Task(panel.vacancy, _("Show the names"), reverse("scoring:unblind", args=[panel.pk]))


def _to_conclude(panels: PanelQuerySet) -> Iterator[Kind]:
    """Panels whose rounds are all locked: rank once all have signed, then recommend."""
    # Who is left out of one round is left out of the selection: nobody waits for their signature.
    absent = Sheet.objects.left_out().filter(round__panel=OuterRef(OuterRef("pk"))).values("seat")
    awaited = Sheet.objects.counted().to_sign().filter(round__panel=OuterRef("pk"))
    unsigned = awaited.exclude(seat__in=absent)
    rankings = Ranking.objects.filter(vacancy=OuterRef("vacancy"))
    unranked = Application.objects.received().filter(
        vacancy=OuterRef("vacancy"), lot__isnull=False, lot__rankings=None
    )
    since = Ranking.objects.filter(vacancy=OuterRef("round__panel__vacancy"), made_at__gt=OuterRef("at"))
    opened_again = Exists(Reopening.objects.filter(round__panel=OuterRef("pk")).exclude(Exists(since)))
    to_rank = ~Exists(rankings) | Exists(unranked) | opened_again
    yield Kind(panels.exclude(Exists(unsigned)).filter(to_rank), _to_rank)
    # Of the same lot, or of the whole.
    same = Q(lot=OuterRef("lot")) | Q(lot=None)
    standing = Decision.objects.standing().filter(same, vacancy=OuterRef("vacancy"))
    undecided = Exists(rankings.exclude(Exists(standing)))
    yield Kind(panels.exclude(opened_again).filter(undecided), _to_recommend)


def _to_rank(panel: Panel) -> Task:
    return Task(panel.vacancy, _("Make the ranking"), reverse("ranking:results", args=[panel.vacancy_id]))


def _to_recommend(panel: Panel) -> Task:
    address = reverse("decisions:decision", args=[panel.vacancy_id])
    return Task(panel.vacancy, _("Recommend whom to select"), address)


def _seats(**fields: Any) -> Exists:
    return Exists(Seat.objects.sitting().filter(panel=OuterRef("pk"), role__in=SCORING, **fields))


def _short_list() -> Exists:
    """Whether a rule waits that was stated for a round which has been held."""
    held = Round.objects.filter(panel__vacancy=OuterRef("vacancy"), stage=OuterRef("stage"))
    rules = ShortListRule.objects.filter(Exists(held), confirmed_at=None)
    return Exists(rules.filter(vacancy=OuterRef("vacancy")))


def _round(found: Round) -> str:
    return reverse("scoring:round", args=[found.pk])


def _stage(found: Round) -> str:
    return str(found.get_stage_display())
