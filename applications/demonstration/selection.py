"""How the offices and the panels of the demonstration judge: screening, scoring, ranking, decision."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal

from applications.decisions.actions import announce, approve, recommend
from applications.decisions.offering import offer, record_answer
from applications.demonstration.applicants import key_of
from applications.demonstration.people import person
from applications.demonstration.scene import Scene
from applications.intake.models import Application
from applications.intake.on_behalf import Source
from applications.panels.actions import convene, declare
from applications.panels.models import Panel, SeatRole
from applications.ranking.actions import make, open_prices
from applications.scoring.actions import hand_in, lock, open_round, revise, save_marks, sign
from applications.scoring.models import Mark, Round, Sheet
from applications.screening.actions import confirm, find_all, make_long_list, override
from applications.screening.models import Finding
from vacancies.models import Vacancy
from vacancies.plan.models import Stage

OFFICER, APPROVER = "officer", "approver"
CHAIR, MEMBER, MEMBER_2, SECRETARY = "chair", "member", "member2", "secretary"
SEATS = {CHAIR: SeatRole.CHAIR, MEMBER: SeatRole.MEMBER, MEMBER_2: SeatRole.MEMBER}


def screen(vacancy: Vacancy, scene: Scene, *, days: int, left: Mapping[str, str] | None = None) -> None:
    """Confirm what the rule finds, or decide as the data tell; `left` names by person the requirement not decided yet."""
    deed = scene.deed(OFFICER, days, "10:00")
    find_all(applications=vacancy.applications.all(), at=deed["at"])
    findings = Finding.objects.filter(application__vacancy=vacancy).select_related("requirement")
    for number, finding in enumerate(findings.order_by("application", "requirement")):
        key = key_of(finding.application)
        if (left or {}).get(key) != finding.requirement.code:
            _decide(finding, key, scene, {**deed, "at": deed["at"] + timedelta(minutes=5 + number)})


def _decide(finding: Finding, key: str, scene: Scene, deed: Mapping) -> None:
    told = scene.selection["overrides"].get(key, {}).get(finding.requirement.code)
    if told:
        override(finding=finding, decision=told[0], reason=told[1], **deed)
    else:
        confirm(finding=finding, **deed)


def convene_panel(
    vacancy: Vacancy, scene: Scene, *, days: int, seated: Mapping[str, SeatRole] = SEATS
) -> Panel:
    """Make the long list, and seat people the day after."""
    make_long_list(vacancy=vacancy, **scene.deed(OFFICER, days, "15:20"))
    seats = [(person(key), role) for key, role in seated.items()]
    return convene(vacancy=vacancy, seats=seats, **scene.deed(OFFICER, days + 1, "09:30"))


def declare_nothing(
    panel: Panel, scene: Scene, *, days: int, people: Sequence[str] = (MEMBER_2, CHAIR, MEMBER)
) -> None:
    """Let `people` of the panel declare to have no conflict of interest, one after the other."""
    for hour, who in zip(("11:05", "14:40", "16:10", "16:45"), people, strict=False):
        deed = scene.deed(who, days, hour)
        declare(seat=panel.seats.get(user=deed["by"]), conflicts={}, **deed)


def open_desk_review(panel: Panel, scene: Scene, *, days: int) -> Round:
    return open_next(panel, Stage.DESK, scene, days=days)


def open_next(panel: Panel, stage: Stage, scene: Scene, *, days: int) -> Round:
    return open_round(panel=panel, stage=stage, **scene.deed(CHAIR, days, "09:10"))


def mark(round_: Round, scene: Scene, who: str, *, days: int, hour: str) -> Sheet:
    """Let `who` mark the candidates told of, a quarter of an hour for each, in the order of their own sheet."""
    deed = scene.deed(who, days, hour)
    sheet = sheet_of(round_, who)
    told = scene.selection["marks"][who]
    people = [(one, told[key_of(one)]) for one in _in_order(sheet) if key_of(one) in told]
    criteria = {row.code: row for row in round_.vacancy.plan.criteria.filter(stage=round_.stage)}
    for number, (application, given) in enumerate(people):
        marks = {
            criteria[code]: (Decimal(value), reason)
            for code, (value, reason) in given.items()
            if code in criteria
        }
        at = deed["at"] + timedelta(minutes=15 * number)
        save_marks(sheet=sheet, application=application, marks=marks, by=deed["by"], at=at)
    return sheet


def hand_in_sheet(sheet: Sheet, scene: Scene, who: str, *, days: int, hour: str) -> None:
    hand_in(sheet=sheet, **scene.deed(who, days, hour))


def moderate(round_: Round, scene: Scene, *, days: int, told: str = "revisions") -> None:
    """Revise the marks told of under `told`, lock the round, and let everybody sign."""
    revise_marks(round_, scene, days=days, told=told)
    lock_and_sign(round_, scene, days=days)


def revise_marks(round_: Round, scene: Scene, *, days: int, told: str) -> None:
    for who, key, code, value, reason in scene.selection[told]:
        deed = scene.deed(who, days, "14:25")
        revised = Mark.objects.get(
            sheet=sheet_of(round_, who),
            application=application_of(round_.vacancy, key),
            criterion__code=code,
        )
        revise(mark=revised, value=Decimal(value), reason=reason, **deed)


def lock_and_sign(round_: Round, scene: Scene, *, days: int) -> None:
    round_.refresh_from_db()
    lock(round=round_, **scene.deed(CHAIR, days, "15:40"))
    for hour, who in zip(("15:46", "16:20", "17:05"), SEATS, strict=True):
        sign(sheet=sheet_of(round_, who), **scene.deed(who, days, hour))


def rank(vacancy: Vacancy, scene: Scene, *, days: int) -> None:
    open_prices(vacancy=vacancy, **scene.deed(CHAIR, days, "10:00"))
    make(vacancy=vacancy, **scene.deed(CHAIR, days, "10:05"))


def decide(vacancy: Vacancy, scene: Scene, *, days: int) -> None:
    """The chair recommends, the approver approves on the next day but one, the office writes to everybody the day after.

    An offer follows; it is accepted by telephone.
    """
    told = scene.selection["decision"]
    people = {
        place: [application_of(vacancy, key) for key in told[place]] for place in ("selected", "reserve")
    }
    deed = scene.deed(CHAIR, days, "11:30")
    decision = recommend(vacancy=vacancy, text=told["text"], **people, **deed)
    decision = approve(decision=decision, **scene.deed(APPROVER, days + 2, "12:15"))
    decision = announce(decision=decision, **scene.deed(OFFICER, days + 3, "10:40"))
    until = scene.diary.on(days + 8, "18:00")
    deed = scene.deed(OFFICER, days + 3, "11:15")
    made = offer(decision=decision, application=people["selected"][0], answer_by=until, **deed)
    deed = scene.deed(OFFICER, days + 4, "09:50")
    record_answer(offer=made, accepted=True, source=Source.TELEPHONE, **deed)


def sheet_of(round_: Round, who: str) -> Sheet:
    return round_.sheets.get(seat__user=person(who))


def _in_order(sheet: Sheet) -> list[Application]:
    people = Application.objects.in_bulk(sheet.order)
    return [people[pk] for pk in sheet.order]


def application_of(vacancy: Vacancy, key: str) -> Application:
    return vacancy.applications.get(applicant=person(key))
