"""Opening rounds: who gets a sheet with whom on it, and who is left out."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from applications.panels.models import Seat
from applications.scoring import actions
from applications.scoring.left_out import CONFLICT
from applications.scoring.models import Round, Sheet
from applications.scoring.stages import all_locked, next_stage
from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.models import Entry
from tests.factories.intake import withdraw
from tests.factories.panels import DeclarationFactory, convened_panel
from tests.factories.portal import NOW, UserFactory, person_with
from tests.factories.scoring import chair_of, declared_panel, of, opened_round, revealed_round
from tests.factories.screening import long_listed_vacancy
from vacancies.models import Criterion

pytestmark = pytest.mark.django_db


def opened(panel, **what):
    return actions.open_round(**{"panel": panel, "stage": "desk", "by": chair_of(panel), "at": NOW, **what})


def candidates_of(panel):
    return list(panel.vacancy.applications.order_by("pk"))


def with_interview(panel):
    """The plan's criterion B is scored in the interview."""
    Criterion.objects.filter(plan__vacancy=panel.vacancy, code="B").update(stage="interview")
    return panel


def test_each_scoring_seat_and_no_other_gets_a_sheet_with_every_candidate():
    panel = declared_panel(candidates=3, roles={"secretary": UserFactory(), "observer": UserFactory()})
    sheets = opened(panel).sheets.all()

    assert [sheet.seat for sheet in sheets] == list(panel.seats.scoring())
    assert [sorted(sheet.order) for sheet in sheets] == [[one.pk for one in candidates_of(panel)]] * 3
    assert [sheet.left_out_reason for sheet in sheets] == ["", "", ""]


def test_the_orders_are_shuffled_for_each_member_once_and_stored():
    panel = declared_panel(candidates=8)
    sheets = list(opened(panel).sheets.all())

    orders = {tuple(sheet.order) for sheet in sheets}
    # Three shuffles of eight agree once in sixteen hundred million times.
    assert len(orders) > 1
    assert [Sheet.objects.get(pk=sheet.pk).order for sheet in sheets] == [sheet.order for sheet in sheets]


def test_who_has_withdrawn_is_on_no_sheet():
    panel = declared_panel(candidates=3)
    gone = candidates_of(panel)[1]
    withdraw(gone, at=NOW)

    assert all(gone.pk not in sheet.order for sheet in opened(panel).sheets.all())


def test_no_round_is_opened_while_a_scoring_member_has_not_declared():
    vacancy, _people = long_listed_vacancy()
    panel = convened_panel(vacancy, declared=False)
    late = panel.seats.last()
    for seat in panel.seats.exclude(pk=late.pk):
        DeclarationFactory(seat=seat)

    with pytest.raises(Refused, match=str(late.user)):
        opened(panel)
    assert not Round.objects.exists()


def test_an_observer_who_has_not_declared_keeps_nobody_waiting():
    panel = declared_panel(roles={"observer": UserFactory()})
    Seat.objects.get(role="observer").declaration.delete()

    assert opened(panel).sheets.count() == 3


def test_a_conflict_leaves_the_member_out_for_all_candidates():
    panel = declared_panel(candidates=2, conflicts={1: [0]})
    out = of(opened(panel), 1)

    assert (out.left_out_reason, out.order) == (CONFLICT, [])
    assert out.left_out_words == "a conflict of interest, by the rule of the plan"
    assert Sheet.objects.counted().count() == 2


def test_the_chair_may_choose_with_a_reason_that_a_conflict_shuts_out_one_candidate_only():
    panel = declared_panel(candidates=2, conflicts={1: [0]})
    first, second = candidates_of(panel)
    panel = actions.choose_cell(panel=panel, reason=" Two would be left. ", by=chair_of(panel), at=NOW)
    sheets = opened(panel).sheets.all()

    assert panel.cell_reason == "Two would be left."
    assert [sheet.left_out_reason for sheet in sheets] == ["", "", ""]
    assert [sorted(sheet.order) for sheet in sheets] == [
        [first.pk, second.pk],
        [second.pk],
        [first.pk, second.pk],
    ]


