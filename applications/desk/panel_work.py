"""What waits for those who sit on a panel: declare, mark, discuss, sign; and for the chair: open, lock, rank, recommend."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from applications.decisions.models import Decision
from applications.desk.task import Task
from applications.intake.models import Application
from applications.panels.models import SCORING, Panel, PanelQuerySet, Seat, SeatRole
from applications.ranking.models import Ranking
from applications.scoring.models import Round, RoundStatus, Sheet, SheetQuerySet
from vacancies.models import Criterion
from vacancies.vacancy.models import Status, VacancyQuerySet


def panel_work(user: Any, vacancies: VacancyQuerySet) -> Iterator[Task]:
    """Tasks of `user` on `vacancies` by the seats held, in the order of the process."""
    running = vacancies.filter(status=Status.UNDER_EVALUATION)
    seats = Seat.objects.filter(user=user, panel__vacancy__in=running)
    if not seats.exists():
        return
    yield from _declarations(seats)
    sheets = Sheet.objects.counted().filter(seat__in=seats).select_related("round__panel__vacancy__office")
    yield from _to_fill(sheets)
    yield from _to_discuss(sheets)
    yield from _to_sign(sheets)
    led = Panel.objects.filter(vacancy__in=running, seats__user=user, seats__role=SeatRole.CHAIR)
    yield from _led(led.exclude(_seats(declaration=None)).select_related("vacancy__office"))


def _declarations(seats: Any) -> Iterator[Task]:
    for seat in seats.filter(declaration=None).select_related("panel__vacancy__office"):
        address = reverse("panels:declare", args=[seat.panel_id])
        yield Task(seat.panel.vacancy, _("Declare your interests"), address)


def _to_fill(sheets: SheetQuerySet) -> Iterator[Task]:
    for sheet in sheets.filter(round__status=RoundStatus.SCORING, handed_in_at=None):
        address = reverse("scoring:sheet", args=[sheet.pk])
        yield Task(sheet.vacancy, _("Fill in your score sheet and hand it in"), address, _stage(sheet.round))


def _to_discuss(sheets: SheetQuerySet) -> Iterator[Task]:
    for sheet in sheets.filter(round__status=RoundStatus.MODERATION).exclude(seat__role=SeatRole.CHAIR):
        yield Task(
            sheet.vacancy, _("Discuss the marks that diverge"), _round(sheet.round), _stage(sheet.round)
        )


def _to_sign(sheets: SheetQuerySet) -> Iterator[Task]:
    for sheet in sheets.filter(round__status=RoundStatus.LOCKED, signed_at=None):
        address = reverse("scoring:sign", args=[sheet.pk])
        yield Task(sheet.vacancy, _("Sign your score sheet"), address, _stage(sheet.round))


def _led(panels: PanelQuerySet) -> Iterator[Task]:
    """What only a chair can do next."""
    rounds = Round.objects.filter(panel=OuterRef("pk"))
    unopened = Criterion.objects.filter(plan__vacancy=OuterRef("vacancy")).exclude(
        Exists(Round.objects.filter(panel=OuterRef(OuterRef("pk")), stage=OuterRef("stage")))
    )
    yield from _to_lock(panels)
    rest = panels.exclude(Exists(rounds.exclude(status=RoundStatus.LOCKED)))
    for panel in rest.filter(Exists(unopened)):
        yield Task(panel.vacancy, _("Open the round of scoring"), reverse("scoring:open", args=[panel.pk]))
    yield from _to_conclude(rest.filter(Exists(rounds)).exclude(Exists(unopened)))


def _to_lock(panels: PanelQuerySet) -> Iterator[Task]:
    moderated = Round.objects.filter(panel__in=panels, status=RoundStatus.MODERATION)
    for found in moderated.select_related("panel__vacancy__office"):
        yield Task(
            found.vacancy,
            _("Discuss the marks and lock the round"),
            _round(found),
            _stage(found),
        )


def _to_conclude(panels: PanelQuerySet) -> Iterator[Task]:
    """Panels whose rounds are all locked: rank once all have signed, then recommend."""
    # Who is left out of one round is left out of the selection: nobody waits for their signature.
    absent = Sheet.objects.left_out().filter(round__panel=OuterRef(OuterRef("pk"))).values("seat")
    awaited = Sheet.objects.counted().filter(round__panel=OuterRef("pk"), signed_at=None)
    unsigned = awaited.exclude(seat__in=absent)
    rankings = Ranking.objects.filter(vacancy=OuterRef("vacancy"))
    unranked = Application.objects.received().filter(
        vacancy=OuterRef("vacancy"), lot__isnull=False, lot__rankings=None
    )
    for panel in panels.exclude(Exists(unsigned)).filter(~Exists(rankings) | Exists(unranked)):
        address = reverse("ranking:results", args=[panel.vacancy_id])
        yield Task(panel.vacancy, _("Make the ranking"), address)
    # Of the same lot, or of the whole.
    same = Q(lot=OuterRef("lot")) | Q(lot=None)
    standing = Decision.objects.standing().filter(same, vacancy=OuterRef("vacancy"))
    for panel in panels.filter(Exists(rankings.exclude(Exists(standing)))):
        address = reverse("decisions:decision", args=[panel.vacancy_id])
        yield Task(panel.vacancy, _("Recommend whom to select"), address)


def _seats(**fields: Any) -> Exists:
    return Exists(Seat.objects.filter(panel=OuterRef("pk"), role__in=SCORING, **fields))


def _round(found: Round) -> str:
    return reverse("scoring:round", args=[found.pk])


def _stage(found: Round) -> str:
    return str(found.get_stage_display())
