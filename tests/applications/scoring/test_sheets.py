"""The life of a sheet: marked alone, handed in for good, shown with all others at once, revised, locked, signed."""

from decimal import Decimal

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from applications.intake.models import Application
from applications.scoring import actions
from applications.scoring.content import content_hash
from applications.scoring.gaps import progress_of
from applications.scoring.models import Mark, Revision, RoundStatus
from applications.scoring.stages import criteria_of
from portal.kernel.workflow import Refused
from portal.models import Entry
from tests.factories.intake import withdraw
from tests.factories.portal import NOW, UserFactory
from tests.factories.scoring import (
    chair_of,
    filled,
    handed_in,
    of,
    opened_round,
    revealed_round,
    signed_round,
)
from vacancies.models import Criterion

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_():
    return opened_round(candidates=2)


def save(sheet, value="4", reason="A manual.", **what):
    given = {
        "application": Application.objects.get(pk=sheet.order[0]),
        "marks": {criteria_of(sheet.round)[0]: (value if value is None else Decimal(value), reason)},
        "by": sheet.seat.user,
        "at": NOW,
    }
    return actions.save_marks(sheet=sheet, **{**given, **what})


def test_a_half_filled_sheet_is_kept(round_):
    sheet = of(round_, 0)
    save(sheet, "4", "")
    assert (Mark.objects.get().value, Mark.objects.get().reason) == (4, "")
    save(sheet, None, " Two books. ")

    assert (Mark.objects.get().value, Mark.objects.get().reason) == (None, "Two books.")


def test_an_empty_line_leaves_nothing_behind(round_):
    save(of(round_, 0), None, " ")

    assert not Mark.objects.exists()


@pytest.mark.parametrize("value", ["5.01", "-0.01", "60"])
def test_a_mark_out_of_scale_is_refused_and_the_one_before_stands(round_, value):
    sheet = of(round_, 0)
    save(sheet, "3")
    with pytest.raises(Refused, match="between 0 and 5"):
        save(sheet, value)

    assert Mark.objects.get().value == 3


def test_the_ends_of_the_scale_are_marks(round_):
    for value in ("0", "5"):
        save(of(round_, 0), value)
        assert Mark.objects.get().value == Decimal(value)


def test_only_the_member_writes_on_a_sheet(round_):
    sheet = of(round_, 0)
    for person in (of(round_, 1).seat.user, chair_of(round_.panel), UserFactory(is_superuser=True)):
        if person != sheet.seat.user:
            with pytest.raises(PermissionDenied):
                save(sheet, by=person)
            with pytest.raises(PermissionDenied):
                actions.hand_in(sheet=sheet, by=person, at=NOW)


def test_only_candidates_of_the_sheet_and_criteria_of_the_round_are_marked(round_):
    sheet = of(round_, 0)
    other = of(opened_round(), 0)
    with pytest.raises(Refused, match="not on your sheet"):
        save(sheet, application=Application.objects.get(pk=other.order[0]))
    foreign = criteria_of(other.round)[0]
    with pytest.raises(Refused, match="not marked in this round"):
        save(sheet, marks={foreign: (Decimal(4), "A manual.")})
    Criterion.objects.filter(pk=criteria_of(round_)[1].pk).update(stage="interview")
    with pytest.raises(Refused, match="not marked in this round"):
        save(sheet, marks={Criterion.objects.get(stage="interview"): (Decimal(4), "A manual.")})


@pytest.mark.parametrize("missing", [{"value": None}, {"reason": ""}])
def test_a_sheet_with_a_mark_or_a_reason_missing_is_not_handed_in(round_, missing):
    sheet = filled(of(round_, 0))
    Mark.objects.filter(pk=sheet.marks.last().pk).update(**missing)
    with pytest.raises(Refused, match="a mark or a reason is missing"):
        actions.hand_in(sheet=sheet, by=sheet.seat.user, at=NOW)

    sheet.refresh_from_db()
    assert sheet.handed_in_at is None
    assert [(gap.has_mark, gap.has_reason) for gap in progress_of(sheet).gaps] == [
        ("value" not in missing, "reason" not in missing)
    ]


def test_a_withdrawn_candidate_keeps_nobody_from_handing_in(round_):
    sheet = of(round_, 0)
    gone = Application.objects.get(pk=sheet.order[0])
    withdraw(gone, at=NOW)

    assert handed_in(sheet).handed_in_at == NOW
    assert not Mark.objects.filter(application=gone).exists()