def test_the_choice_for_single_candidates_needs_a_reason_the_chair_and_no_round_yet():
    panel = declared_panel(conflicts={1: [0]})
    with pytest.raises(Refused):
        actions.choose_cell(panel=panel, reason=" ", by=chair_of(panel), at=NOW)
    for person in (panel.seats.last().user, person_with(Role.OFFICER, panel.office)):
        with pytest.raises(PermissionDenied):
            actions.choose_cell(panel=panel, reason="Two.", by=person, at=NOW)

    opened(panel)
    with pytest.raises(PermissionDenied):
        actions.choose_cell(panel=panel, reason="Two.", by=chair_of(panel), at=NOW)


def test_a_plan_of_the_rule_cell_needs_no_choice():
    panel = declared_panel(candidates=2, conflicts={1: [0]})
    panel.vacancy.plan.absent_rule = "cell"
    panel.vacancy.plan.save()

    assert of(opened(panel), 1).order == [candidates_of(panel)[1].pk]


def test_at_least_one_member_must_be_left():
    panel = declared_panel(candidates=2, conflicts={0: [0], 1: [0], 2: [1]})

    with pytest.raises(Refused, match="At least one member"):
        opened(panel)


def test_under_the_rule_cell_every_candidate_must_have_somebody_to_judge():
    panel = declared_panel(candidates=2, conflicts={0: [0], 1: [0], 2: [0]})
    panel = actions.choose_cell(panel=panel, reason="Few experts.", by=chair_of(panel), at=NOW)

    with pytest.raises(Refused, match="Nobody would be left to judge: C1"):
        opened(panel)


def test_rounds_follow_the_order_of_the_stages_and_the_next_waits_for_the_lock():
    panel = with_interview(declared_panel())
    with pytest.raises(Refused):
        opened(panel, stage="interview")
    first = opened(panel)
    assert next_stage(panel) == "interview"
    with pytest.raises(Refused, match="once the round before is locked"):
        opened(panel, stage="interview")

    actions.lock(round=revealed_round(first), by=chair_of(panel), at=NOW)
    assert not all_locked(panel.vacancy)
    second = opened(panel, stage="interview")

    assert (second.stage, next_stage(panel)) == ("interview", None)
    with pytest.raises(Refused, match="Every round"):
        opened(panel)


def test_who_is_left_out_of_one_round_is_left_out_of_the_next():
    panel = with_interview(declared_panel(conflicts={1: [0]}))
    first = opened(panel)
    actions.leave_out(sheet=of(first, 2), reason="In hospital.", by=chair_of(panel), at=NOW)
    actions.lock(round=revealed_round(first), by=chair_of(panel), at=NOW)

    assert [sheet.left_out_reason for sheet in opened(panel, stage="interview").sheets.all()] == [
        "",
        CONFLICT,
        "In hospital.",
    ]


def test_the_chair_and_the_officer_open_rounds_and_nobody_else_does():
    panel = declared_panel(roles={"secretary": UserFactory()})
    office = panel.office
    strangers = [UserFactory(), UserFactory(is_superuser=True), person_with(Role.APPROVER, office)]
    for person in [*strangers, *(seat.user for seat in panel.seats.exclude(role="chair"))]:
        with pytest.raises(PermissionDenied):
            opened(panel, by=person)

    assert opened(panel, by=person_with(Role.OFFICER, office)).pk


def test_the_record_names_candidates_and_members_and_each_member_gets_a_letter(
    django_capture_on_commit_callbacks,
):
    panel = declared_panel(conflicts={1: [0]})
    with django_capture_on_commit_callbacks(execute=True):
        round_ = opened(panel)

    entry = Entry.objects.get(action="round.opened")
    members = [f"M{seat.pk}" for seat in panel.seats.all()]
    assert entry.data == {
        "number": 1,
        "stage": "desk",
        "candidates": ["C1", "C2"],
        "members": [members[0], members[2]],
        "left_out": [members[1]],
    }
    counted = round_.sheets.counted().order_by("pk")
    assert [letter.to for letter in mail.outbox] == [[sheet.seat.user.email] for sheet in counted]
    assert [
        f"/en/desk/sheets/{sheet.pk}/" in letter.body
        for sheet, letter in zip(counted, mail.outbox, strict=True)
    ] == [
        True,
        True,
    ]


def test_a_round_opened_twice_is_one_round():
    round_ = opened_round()

    with pytest.raises(Refused):
        opened(round_.panel)
    assert Round.objects.count() == 1
