"""Selections whose marks were opened again after their lock."""

from datetime import timedelta
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from applications.ranking.actions import make
from applications.scoring import actions
from applications.scoring.models import Mark
from applications.scoring.reopening import allow, reopen
from applications.scoring.versions import Allowance, Reopening
from tests.factories.decisions import Selection
from tests.factories.portal import NOW
from tests.factories.scoring import RoundFactory

LATER = NOW + timedelta(hours=1)


class AllowanceFactory(DjangoModelFactory):
    class Meta:
        model = Allowance

    round = factory.SubFactory(RoundFactory)
    version = 1
    reason = "A clerical mistake."
    by = factory.SelfAttribute("round.opened_by")
    at = LATER


class ReopeningFactory(DjangoModelFactory):
    class Meta:
        model = Reopening

    round = factory.SubFactory(RoundFactory)
    version = 1
    locked_by = factory.SelfAttribute("round.opened_by")
    locked_at = NOW
    sheets = factory.Dict({})
    reason = "A second degree was overlooked."
    prices_seen = False
    by = factory.SelfAttribute("round.opened_by")
    at = LATER


def opened_and_ranked_again(selection: Selection) -> Selection:
    """After an approver allowed it: C2's first mark revised to 1, locked, signed, ranked as version 2."""
    round_ = selection.panel.rounds.get()
    allow(round=round_, reason="A clerical mistake.", by=selection.approver, at=LATER)
    reopen(round=round_, reason="Overlooked.", by=selection.chair, at=LATER)
    mark = Mark.objects.filter(application__code="C2").order_by("pk").first()
    actions.revise(mark=mark, value=Decimal(1), reason="Anew.", by=mark.sheet.seat.user, at=LATER)
    actions.lock(round=round_, by=selection.chair, at=LATER)
    for sheet in round_.sheets.counted():
        actions.sign(sheet=sheet, by=sheet.seat.user, at=LATER)
    make(vacancy=selection.vacancy, by=selection.chair, at=LATER, reason="Overlooked.")
    return selection
