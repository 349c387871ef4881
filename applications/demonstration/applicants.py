"""How the consultants of the demonstration apply: they begin, fill in, attach, seal a price, hand in, withdraw."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from operator import itemgetter
from typing import Any

from applications.demonstration.papers import paper
from applications.demonstration.people import told_of
from applications.demonstration.scene import Scene
from applications.demonstration.teams import gather
from applications.demonstration.written import write
from applications.intake.actions import (
    attach,
    save_answers,
    save_declaration,
    save_price,
    save_statements,
    start,
    submit,
    withdraw,
)
from applications.intake.amending import amend
from applications.intake.models import Application
from applications.profile.actions import save_profile
from vacancies.models import Vacancy

Told = Mapping[str, Any]


def apply(vacancy: Vacancy, scene: Scene) -> None:
    """Let everybody who is told of in data/applications.json begin, and then hand in and withdraw as they come in time."""
    deeds = []
    for told in scene.applications:
        application = _begin(vacancy, scene, told)
        if "submitted" in told:
            deed = scene.deed(told["person"], *told["submitted"])
            deeds.append((deed["at"], partial(_hand_in, application, deed)))
        if "withdrawn" in told:
            *when, reason = told["withdrawn"]
            deed = scene.deed(told["person"], *when)
            deeds.append((deed["at"], partial(withdraw, application=application, reason=reason, **deed)))
    for _at, do in sorted(deeds, key=itemgetter(0)):
        do()


def amend_again(application: Application, scene: Scene, *, days: int, changed: Mapping[str, str]) -> None:
    """Let the applicant change statements after the notice has changed, and hand in again, all in half an hour."""
    begun = scene.deed(key_of(application), days, "12:10")
    draft = amend(application=application, **begun)
    criteria = draft.vacancy.plan.criteria.filter(code__in=changed)
    save_statements(application=draft, given={row: changed[row.code] for row in criteria}, by=begun["by"])
    _hand_in(draft, scene.deed(key_of(application), days, "12:35"))


def key_of(application: Application) -> str:
    """What the data call the applicant."""
    return application.applicant.email.partition("@")[0]


def _begin(vacancy: Vacancy, scene: Scene, told: Told) -> Application:
    """The draft with all that is told, and nothing where nothing is told."""
    begun = scene.deed(told["person"], *told["started"])
    person, at = begun["by"], begun["at"]
    lot = vacancy.lots.get(code=told["lot"]) if "lot" in told else None
    application = start(vacancy=vacancy, lot=lot, **begun)
    save_profile(user=person, at=at + timedelta(minutes=4), **told_of(told["person"]))
    _answer(application, told, person)
    gather(application, scene, told)
    filled = _filled_at(scene, told, at)
    _attach(application, told, person, filled)
    write(application, told)
    if "price" in told:
        parts = [Decimal(part) for part in told.get("parts", ())]
        save_price(application=application, amount=Decimal(told["price"]), parts=parts, by=person, at=filled)
    return application


def _filled_at(scene: Scene, told: Told, begun: datetime) -> datetime:
    """When the last page was filled in: shortly before handing in; of a draft, in one evening."""
    if "submitted" not in told:
        return begun + timedelta(minutes=40)
    return scene.diary.on(*told["submitted"]) - timedelta(minutes=15)


def _answer(application: Application, told: Told, person: Any) -> None:
    """An answer is told as its value, or as its value and a note."""
    plan = application.vacancy.plan
    answers = {code: (said, "") if isinstance(said, str) else said for code, said in told["answers"].items()}
    asked = plan.requirements.filter(code__in=answers)
    save_answers(application=application, given={row: answers[row.code] for row in asked}, by=person)
    criteria = plan.criteria.filter(code__in=told["statements"])
    said = {row: told["statements"][row.code] for row in criteria}
    save_statements(application=application, given=said, by=person)


def _attach(application: Application, told: Told, person: Any, at: datetime) -> None:
    for code, name in told["documents"].items():
        asked = application.vacancy.plan.documents.get(code=code)
        attach(application=application, asked=asked, upload=paper(name), by=person, at=at)


def _hand_in(application: Application, deed: Mapping[str, Any]) -> None:
    save_declaration(application=application, declared=True, by=deed["by"])
    submit(application=application, **deed)
