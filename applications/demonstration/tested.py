"""A selection of the demonstration in its written test without names: answers kept, half of it marked, a seat taken over."""

from applications.demonstration.applicants import apply, key_of
from applications.demonstration.interviews import TEST, invite_each
from applications.demonstration.meetings import fixed, with_times_to_choose
from applications.demonstration.notices import OFFICER, published
from applications.demonstration.papers import paper
from applications.demonstration.people import person
from applications.demonstration.referees import ask_others, let_answer, write_to_referees
from applications.demonstration.scene import Scene
from applications.demonstration.selection import (
    CHAIR,
    MEMBER,
    MEMBER_2,
    SECRETARY,
    convene_panel,
    declare_nothing,
    hand_in_sheet,
    mark,
    open_next,
    screen,
)
from applications.panels.actions import Place, declare
from applications.panels.models import EndedBy, Panel, SeatRole
from applications.scoring.models import Round
from applications.scoring.seating import end_seat, take_over
from applications.screening.long_list import candidates
from applications.written_tests.actions import keep_file
from vacancies.models import Vacancy
from vacancies.plan.models import Stage

# Sat until the test was half marked.
FIRST = "rahimova"
TESTED_ON = -17
SEATED = {
    CHAIR: SeatRole.CHAIR,
    MEMBER: SeatRole.MEMBER,
    FIRST: SeatRole.MEMBER,
    SECRETARY: SeatRole.SECRETARY,
}
LEAVES = "Командировка в Нукус до конца следующего месяца, связи на месте почти нет."
TAKES_OVER = "Редактор офиса в Таджикистане, принимает переводы с обоих языков."


def tested(scene: Scene) -> None:
    """One sheet is handed in, one half filled in, the chair's is empty; one referee has answered, one has not."""
    vacancy = published(scene, written=-46, closes=-26)
    apply(vacancy, scene)
    screen(vacancy, scene, days=-25)
    panel = convene_panel(vacancy, scene, days=-24, seated=SEATED)
    declare_nothing(panel, scene, days=-22, people=tuple(SEATED))
    invite_each(vacancy, scene, TEST, days=-21, on=TESTED_ON)
    _keep_answers(vacancy, scene)
    round_ = open_next(panel, Stage.TEST, scene, days=-14)
    mark(round_, scene, FIRST, days=-12, hour="15:00")
    ask_others(vacancy, scene, "davlatov", days=-11)
    _hand_the_seat_on(panel, scene)
    write_to_referees(scene, days=-9)
    _go_on(panel, round_, scene)


def _go_on(panel: Panel, round_: Round, scene: Scene) -> None:
    """Who took the seat over declares first, as everybody does; two meetings are called."""
    deed = scene.deed(MEMBER_2, -8, "09:20")
    declare(seat=panel.seats.get(user=deed["by"]), conflicts={}, **deed)
    sheet = mark(round_, scene, MEMBER_2, days=-7, hour="10:00")
    hand_in_sheet(sheet, scene, MEMBER_2, days=-5, hour="12:20")
    fixed(panel, scene, "moderation", scene.diary.coming(3, "11:00"), days=-4)
    let_answer(panel.vacancy, scene, "davlatov", 1, days=-3)
    mark(round_, scene, MEMBER, days=-2, hour="16:00")
    with_times_to_choose(panel, scene, "interviews", scene.diary.coming(7, "10:00"), days=-1)


def _keep_answers(vacancy: Vacancy, scene: Scene) -> None:
    """The candidates wrote under supervision; the office keeps what each has written."""
    for number, application in enumerate(candidates(vacancy).order_by("pk")):
        deed = scene.deed(OFFICER, TESTED_ON, f"16:{10 + number:02}")
        keep_file(application=application, upload=paper(f"test-{key_of(application)}"), **deed)


def _hand_the_seat_on(panel: Panel, scene: Scene) -> None:
    """One member leaves before handing in; who takes the seat over begins with an empty sheet."""
    seat = panel.seats.get(user=person(FIRST))
    end_seat(seat=seat, because=EndedBy.ABSENCE, reason=LEAVES, **scene.deed(OFFICER, -10, "09:45"))
    seat.refresh_from_db()
    other = Place(user=person(MEMBER_2), role=SeatRole.MEMBER)
    take_over(seat=seat, person=other, reason=TAKES_OVER, **scene.deed(OFFICER, -10, "14:30"))
