"""How a selection of the demonstration ends: letters with feedback, two offers, a complaint."""

from applications.decisions.actions import announce, approve, recommend
from applications.decisions.complaining import contest
from applications.decisions.giving_feedback import write_feedback
from applications.decisions.models import Decision
from applications.decisions.offering import accept, agree_to_name, offer
from applications.demonstration.scene import Scene
from applications.demonstration.selection import APPROVER, CHAIR, OFFICER, application_of
from vacancies.models import Vacancy


def let_approve(vacancy: Vacancy, scene: Scene, *, days: int) -> Decision:
    """The chair recommends, the approver approves on the next day but one."""
    told = scene.selection["decision"]
    people = {
        place: [application_of(vacancy, key) for key in told[place]] for place in ("selected", "reserve")
    }
    decision = recommend(vacancy=vacancy, text=told["text"], **people, **scene.deed(CHAIR, days, "11:30"))
    return approve(decision=decision, **scene.deed(APPROVER, days + 2, "12:15"))


def announce_with_feedback(decision: Decision, scene: Scene, *, days: int) -> None:
    """The office adds to some of the letters, then sends them all."""
    for minute, (key, text) in enumerate(scene.selection["feedback"].items()):
        application = application_of(decision.vacancy, key)
        deed = scene.deed(OFFICER, days, f"10:{minute + 5:02}")
        write_feedback(decision=decision, application=application, text=text, **deed)
    announce(decision=decision, **scene.deed(OFFICER, days, "10:40"))


def make_offers(decision: Decision, scene: Scene, *, days: int) -> None:
    """The first accepts and agrees to be named; the second has some days left to answer."""
    decision.refresh_from_db()
    first, second = scene.selection["decision"]["selected"]
    until = scene.diary.coming(5, "18:00")
    made = [
        offer(
            decision=decision, application=application_of(decision.vacancy, key), answer_by=until,
            **scene.deed(OFFICER, days, hour),
        )
        for key, hour in ((first, "11:15"), (second, "11:25"))
    ]  # fmt: skip
    accepted = accept(offer=made[0], **scene.deed(first, days + 1, "09:50"))
    agree_to_name(offer=accepted, agreed=True, **scene.deed(first, days + 1, "09:55"))


def complain(vacancy: Vacancy, scene: Scene, who: str, *, days: int) -> None:
    text = scene.selection["complaint"]
    contest(application=application_of(vacancy, who), text=text, **scene.deed(who, days, "20:30"))
