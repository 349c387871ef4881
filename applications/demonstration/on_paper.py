"""Who applies on paper in the demonstration: HR enters the application, keeps the scan and hands it in for them."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from applications.demonstration.notices import OFFICER
from applications.demonstration.papers import paper
from applications.demonstration.scene import Scene
from applications.intake.actions import attach, save_answers, save_declaration, save_statements, submit
from applications.intake.entering import Came, enter, keep_envelope, keep_scan
from applications.intake.models import Application
from applications.intake.on_behalf import Source
from applications.profile.actions import save_profile
from vacancies.models import Vacancy

Told = Mapping[str, Any]


def enter_what_came(vacancy: Vacancy, scene: Scene) -> None:
    """Let the officer enter everybody who is told of in data/on_paper.json."""
    for told in scene.on_paper:
        deed = scene.deed(OFFICER, *told["entered"])
        application = enter(vacancy=vacancy, came=_came(told, scene), **deed)
        keep_scan(application=application, upload=paper(told["scan"]), **deed)
        _fill_in(application, told, deed["by"], deed["at"] + timedelta(minutes=20))
        submit(application=application, **scene.deed(OFFICER, *told["submitted"]))


def _came(told: Told, scene: Scene) -> Came:
    return Came(
        name=told["name"],
        source=Source(told["source"]),
        received_at=scene.diary.on(*told["received"]),
        language=told["language"],
        phone=told["phone"],
    )


def _fill_in(application: Application, told: Told, by: Any, at: Any) -> None:
    """All that stands on the paper; the price stays in its envelope."""
    save_profile(user=application.applicant, by=by, at=at, **told["profile"])
    plan = application.vacancy.plan
    answers = {
        row: (told["answers"][row.code], "") for row in plan.requirements.filter(code__in=told["answers"])
    }
    save_answers(application=application, given=answers, by=by)
    criteria = plan.criteria.filter(code__in=told["statements"])
    save_statements(
        application=application, given={row: told["statements"][row.code] for row in criteria}, by=by
    )
    for code, name in told["documents"].items():
        asked = plan.documents.get(code=code)
        attach(application=application, asked=asked, upload=paper(name), by=by, at=at)
    keep_envelope(application=application, number=told["envelope"], by=by, at=at)
    save_declaration(application=application, declared=True, by=by)
