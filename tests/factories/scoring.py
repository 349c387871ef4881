"""Rounds, sheets and marks, and a selection brought as far as a test needs it."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import factory
from factory.django import DjangoModelFactory

from applications.intake.models import Application
from applications.panels.models import Panel
from applications.scoring import actions
from applications.scoring.discussing import Discussion
from applications.scoring.hidden_passages import HiddenPassage
from applications.scoring.models import Mark, Revision, Round, Sheet
from applications.scoring.notes import PrivateNote
from applications.scoring.pseudonyms import Pseudonym
from applications.scoring.stages import criteria_of, next_stage
from portal.kernel.canonical import sha256_of
from portal.models import User
from tests.factories.intake import ApplicationFactory
from tests.factories.panels import PanelFactory, SeatFactory, convened_panel
from tests.factories.portal import NOW
from tests.factories.screening import long_listed_vacancy
from tests.factories.vacancies import CriterionFactory
from vacancies.models import Criterion, Vacancy
from vacancies.plan.published import plan_as_published

# What a member gives when a test says nothing else: candidate and criterion to a mark.
Giving = Callable[[Application, Criterion], Any]


class RoundFactory(DjangoModelFactory):
    class Meta:
        model = Round

    panel = factory.SubFactory(PanelFactory)
    stage = "desk"
    opened_by = factory.SelfAttribute("panel.convened_by")
    opened_at = NOW


class PseudonymFactory(DjangoModelFactory):
    class Meta:
        model = Pseudonym

    round = factory.SubFactory(RoundFactory, is_blind=True)
    application = factory.SubFactory(ApplicationFactory, submitted=True)
    code = "314"


class HiddenPassageFactory(DjangoModelFactory):
    class Meta:
        model = HiddenPassage

    application = factory.SubFactory(ApplicationFactory, submitted=True)
    text = "the only woman among the deputies"
    by = factory.SelfAttribute("application.vacancy.written_by")
    at = NOW


class SheetFactory(DjangoModelFactory):
    class Meta:
        model = Sheet

    round = factory.SubFactory(RoundFactory)
    seat = factory.SubFactory(SeatFactory, panel=factory.SelfAttribute("..round.panel"))


class MarkFactory(DjangoModelFactory):
    class Meta:
        model = Mark

    sheet = factory.SubFactory(SheetFactory)
    application = factory.SubFactory(ApplicationFactory, submitted=True)
    criterion = factory.SubFactory(CriterionFactory)
    value = 4
    reason = "Three manuals, one of them as editor."
    saved_at = NOW


class RevisionFactory(DjangoModelFactory):
    class Meta:
        model = Revision

    mark = factory.SubFactory(MarkFactory)
    value = 3
    reason = "The second manual is a translation."
    by = factory.SelfAttribute("mark.sheet.seat.user")
    at = NOW


class PrivateNoteFactory(DjangoModelFactory):
    class Meta:
        model = PrivateNote

    sheet = factory.SubFactory(SheetFactory)
    application = factory.SubFactory(ApplicationFactory, submitted=True)
    text = "Ask about 2019."
    saved_at = NOW


class DiscussionFactory(DjangoModelFactory):
    class Meta:
        model = Discussion

    round = factory.SubFactory(RoundFactory)
    application = factory.SubFactory(ApplicationFactory, submitted=True)
    criterion = factory.SubFactory(CriterionFactory)
    by = factory.SelfAttribute("round.opened_by")
    at = NOW


def declared_panel(
    *, conflicts: dict[int, list[int]] | None = None, roles: dict[str, User] | None = None, **fields: Any
) -> Panel:
    """A panel of three on a long-listed vacancy, all declared; `conflicts={1: [0]}`: the second member with the first candidate.

    `fields` are those of `long_listed_vacancy`: `declared_panel(candidates=3, method="cumulative")`.
    """
    vacancy, people = long_listed_vacancy(**fields)
    shut = {number: [people[index] for index in indexes] for number, indexes in (conflicts or {}).items()}
    return convened_panel(vacancy, conflicts=shut, **(roles or {}))


def refrozen(vacancy: Vacancy) -> Vacancy:
    """Freeze the plan as the test has changed it; the factory froze it with the first application."""
    vacancy.plan.refresh_from_db()
    vacancy.plan.frozen_fingerprint = sha256_of(plan_as_published(vacancy.plan))
    vacancy.plan.save()
    return vacancy


def chair_of(panel: Panel) -> User:
    return panel.seats.get(role="chair").user


def opened_round(panel: Panel | None = None, **fields: Any) -> Round:
    """The next round of `panel`, or the first of a `declared_panel(**fields)`, opened by the chair."""
    panel = panel or declared_panel(**fields)
    return actions.open_round(panel=panel, stage=next_stage(panel), by=chair_of(panel), at=NOW)


def four(_person: Application, _criterion: Criterion) -> int:
    return 4


def filled(sheet: Sheet, giving: Giving = four) -> Sheet:
    """Every candidate of the sheet marked on every criterion, with a reason that names whose it is."""
    for person in Application.objects.filter(pk__in=sheet.order, withdrawn_at=None):
        marks = {
            one: (Decimal(str(giving(person, one))), f"Reason of {sheet.member} on {person.code} {one.code}")
            for one in criteria_of(sheet.round)
        }
        actions.save_marks(sheet=sheet, application=person, marks=marks, by=sheet.seat.user, at=NOW)
    return sheet


def handed_in(sheet: Sheet, giving: Giving = four) -> Sheet:
    return actions.hand_in(sheet=filled(sheet, giving), by=sheet.seat.user, at=NOW)


def revealed_round(round_: Round | None = None, *givings: Giving, **fields: Any) -> Round:
    """A round in moderation: every counted sheet handed in, the n-th filled by the n-th of `givings`, all fours without."""
    round_ = round_ or opened_round(**fields)
    for number, sheet in enumerate(round_.sheets.counted()):
        handed_in(sheet, givings[number] if number < len(givings) else four)
    round_.refresh_from_db()
    return round_


def signed_round(round_: Round | None = None, *givings: Giving, **fields: Any) -> Round:
    """A locked round whose counted sheets are signed."""
    round_ = revealed_round(round_, *givings, **fields)
    round_ = actions.lock(round=round_, by=chair_of(round_.panel), at=NOW)
    for sheet in round_.sheets.counted():
        actions.sign(sheet=sheet, by=sheet.seat.user, at=NOW)
    return round_


def of(round_: Round, number: int) -> Sheet:
    """The sheet of the member with that number, from 0."""
    return round_.sheets.order_by("seat")[number]
