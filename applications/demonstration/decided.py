"""A selection of the demonstration in three steps, decided: short list, interviews, a round opened again, offers, a complaint."""

from decimal import Decimal

from applications.demonstration.applicants import apply
from applications.demonstration.interviews import COURSE, invite_each
from applications.demonstration.meetings import fixed, keep_minutes
from applications.demonstration.notices import published
from applications.demonstration.outcome import announce_with_feedback, complain, let_approve, make_offers
from applications.demonstration.referees import (
    ask_named,
    let_answer,
    note_by_telephone,
    show_to_panel,
    write_to_referees,
)
from applications.demonstration.scene import Scene
from applications.demonstration.selection import (
    CHAIR,
    MEMBER,
    MEMBER_2,
    SEATS,
    SECRETARY,
    convene_panel,
    declare_nothing,
    hand_in_sheet,
    lock_and_sign,
    mark,
    moderate,
    open_desk_review,
    open_next,
    rank,
    revise_marks,
    screen,
    sheet_of,
)
from applications.meetings.models import Meeting
from applications.panels.models import Panel, SeatRole
from applications.scoring.answers import save_answers
from applications.scoring.guide import guide_of
from applications.scoring.guide_writing import write_guide
from applications.scoring.models import Round
from applications.scoring.reopening import reopen
from applications.scoring.short_listing import confirm, state
from vacancies.plan.models import Stage

PANEL = (MEMBER_2, CHAIR, MEMBER, SECRETARY)
WHO_MARKS = (MEMBER_2, MEMBER, CHAIR)


def decided(scene: Scene) -> None:
    """Of two who were selected one has accepted and is named, one has an offer to answer; a complaint waits for its answer."""
    vacancy = published(scene, written=-58, closes=-37)
    apply(vacancy, scene)
    screen(vacancy, scene, days=-36)
    panel = convene_panel(vacancy, scene, days=-35, seated={**SEATS, SECRETARY: SeatRole.SECRETARY})
    declare_nothing(panel, scene, days=-33, people=PANEL)
    _review(panel, scene)
    ask_named(vacancy, scene, "consultant", days=-24)
    invite_each(vacancy, scene, COURSE, days=-24, on=-17)
    write_to_referees(scene, days=-22)
    _write_guide(panel, scene)
    meeting = fixed(panel, scene, "interviews", scene.diary.on(-17, "09:30"), days=-21)
    let_answer(vacancy, scene, "consultant", 1, days=-20)
    note_by_telephone(vacancy, scene, "consultant", 2, days=-19)
    _interview(panel, meeting, scene)
    _open_again(panel, scene)
    show_to_panel(vacancy, scene, days=-12)
    rank(vacancy, scene, days=-11)
    decision = let_approve(vacancy, scene, days=-7)
    announce_with_feedback(decision, scene, days=-4)
    make_offers(decision, scene, days=-4)
    complain(vacancy, scene, "kovalenko", days=-2)


def _review(panel: Panel, scene: Scene) -> None:
    """The rule of the short list is stated before anybody marks, and confirmed as it is worked out."""
    kind, value = scene.selection["short_list"]
    rule = state(
        panel=panel, stage=Stage.DESK, kind=kind, value=Decimal(value), **scene.deed(CHAIR, -32, "09:30")
    )
    round_ = open_desk_review(panel, scene, days=-31)
    for days, who in zip((-30, -29, -28), WHO_MARKS, strict=True):
        hand_in_sheet(mark(round_, scene, who, days=days, hour="14:00"), scene, who, days=days, hour="17:20")
    lock_and_sign(round_, scene, days=-26)
    confirm(panel=panel, rule=rule, departures={}, **scene.deed(CHAIR, -25, "10:15"))


def _interview(panel: Panel, meeting: Meeting, scene: Scene) -> None:
    round_ = open_next(panel, Stage.INTERVIEW, scene, days=-18)
    sheets = {who: mark(round_, scene, who, days=-17, hour="15:30") for who in WHO_MARKS}
    for who in WHO_MARKS:
        _note_answers(round_, scene, who)
    keep_minutes(meeting, scene, days=-17)
    for who, sheet in sheets.items():
        hand_in_sheet(sheet, scene, who, days=-16, hour="11:10")
    moderate(round_, scene, days=-15)


def _write_guide(panel: Panel, scene: Scene) -> None:
    criteria = list(panel.vacancy.plan.criteria.filter(stage=Stage.INTERVIEW))
    questions = [{**one, "criteria": criteria} for one in scene.selection["questions"]]
    seen = guide_of(panel).hash_of(0)
    write_guide(panel=panel, questions=questions, seen=seen, **scene.deed(CHAIR, -22, "16:30"))


def _note_answers(round_: Round, scene: Scene, who: str) -> None:
    """What was answered is told once: all heard the same; the chair leads the talk and writes nothing down."""
    if who == CHAIR:
        return
    deed = scene.deed(who, -17, "17:10")
    standing = guide_of(round_.panel).standing
    for key, said in scene.selection["answers"].items():
        application = round_.vacancy.applications.get(applicant__email=f"{key}@example.org")
        answers = dict(zip(standing, said, strict=True))
        save_answers(sheet=sheet_of(round_, who), application=application, answers=answers, **deed)


def _open_again(panel: Panel, scene: Scene) -> None:
    """One mark was given without an answer that the secretary has on paper; everybody signs anew."""
    round_ = panel.rounds.get(stage=Stage.INTERVIEW)
    reopen(round=round_, reason=scene.selection["reopened"], **scene.deed(CHAIR, -14, "11:00"))
    revise_marks(round_, scene, days=-13, told="revisions_again")
    lock_and_sign(round_, scene, days=-13)
