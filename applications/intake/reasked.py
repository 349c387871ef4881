"""An answer belongs to the question it was given to: drafts answer anew what a correction asks differently."""

from applications.intake.models import Application, RequirementAnswer, Status
from vacancies.models import Requirement
from vacancies.plan import reasked


def forget(requirement: Requirement) -> None:
    """Take the answers of drafts back; a note stays, and the declaration is confirmed anew. What was handed in stands."""
    answers = RequirementAnswer.objects.filter(
        requirement=requirement, application__status=Status.DRAFT, application__submitted_at=None
    )
    Application.objects.filter(answers__in=answers).update(declared=False)
    answers.filter(note="").delete()
    answers.update(value="")


reasked.register(forget)
