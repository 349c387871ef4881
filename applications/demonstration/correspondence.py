"""What offices write to applicants in the demonstration, and what is answered."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from applications.demonstration.applicants import key_of
from applications.demonstration.notices import OFFICER
from applications.demonstration.scene import Scene
from applications.messages.actions import write_to_applicants, write_to_office
from vacancies.models import Vacancy

Texts = Mapping[str, tuple[str, str]]


def write_to(vacancy: Vacancy, scene: Scene, who: str, texts: Texts, *, days: int, hour: str) -> Any:
    """A message of the office to the applicant `who`; the application is returned."""
    application = next(one for one in vacancy.applications.submitted() if key_of(one) == who)
    deed = scene.deed(OFFICER, days, hour)
    write_to_applicants(vacancy=vacancy, applications=[application], texts=texts, sending=uuid4(), **deed)
    return application


def answer_from(application: Any, scene: Scene, text: str, *, days: int, hour: str) -> None:
    """What the applicant answers."""
    deed = scene.deed(key_of(application), days, hour)
    language = application.applicant.language
    write_to_office(application=application, text=text, language=language, sending=uuid4(), **deed)
