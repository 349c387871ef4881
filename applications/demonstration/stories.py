"""The stories of the demonstration's vacancies, each stopped at another point of the way. Days are working days."""

from applications.demonstration.applicants import apply
from applications.demonstration.changes import cancelled, corrected, extended_twice
from applications.demonstration.correspondence import answer_from, write_to
from applications.demonstration.decided import decided
from applications.demonstration.imported import bring_in
from applications.demonstration.interviews import invite_to_interview
from applications.demonstration.notices import (
    APPROVER,
    CLOSING_HOUR,
    OFFICER,
    make_public,
    published,
    send_for_approval,
    write_notice,
)
from applications.demonstration.on_paper import enter_what_came
from applications.demonstration.scene import Scene
from applications.demonstration.selection import (
    CHAIR,
    MEMBER,
    MEMBER_2,
    convene_panel,
    decide,
    declare_nothing,
    hand_in_sheet,
    mark,
    moderate,
    open_desk_review,
    rank,
    screen,
)
from applications.demonstration.tested import tested
from vacancies.models import Vacancy
from vacancies.publishing.actions import return_to_writer
from vacancies.publishing.remarks import comment_on
from vacancies.questions.actions import answer, ask
from vacancies.questions.models import Question
from vacancies.vacancy.actions import save_notice

QUESTIONS = {
    "kholov": ("ru", "Можно ли провести обе миссии подряд, чтобы не лететь дважды?"),
    "davlatov": ("en", "Could the two missions be joined into one of twenty working days?"),
    "sharifova": ("ru", "Нужно ли владение таджикским языком, если выезжать придётся с переводчиком?"),
}
ANSWER = {
    "question_en": "May the two missions be made one after the other?",
    "question_ru": "Можно ли провести обе миссии подряд?",
    "answer_en": "No. The second mission presents the draft that is written between them.",
    "answer_ru": "Нет. На второй миссии представляют проект руководства, который готовится между ними.",
}
RETURNED = "В плане отбора пять стран, в объявлении четыре вакантных места. Если нужен эксперт от каждой страны, исправьте на пять."

AVAILABLE = {
    "en": ("From when are you available?", "Please tell us from which day you could begin, and whether you can travel in the first month."),
    "ru": ("С какого дня вы можете приступить?", "Сообщите, пожалуйста, с какого дня вы можете приступить к работе и сможете ли ездить в командировки в первый месяц."),
}  # fmt: skip
AVAILABLE_FROM = "Могу приступить через две недели после решения. К командировкам готов."

NEW_TITLE = "Ассистент проекта по добровольному возвращению и реинтеграции"
COMMENT = "Укажите и число часов в неделю: студентам надо знать, совместима ли стажировка с учёбой."


def announced(scene: Scene) -> None:
    """From the notice to the letters: one mark revised, one requirement decided against the rule, one offer withdrawn."""
    vacancy = published(scene, written=-62, closes=-40)
    apply(vacancy, scene)
    screen(vacancy, scene, days=-39)
    panel = convene_panel(vacancy, scene, days=-38)
    declare_nothing(panel, scene, days=-37)
    round_ = open_desk_review(panel, scene, days=-36)
    for days, who in ((-32, MEMBER_2), (-31, MEMBER), (-30, CHAIR)):
        sheet = mark(round_, scene, who, days=days, hour="14:00")
        hand_in_sheet(sheet, scene, who, days=days, hour="16:45")
    moderate(round_, scene, days=-28)
    rank(vacancy, scene, days=-27)
    decide(vacancy, scene, days=-26)


def being_scored(scene: Scene) -> None:
    """One sheet is in, one is half filled in, the chair's is empty: none sees another's."""
    vacancy = published(scene, written=-45, closes=-7)
    apply(vacancy, scene)
    screen(vacancy, scene, days=-6)
    panel = convene_panel(vacancy, scene, days=-6)
    declare_nothing(panel, scene, days=-5)
    round_ = open_desk_review(panel, scene, days=-4)
    sheet = mark(round_, scene, MEMBER_2, days=-3, hour="10:00")
    hand_in_sheet(sheet, scene, MEMBER_2, days=-2, hour="11:50")
    mark(round_, scene, MEMBER, days=-1, hour="15:00")
    written = write_to(vacancy, scene, "ismailov", AVAILABLE, days=-3, hour="12:30")
    answer_from(written, scene, AVAILABLE_FROM, days=-2, hour="19:40")
    write_to(vacancy, scene, "consultant", AVAILABLE, days=-1, hour="12:30")
    invite_to_interview(vacancy, scene, ("consultant", "ismailov", "akhmetova"), days=-1, hour="12:45")


def with_a_new_panel(scene: Scene) -> None:
    """The panel has been convened and nobody has declared: its members see names and nothing else."""
    vacancy = published(scene, written=-34, closes=-5)
    apply(vacancy, scene)
    screen(vacancy, scene, days=-4)
    convene_panel(vacancy, scene, days=-3)


