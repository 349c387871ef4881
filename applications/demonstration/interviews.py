"""Interviews and written tests to which candidates of the demonstration are invited, and the times they choose."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from applications.demonstration.applicants import key_of
from applications.demonstration.notices import OFFICER
from applications.demonstration.scene import Scene
from applications.invitations.actions import choose, invite
from applications.invitations.models import Kind
from applications.screening.long_list import candidates
from vacancies.models import Vacancy

LEAD_EXPERT = {
    "kind": "interview",
    "place_en": "Office in Astana, room 4; or the link below",
    "place_ru": "Офис в Астане, комната 4, или по ссылке",
    "link": "https://meet.example.org/lead-expert",
    "notes_en": "Please have a document with a photograph at hand. The interview is in Russian, with some questions in English.",
    "notes_ru": "Приготовьте, пожалуйста, документ с фотографией. Собеседование идёт на русском языке, часть вопросов на английском.",
    "minutes": 45,
}
COURSE = {
    "kind": "interview",
    "place_en": "Office in Tashkent, training room",
    "place_ru": "Офис в Ташкенте, учебный класс",
    "link": "https://meet.example.org/consular-course",
    "notes_en": "Begin with fifteen minutes of a lesson on a case of your choice. A board and a projector are there.",
    "notes_ru": "Начните с пятнадцати минут занятия по делу, которое выберете сами. Доска и проектор на месте.",
    "minutes": 60,
}
TEST = {
    "kind": "test",
    "place_en": "By video link, under supervision",
    "place_ru": "По видеосвязи, под наблюдением",
    "link": "https://meet.example.org/translators",
    "notes_en": "Two texts in ninety minutes; dictionaries are allowed, machine translation is not. Do not write your name into the file.",
    "notes_ru": "Два текста за девяносто минут; словарями пользоваться можно, машинным переводом нельзя. Имени в файле не указывайте.",
    "minutes": 90,
}
APART, TOGETHER = ("10:00", "11:00", "12:00", "14:00", "15:00"), "14:00"
HOURS = ((4, "10:00"), (4, "11:00"), (5, "15:00"))


def invite_to_interview(
    vacancy: Vacancy, scene: Scene, people: Sequence[str], *, days: int, hour: str
) -> None:
    """Invite those of `people` who are on the long list; the second of them has taken the first hour."""
    called = [one for one in candidates(vacancy) if key_of(one) in people]
    invitation = invite(
        vacancy=vacancy,
        applications=called,
        fields={**LEAD_EXPERT, "choose_by": scene.diary.ahead(2, "18:00")},
        times=[(scene.diary.ahead(day, time), 1) for day, time in HOURS],
        sending=uuid4(),
        **scene.deed(OFFICER, days, hour),
    )
    chosen = next(one for one in invitation.invitees.all() if key_of(one.application) == people[1])
    deed = scene.deed(people[1], days, "20:10")
    choose(invitee=chosen, slot=invitation.slots.first(), **deed)


def invite_each(vacancy: Vacancy, scene: Scene, fields: Mapping[str, Any], *, days: int, on: int) -> None:
    """Invite all candidates to the working day `on`; each takes an hour of their own, of a test all take the same one."""
    called = list(candidates(vacancy).order_by("pk"))
    together = fields["kind"] == Kind.TEST
    hours = [TOGETHER] if together else APART[: len(called)]
    invitation = invite(
        vacancy=vacancy,
        applications=called,
        fields={**fields, "choose_by": scene.diary.on(on - 2, "18:00")},
        times=[(scene.diary.on(on, hour), len(called) if together else 1) for hour in hours],
        sending=uuid4(),
        **scene.deed(OFFICER, days, "16:00"),
    )
    slots = list(invitation.slots.all())
    for number, invitee in enumerate(invitation.invitees.order_by("pk")):
        deed = scene.deed(key_of(invitee.application), days + 1, f"19:{number * 9:02}")
        choose(invitee=invitee, slot=slots[number % len(slots)], **deed)
