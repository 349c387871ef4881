"""A selection as large as they come: a panel of five, eight criteria, as many candidates as a test asks for."""

from decimal import Decimal
from random import Random

from applications.intake.models import Application
from applications.panels.models import Panel
from applications.scoring.models import Mark, Sheet
from applications.scoring.stages import criteria_of
from applications.screening.actions import make_long_list
from applications.screening.models import Finding, Result
from portal.models import User
from tests.factories.intake import submitted_application
from tests.factories.panels import convened_panel
from tests.factories.portal import NOW
from tests.factories.screening import officer_of
from tests.factories.vacancies import AnchorFactory, CriterionFactory, planned_vacancy
from vacancies.models import Vacancy

MEMBERS, CRITERIA = 5, "ABCDEFGH"
REASON = (
    "Three comparable assignments in the region, one of them as lead; the reports are public and were read."
)


def large_vacancy(candidates: int) -> tuple[Vacancy, User]:
    """A closed vacancy with that many candidates on its long list, and the officer who made it."""
    vacancy = planned_vacancy(closed=True, method="cumulative")
    plan = vacancy.plan
    plan.criteria.update(points=10)
    for order, code in enumerate(CRITERIA[2:], start=3):
        names = {"name_en": f"Criterion {code}", "name_ru": f"Критерий {code}"}
        criterion = CriterionFactory(plan=plan, code=code, points=10, order=order, **names)
        for step, english, russian in [(0, "None", "Нет"), (5, "Outstanding", "Выдающийся")]:
            AnchorFactory(criterion=criterion, step=step, text_en=english, text_ru=russian)
    officer = officer_of(vacancy)
    people = [submitted_application(vacancy, price=str(9000 + 17 * n)) for n in range(candidates)]
    Finding.objects.bulk_create(
        Finding(
            application=person, requirement=one, result=Result.MET, evidence={"stated": "9"},
            decision=Result.MET, decided_by=officer, decided_at=NOW,
        )
        for person in people
        for one in plan.requirements.all()
    )  # fmt: skip
    make_long_list(vacancy=vacancy, by=officer, at=NOW)
    return vacancy, officer


def large_panel(candidates: int) -> Panel:
    """Five people who have declared, over that many candidates."""
    vacancy, _officer = large_vacancy(candidates)
    return convened_panel(vacancy, members=MEMBERS)


def marked(sheet: Sheet, *, but: int = 0) -> Sheet:
    """The sheet with marks for everybody except the first `but` in the member's order; the same ones in every run."""
    chance = Random(sheet.seat_id)  # noqa: S311 - the same in every run
    criteria, people = list(criteria_of(sheet.round)), Application.objects.in_bulk(sheet.order[but:])
    Mark.objects.bulk_create(
        Mark(
            sheet=sheet, application=person, criterion=criterion, saved_at=NOW,
            value=Decimal(chance.randint(2, 10)) / 2, reason=f"{REASON} {sheet.member} {person.code}",
        )
        for person in people.values()
        for criterion in criteria
    )  # fmt: skip
    return sheet
