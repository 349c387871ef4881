"""Who, besides its owner, may read a document: the reasons of the rooms, given to the documents room."""

from typing import Any

from django.db.models import Q

from applications.documents.access import Grant, register, register_keeper
from applications.documents.models import Document
from applications.intake.models import Application
from applications.scoring.models import Round
from applications.scoring.pseudonyms import callings_of
from applications.written_tests.models import AnswerFile
from vacancies.plan.models import Stage

# Permission on the application with which the document came, and in what capacity it lets read.
CAPACITIES = (
    ("applications.view_candidate", "panel"),
    ("applications.view_application", "office"),
)


def handed_in_with_an_application(user: Any, document: Document) -> Grant | None:
    """Whoever may read an application that was handed in may read its documents."""
    came_with = Q(attachments__document=document) | Q(team__document=document)
    came_with |= Q(earlier__documents__document=document)
    handed_in = Application.objects.received().filter(came_with).distinct().order_by("pk")
    for application in handed_in.select_related("vacancy__office", "screening"):
        for permission, capacity in CAPACITIES:
            if user.has_perm(permission, application):
                return Grant(application.stream, capacity)
    return None


def _entered_with(document: Document) -> Application | None:
    """The application that the office enters, or entered, with which the document came."""
    came_with = Q(attachments__document=document) | Q(on_behalf__scans__document=document)
    came_with |= Q(team__document=document)
    entered = Application.objects.filter(came_with).exclude(on_behalf=None).order_by("pk")
    return entered.select_related("vacancy__office", "on_behalf").first()


def entered_on_behalf(user: Any, document: Document) -> Grant | None:
    """Whoever enters the application reads its files and scans, and so does the applicant who has claimed it; not CVs of the team."""
    application = _entered_with(document)
    if application is None:
        return None
    if application.applicant_id == user.pk:
        of_the_team = application.team.filter(document=document).exists()
        return None if of_the_team else Grant(f"person:{user.pk}", "applicant")
    if application.code and user.has_perm("applications.view_application", application):
        return Grant(application.stream, "office")
    if user.has_perm("applications.view_own_application", application):
        return Grant(application.stream, "office")
    return None


def answers_in_a_test(user: Any, document: Document) -> Grant | None:
    """Answers are read by who arranges the test, as they came; by the panel once their round is open, under a neutral name."""
    files = AnswerFile.objects.filter(document=document).whole()
    for file in files.select_related("application__screening").order_by("pk"):
        application = file.application
        if user.has_perm("applications.view_answer_files", application):
            return Grant(application.stream, "office")
        round_ = Round.objects.of_vacancy(file.vacancy).filter(stage=Stage.TEST).first()
        if round_ and file.is_standing and user.has_perm("applications.judge_candidate", application):
            code = callings_of(round_, user).of(application).code
            return Grant(application.stream, "panel", called=file.called_by(code))
    return None


def looks_after_it(user: Any, document: Document) -> bool:
    """Whoever enters an application may take a file away that has not been handed in."""
    theirs = Q(applicant=document.owner_id) | Q(team__account=document.owner_id)
    entered = Application.objects.filter(theirs).exclude(on_behalf=None)
    rows = entered.select_related("vacancy__office", "on_behalf")
    return any(user.has_perm("applications.edit_application", application) for application in rows)


register(handed_in_with_an_application)
register(entered_on_behalf)
register(answers_in_a_test)
register_keeper(looks_after_it)