def test_a_handed_in_sheet_cannot_be_changed_or_handed_in_again(round_):
    sheet = handed_in(of(round_, 0))
    before = content_hash(sheet)
    with pytest.raises(Refused, match="handed in"):
        save(sheet, "1")
    with pytest.raises(Refused, match="handed in"):
        actions.hand_in(sheet=sheet, by=sheet.seat.user, at=NOW)

    assert content_hash(sheet) == before


def test_all_sheets_are_shown_at_once_when_the_last_counted_one_is_in(round_):
    for number, expected in enumerate([RoundStatus.SCORING, RoundStatus.SCORING, RoundStatus.MODERATION]):
        handed_in(of(round_, number))
        round_.refresh_from_db()
        assert round_.status == expected


def test_a_sheet_that_does_not_count_keeps_nobody_waiting():
    round_ = opened_round(candidates=2, conflicts={1: [0]})
    for sheet in round_.sheets.counted():
        handed_in(sheet)

    round_.refresh_from_db()
    assert round_.status == RoundStatus.MODERATION


def test_before_the_reveal_the_vacancys_record_does_not_say_who_has_handed_in(round_):
    sheet = handed_in(of(round_, 0))

    assert not Entry.objects.of(round_.vacancy.stream).filter(action="sheet.handed_in").exists()
    (entry,) = Entry.objects.of(round_.stream)
    assert entry.data == {"member": sheet.member, "sha256": content_hash(sheet)}


def test_the_reveal_puts_every_sheet_on_the_record_and_writes_to_the_members(
    round_, django_capture_on_commit_callbacks
):
    for number in (0, 1):
        handed_in(of(round_, number))
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        handed_in(of(round_, 2))

    entry = Entry.objects.of(round_.vacancy.stream).get(action="round.revealed")
    sheets = list(round_.sheets.all())
    assert entry.data == {
        "stage": "desk",
        "sheets": {sheet.member: content_hash(sheet) for sheet in sheets},
        "handed_in": {sheet.member: NOW.isoformat() for sheet in sheets},
    }
    assert [letter.to for letter in mail.outbox] == [[sheet.seat.user.email] for sheet in sheets]


def test_the_chair_leaves_an_absent_member_out_and_the_rest_is_revealed(round_):
    for number in (0, 1):
        handed_in(of(round_, number))
    absent = save(of(round_, 2), "1", "A secret reason.")
    actions.leave_out(sheet=absent, reason="In hospital.", by=chair_of(round_.panel), at=NOW)

    round_.refresh_from_db()
    absent.refresh_from_db()
    assert (round_.status, absent.left_out_reason) == (RoundStatus.MODERATION, "In hospital.")
    with pytest.raises(Refused, match="left out"):
        save(absent)
    data = Entry.objects.get(action="sheet.left_out").data
    assert data == {"member": absent.member, "name": str(absent.seat.user), "reason": "In hospital."}


def test_who_has_handed_in_is_not_left_out(round_):
    with pytest.raises(Refused, match="it counts"):
        actions.leave_out(
            sheet=handed_in(of(round_, 1)), reason="Disagrees.", by=chair_of(round_.panel), at=NOW
        )


def test_the_last_member_is_not_left_out(round_):
    for number in (1, 2):
        actions.leave_out(sheet=of(round_, number), reason="Ill.", by=chair_of(round_.panel), at=NOW)

    with pytest.raises(Refused, match="At least one member"):
        actions.leave_out(sheet=of(round_, 0), reason="Ill.", by=chair_of(round_.panel), at=NOW)


def test_only_the_chair_leaves_out_and_with_a_reason(round_):
    for person in (of(round_, 1).seat.user, UserFactory(is_superuser=True)):
        with pytest.raises(PermissionDenied):
            actions.leave_out(sheet=of(round_, 2), reason="Ill.", by=person, at=NOW)
    with pytest.raises(Refused):
        actions.leave_out(sheet=of(round_, 2), reason=" ", by=chair_of(round_.panel), at=NOW)


def revise(mark, value="2", reason="One is a translation.", **what):
    given = {"by": mark.sheet.seat.user, "at": NOW, **what}
    return actions.revise(mark=mark, value=Decimal(value), reason=reason, **given)


def test_a_revised_mark_counts_and_the_original_is_kept_beside_it(round_):
    mark = of(revealed_round(round_), 0).marks.first()
    revise(mark, "2")
    revise(mark, "3", "And yet a good one.")

    mark = Mark.objects.with_revisions().get(pk=mark.pk)
    assert (mark.value, mark.current) == (4, 3)
    assert [(one.value, one.reason) for one in mark.revisions.all()] == [
        (2, "One is a translation."),
        (3, "And yet a good one."),
    ]