def closing_soon(scene: Scene) -> None:
    """Open for two days more; several have applied, one of them withdrew, one applied on paper."""
    vacancy = write_notice(scene, days=-22, closes_at=scene.diary.ahead(2, CLOSING_HOUR))
    vacancy = send_for_approval(vacancy, scene, days=-20)
    vacancy = make_public(vacancy, scene, days=-18)
    apply(vacancy, scene)
    enter_what_came(vacancy, scene)


def open_in_one_language(scene: Scene) -> None:
    """In Russian alone, with a reason; returned once to its writer; requirements are being checked, two drafts are begun."""
    vacancy = write_notice(scene, days=-18, closes_at=scene.diary.ahead(20, CLOSING_HOUR), openings=4)
    vacancy = send_for_approval(vacancy, scene, days=-16)
    vacancy = return_to_writer(vacancy=vacancy, comment=RETURNED, **scene.deed(APPROVER, -15, "11:40"))
    deed = scene.deed(OFFICER, -15, "15:10")
    openings = {"openings": scene.told["openings"]}
    vacancy = save_notice(vacancy=vacancy, fields=openings, stations=scene.told["duty_stations"], **deed)
    vacancy = send_for_approval(vacancy, scene, days=-15)
    vacancy = make_public(vacancy, scene, days=-12)
    apply(vacancy, scene)
    screen(vacancy, scene, days=-1, left={"kovalenko": "R2"})


def waiting_for_approval(scene: Scene) -> None:
    vacancy = write_notice(scene, days=-5, closes_at=scene.diary.ahead(25, CLOSING_HOUR))
    vacancy = send_for_approval(vacancy, scene, days=-2)
    comment_on(vacancy=vacancy, path="duration.ru", text=COMMENT, **scene.deed(APPROVER, -1, "17:30"))


def being_written(scene: Scene) -> None:
    """A draft in which much is missing; its title was changed in Russian, so the English one is stale."""
    vacancy = write_notice(scene, days=-3, closes_at=None)
    stations = scene.told["duty_stations"]
    deed = scene.deed(OFFICER, -2, "15:05")
    save_notice(vacancy=vacancy, fields={"title_ru": NEW_TITLE}, stations=stations, **deed)


def newly_open(scene: Scene) -> None:
    bring_in(scene, days=-5, closes_at=scene.diary.ahead(20, CLOSING_HOUR))


def open_with_questions(scene: Scene) -> None:
    """Two people have asked the same and have an answer; one of them has applied, another has begun; a third waits for an answer."""
    vacancy = bring_in(scene, days=-11, closes_at=scene.diary.ahead(16, CLOSING_HOUR))
    questions = [_asked(vacancy, scene, who, days) for who, days in (("kholov", -6), ("davlatov", -5))]
    answer(vacancy=vacancy, questions=questions, texts=ANSWER, **scene.deed(OFFICER, -4, "11:30"))
    apply(vacancy, scene)
    _asked(vacancy, scene, "sharifova", -1)


def _asked(vacancy: Vacancy, scene: Scene, who: str, days: int) -> Question:
    language, text = QUESTIONS[who]
    return ask(vacancy=vacancy, text=text, language=language, **scene.deed(who, days, "20:15"))


def open_for_long(scene: Scene) -> None:
    """A team of three has applied; of another one the second person has not answered."""
    vacancy = bring_in(scene, days=-13, closes_at=scene.diary.ahead(9, CLOSING_HOUR))
    apply(vacancy, scene)


def open_for_lawyers(scene: Scene) -> None:
    """In Russian alone, as its document says why."""
    bring_in(scene, days=-7, closes_at=scene.diary.ahead(12, CLOSING_HOUR))


def closed_lately(scene: Scene) -> None:
    bring_in(scene, days=-22, closes_at=scene.diary.on(-3, CLOSING_HOUR))


def closed_some_time_ago(scene: Scene) -> None:
    bring_in(scene, days=-34, closes_at=scene.diary.on(-9, CLOSING_HOUR))


def scheduled(scene: Scene) -> None:
    """Approved, and public in three days."""
    moment = scene.diary.ahead(3, "09:00")
    bring_in(scene, days=-4, closes_at=scene.diary.ahead(25, CLOSING_HOUR), moment=moment)


# Everybody's deeds follow each other in time from story to story: who applies twice, applies in the earlier one first.
STORIES = {
    "uzb-consular-course": decided,
    "tkm-compendium": announced,
    "kaz-lead-expert": being_scored,
    "uzb-translators": tested,
    "kgz-hotline-trainer": with_a_new_panel,
    "tjk-translator": closing_soon,
    "kgz-intern": waiting_for_approval,
    "ala-assistant": being_written,
    "enumerators-sixty-districts": corrected,
    "kaz-national-expert": open_in_one_language,
    "expert-trainer": closed_some_time_ago,
    "home-based-data-expert": extended_twice,
    "staff-project-assistant": cancelled,
    "lowest-price-design": closed_lately,
    "cumulative-legal-expert": open_for_long,
    "climate-adviser": open_with_questions,
    "russian-only-legal-aid": open_for_lawyers,
    "intern-communication": newly_open,
    "project-evaluation": scheduled,
}
