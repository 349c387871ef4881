"""Interviews to which candidates of the demonstration are invited; nobody has chosen a time yet but one."""

from collections.abc import Sequence
from uuid import uuid4

from applications.demonstration.applicants import key_of
from applications.demonstration.notices import OFFICER
from applications.demonstration.scene import Scene
from applications.invitations.actions import choose, invite
from applications.screening.long_list import candidates
from vacancies.models import Vacancy

FIELDS = {
    "kind": "interview",
    "place_en": "Office in Astana, room 4; or the link below",
    "place_ru": "Офис в Астане, комната 4, или по ссылке",
    "link": "https://meet.example.org/lead-expert",
    "notes_en": "Please have a document with a photograph at hand. The interview is in Russian, with some questions in English.",
    "notes_ru": "Приготовьте, пожалуйста, документ с фотографией. Собеседование идёт на русском языке, часть вопросов на английском.",
    "minutes": 45,
}
HOURS = ((4, "10:00"), (4, "11:00"), (5, "15:00"))


def invite_to_interview(
    vacancy: Vacancy, scene: Scene, people: Sequence[str], *, days: int, hour: str
) -> None:
    """Invite those of `people` who are on the long list; the second of them has taken the first hour."""
    called = [one for one in candidates(vacancy) if key_of(one) in people]
    invitation = invite(
        vacancy=vacancy,
        applications=called,
        fields={**FIELDS, "choose_by": scene.diary.ahead(2, "18:00")},
        times=[(scene.diary.ahead(day, time), 1) for day, time in HOURS],
        sending=uuid4(),
        **scene.deed(OFFICER, days, hour),
    )
    chosen = next(one for one in invitation.invitees.all() if key_of(one.application) == people[1])
    deed = scene.deed(people[1], days, "20:10")
    choose(invitee=chosen, slot=invitation.slots.first(), **deed)
