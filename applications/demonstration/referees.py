"""Referees of candidates of the demonstration: the office asks, one writes, one speaks on the telephone, one lets wait."""

from applications.demonstration.notices import OFFICER
from applications.demonstration.people import person
from applications.demonstration.scene import Scene
from applications.reference_checks.actions import Referee, note, release, state
from applications.reference_checks.answering import answer
from applications.reference_checks.asking import ask_due
from applications.reference_checks.forms import referees_of
from applications.reference_checks.models import Reference
from vacancies.models import Vacancy

# They are given more days than pass in the demonstration.
DAYS = 30


def ask_named(vacancy: Vacancy, scene: Scene, who: str, *, days: int) -> None:
    """Let those whom the application names be asked; letters to them go out later."""
    application = vacancy.applications.get(applicant=person(who))
    _ask(vacancy, scene, who, referees_of(application), [], days=days)


def ask_others(vacancy: Vacancy, scene: Scene, who: str, *, days: int) -> None:
    """Let others be asked, whom the office has found itself, with a question of its own."""
    told = scene.selection["references"]
    _ask(vacancy, scene, who, [Referee(**one) for one in told["asked"]], told["added"], days=days)


def _ask(
    vacancy: Vacancy, scene: Scene, who: str, referees: list[Referee], added: list[str], *, days: int
) -> None:
    application = vacancy.applications.get(applicant=person(who))
    state(
        application=application, referees=referees, language=application.language, added=added, days=DAYS,
        **scene.deed(OFFICER, days, "11:45"),
    )  # fmt: skip


def write_to_referees(scene: Scene, *, days: int) -> None:
    """The letters go out to all whose candidates have had notice."""
    ask_due(at=scene.diary.on(days, "12:00"))


def let_answer(vacancy: Vacancy, scene: Scene, who: str, number: int, *, days: int) -> None:
    """The referee `number` of `who` answers what is told, by the link in the letter."""
    answers = list(scene.selection["references"]["answers"])
    answer(reference=_of(vacancy, who, number), answers=answers, at=scene.diary.on(days, "19:25"))


def note_by_telephone(vacancy: Vacancy, scene: Scene, who: str, number: int, *, days: int) -> None:
    answers = list(scene.selection["references"]["telephone"])
    spoken_at = scene.diary.on(days, "10:30")
    note(
        reference=_of(vacancy, who, number), answers=answers, spoken_at=spoken_at,
        **scene.deed(OFFICER, days, "11:05"),
    )  # fmt: skip


def show_to_panel(vacancy: Vacancy, scene: Scene, *, days: int) -> None:
    """Show the panel what was answered, and let the report quote it."""
    release(vacancy=vacancy, quoted=True, **scene.deed(OFFICER, days, "12:15"))


def _of(vacancy: Vacancy, who: str, number: int) -> Reference:
    return Reference.objects.get(
        application__vacancy=vacancy, application__applicant=person(who), number=number
    )