def test_whether_a_revision_changes_anything_is_asked_of_the_mark_as_it_stands_now(round_):
    """Two windows of one member: what the second read before the first was saved does not count."""
    mark = of(revealed_round(round_), 0).marks.first()
    first, second = (Mark.objects.with_revisions().get(pk=mark.pk) for _window in range(2))
    revise(first, "2")
    with pytest.raises(Refused, match="stands already"):
        revise(second, "2")
    revise(first, "4", "The translation was its smaller part.")
    assert Mark.objects.get(pk=first.pk).current == 4


def test_a_revision_is_recorded_by_hash_and_without_its_figure(round_):
    mark = of(revealed_round(round_), 0).marks.first()
    revise(mark, "2")

    assert Entry.objects.get(action="mark.revised").data == {
        "member": mark.sheet.member,
        "candidate": mark.application.code,
        "criterion": mark.criterion.code,
        "sha256": content_hash(mark.sheet),
    }


def test_a_revision_needs_its_member_a_reason_a_change_and_the_scale(round_):
    mark = of(revealed_round(round_), 0).marks.first()
    for other in (of(round_, 1).seat.user, UserFactory(is_superuser=True)):
        with pytest.raises(PermissionDenied):
            revise(mark, by=other)
    for wrong in ({"reason": " "}, {"value": "4"}, {"value": "5.5"}):
        with pytest.raises(Refused):
            revise(mark, **wrong)

    assert not Revision.objects.exists()


def test_nothing_is_revised_before_the_reveal_or_after_the_lock(round_):
    mark = handed_in(of(round_, 0)).marks.first()
    with pytest.raises(PermissionDenied):
        revise(mark)
    for number in (1, 2):
        handed_in(of(round_, number))
    actions.lock(round=round_, by=chair_of(round_.panel), at=NOW)
    with pytest.raises(Refused, match="evidence"):
        revise(mark)


def test_only_the_chair_locks_and_only_once_all_are_in(round_):
    with pytest.raises(PermissionDenied):
        actions.lock(round=round_, by=chair_of(round_.panel), at=NOW)
    revealed_round(round_)
    for person in (of(round_, 1).seat.user, UserFactory(is_superuser=True)):
        with pytest.raises(PermissionDenied):
            actions.lock(round=round_, by=person, at=NOW)

    locked = actions.lock(round=round_, by=chair_of(round_.panel), at=NOW)
    assert (locked.status, locked.locked_at, locked.locked_by) == (
        RoundStatus.LOCKED,
        NOW,
        chair_of(round_.panel),
    )


def test_lock_and_signatures_put_the_hash_of_each_sheet_on_the_record(round_):
    signed_round(round_)
    hashes = {sheet.member: content_hash(sheet) for sheet in round_.sheets.all()}

    assert Entry.objects.get(action="round.locked").data == {"stage": "desk", "sheets": hashes}
    signatures = [entry.data for entry in Entry.objects.filter(action="sheet.signed").order_by("number")]
    assert signatures == [{"member": member, "sha256": sha256} for member, sha256 in hashes.items()]


def test_a_member_signs_their_own_locked_sheet_once(round_):
    revealed_round(round_)
    sheet = of(round_, 1)
    with pytest.raises(PermissionDenied):
        actions.sign(sheet=sheet, by=sheet.seat.user, at=NOW)
    actions.lock(round=round_, by=chair_of(round_.panel), at=NOW)
    with pytest.raises(PermissionDenied):
        actions.sign(sheet=sheet, by=chair_of(round_.panel), at=NOW)

    assert actions.sign(sheet=sheet, by=sheet.seat.user, at=NOW).signed_at == NOW
    with pytest.raises(PermissionDenied):
        actions.sign(sheet=sheet, by=sheet.seat.user, at=NOW)


def test_no_entry_of_the_record_holds_a_mark_or_a_reason(round_):
    signed_round(round_, *[lambda _person, _criterion: "3.17"] * 3)

    said = "".join(str(entry.data) for entry in Entry.objects.all())
    assert "3.17" not in said
    assert "Reason of" not in said


def test_the_hash_of_a_sheet_changes_with_a_mark_a_reason_and_a_revision(round_):
    sheet = of(revealed_round(round_), 0)
    hashes = {content_hash(sheet)}
    revise(sheet.marks.first())
    hashes.add(content_hash(sheet))
    for change in ({"value": 1}, {"reason": "Another."}):
        sheet.marks.filter(pk=sheet.marks.last().pk).update(**change)
        hashes.add(content_hash(sheet))

    assert len(hashes) == 4
