"""A conflict found only when the papers were opened: shut at once, counted by the rule, decided by nobody who knows marks."""

from decimal import Decimal

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from applications.models import Mark
from applications.panels.models import Conflict
from applications.ranking.actions import make
from applications.scoring import actions
from applications.scoring.left_out import CONFLICT
from applications.scoring.models import RoundStatus, Sheet
from applications.scoring.recusal import find_conflict, leave_out
from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.models import Entry
from tests.factories.portal import NOW, UserFactory, person_with
from tests.factories.scoring import (
    chair_of,
    declared_panel,
    filled,
    handed_in,
    of,
    opened_round,
    refrozen,
    revealed_round,
    signed_round,
)
from tests.factories.screening import officer_of
from tests.factories.teams import TeamMemberFactory
from vacancies.models import Plan, Vacancy

pytestmark = pytest.mark.django_db


def candidate(panel, code="C1"):
    return panel.vacancy.applications.get(code=code)


def recognised(seat, code="C1"):
    """The holder of the seat declares a conflict found later."""
    person = candidate(seat.panel, code)
    return find_conflict(seat=seat, conflicts={person: "My cousin."}, by=seat.user, at=NOW)


def by_cell(panel):
    Plan.objects.filter(vacancy=panel.vacancy).update(absent_rule="cell")
    refrozen(panel.vacancy)
    return panel


def address(panel):
    return reverse("scoring:conflict", args=[panel.pk])


def sent(client, panel, **data):
    return client.post(address(panel), {"candidate": "C1", "reason": "My cousin.", **data})


def opens(client, seat, code="C1"):
    """Whether the papers, the file and the sheet of a candidate answer the holder of the seat."""
    application = candidate(seat.panel, code)
    sheet = Sheet.objects.get(seat=seat)
    document = application.attachments.get().document
    places = [
        reverse("panels:candidate", args=[application.key]),
        reverse("documents:page", args=[document.key, 1]),
        reverse("documents:download", args=[document.key]),
        reverse("scoring:candidate", args=[sheet.pk, code]),
    ]
    found = []
    for place in places:
        response = client.get(place)
        b"".join(response)
        found.append(response.status_code == 200)
    return found


def test_papers_files_and_sheet_of_the_candidate_shut_at_once_and_of_no_other(client):
    round_ = opened_round(by_cell(declared_panel()))
    seat = of(round_, 1).seat
    client.force_login(seat.user)
    assert opens(client, seat) == [True] * 4
    sent(client, round_.panel, confirmed="yes")

    assert opens(client, seat) == [False] * 4
    assert opens(client, seat, "C2") == [True] * 4


def test_it_is_asked_again_before_and_says_what_follows(client):
    round_ = opened_round(declared_panel())
    client.force_login(of(round_, 1).seat.user)
    page = sent(client, round_.panel).content.decode()

    assert "does not count for any candidate" in page
    assert "It cannot be undone." in page
    assert not Conflict.objects.exists()
    sent(client, round_.panel, confirmed="yes")
    assert Conflict.objects.get().found_at == NOW


def test_without_a_reason_or_a_candidate_it_comes_back_with_what_was_written(client):
    panel = declared_panel()
    client.force_login(panel.seats.last().user)
    for data in ({"candidate": ""}, {"reason": " "}, {"candidate": "C9"}):
        response = sent(client, panel, confirmed="yes", **data)
        assert list(response.context["form"].errors) == list(data)
    assert "My cousin." in sent(client, panel, candidate="").content.decode()
    assert not Conflict.objects.exists()


def test_the_page_of_a_candidate_leads_there_with_the_candidate_chosen(client):
    panel = declared_panel()
    client.force_login(panel.seats.last().user)
    page = client.get(reverse("panels:candidate", args=[candidate(panel, "C2").key])).content.decode()
    assert f"{address(panel)}?candidate=C2" in page
    assert client.get(f"{address(panel)}?candidate=C2").context["form"]["candidate"].value() == "C2"


def test_the_page_of_a_sheet_leads_there_until_the_vacancy_is_decided(client):
    sheet = of(opened_round(declared_panel()), 1)
    client.force_login(sheet.seat.user)
    page = reverse("scoring:candidate", args=[sheet.pk, "C2"])
    assert f"{address(sheet.round.panel)}?candidate=C2" in client.get(page).text
    Vacancy.objects.update(status="decided")
    assert address(sheet.round.panel) not in client.get(page).text


def test_while_members_mark_the_sheet_stops_counting_by_the_rule_of_the_plan():
    round_ = opened_round(declared_panel())
    sheet = filled(of(round_, 1))
    recognised(sheet.seat)
    sheet.refresh_from_db()

    assert (sheet.left_out_reason, sheet.order) == (CONFLICT, [candidate(round_.panel, "C2").pk])
    assert set(sheet.marks.values_list("application__code", flat=True)) == {"C2"}
    with pytest.raises(Refused):
        actions.hand_in(sheet=sheet, by=sheet.seat.user, at=NOW)
    entry = Entry.objects.get(action="sheet.left_out_by_conflict")
    assert (entry.stream, entry.data["member"]) == (round_.vacancy.stream, sheet.member)


def test_where_the_chair_chose_so_it_stops_counting_for_that_candidate_only():
    panel = declared_panel(candidates=2, conflicts={0: [1]})
    panel = actions.choose_cell(panel=panel, reason="Few experts.", by=chair_of(panel), at=NOW)
    round_ = opened_round(panel)
    sheet = filled(of(round_, 1))
    recognised(sheet.seat)
    sheet.refresh_from_db()

    assert (sheet.counts, sheet.order) == (True, [candidate(panel, "C2").pk])
    assert actions.hand_in(sheet=sheet, by=sheet.seat.user, at=NOW).handed_in_at


def test_a_sheet_that_is_in_stays_as_it_was_and_its_marks_of_that_candidate_do_not_count():
    round_ = opened_round(by_cell(declared_panel(candidates=2)))
    sheet = handed_in(of(round_, 1))
    recognised(sheet.seat)
    sheet.refresh_from_db()
    counted = [one.application.code for one in sheet.marks.all() if one.counts]

    assert (sheet.marks.count(), set(counted)) == (4, {"C2"})
    for number in (0, 2):
        handed_in(of(round_, number))
    signed = actions.lock(round=round_, by=chair_of(round_.panel), at=NOW)
    for one in signed.sheets.all():
        actions.sign(sheet=one, by=one.seat.user, at=NOW)
    ranking = make(vacancy=signed.vacancy, by=chair_of(signed.panel), at=NOW)
    marks = {one["code"]: set(one["marks"]) for one in ranking.evaluation["candidates"]}
    assert marks["C2"] - marks["C1"] == {sheet.member}


def test_with_the_last_sheet_that_was_waited_for_all_are_shown():
    round_ = opened_round(declared_panel())
    handed_in(of(round_, 0))
    handed_in(of(round_, 2))
    recognised(of(round_, 1).seat)
    round_.refresh_from_db()

    assert round_.status == RoundStatus.MODERATION


def test_nothing_is_shown_while_somebody_is_judged_by_nobody():
    round_ = opened_round(declared_panel())
    for number in range(3):
        recognised(of(round_, number).seat)
    round_.refresh_from_db()

    assert (round_.status, Sheet.objects.counted().count()) == (RoundStatus.SCORING, 0)


def test_before_the_round_it_counts_when_the_round_is_opened():
    panel = declared_panel()
    recognised(panel.seats.last())

    assert of(opened_round(panel), 2).left_out_reason == CONFLICT


def test_once_marks_are_known_the_chair_leaves_the_member_out_with_a_reason_before_the_lock(client):
    round_ = revealed_round()
    seat = of(round_, 1).seat
    chair = chair_of(round_.panel)
    recognised(seat)
    assert of(round_, 1).counts
    with pytest.raises(Refused, match=str(seat.user)):
        actions.lock(round=round_, by=chair, at=NOW)
    with pytest.raises(Refused, match="Write the reason"):
        leave_out(sheet=of(round_, 1), reason=" ", by=chair, at=NOW)
    with pytest.raises(PermissionDenied):
        leave_out(sheet=of(round_, 1), reason="A cousin.", by=of(round_, 2).seat.user, at=NOW)

    client.force_login(chair)
    late = reverse("scoring:leave-out-late", args=[of(round_, 1).pk])
    assert late in client.get(reverse("scoring:round", args=[round_.pk])).content.decode()
    client.post(late, {"reason": "A cousin of C1."})
    assert of(round_, 1).left_out_reason == "A cousin of C1."
    assert actions.lock(round=round_, by=chair, at=NOW).is_locked


def test_under_the_rule_cell_the_chair_takes_that_candidate_off_the_sheet():
    round_ = revealed_round(opened_round(by_cell(declared_panel(candidates=2))))
    recognised(of(round_, 1).seat)
    leave_out(sheet=of(round_, 1), reason="A cousin.", by=chair_of(round_.panel), at=NOW)

    assert of(round_, 1).counts
    assert of(round_, 1).order == [candidate(round_.panel, "C2").pk]
    assert Entry.objects.get(action="sheet.taken_off").data["candidates"] == "C1"


def test_nobody_is_left_out_so_for_whom_no_conflict_was_declared():
    round_ = revealed_round()

    with pytest.raises(Refused, match="no conflict"):
        leave_out(sheet=of(round_, 1), reason="Absent.", by=chair_of(round_.panel), at=NOW)


def test_a_mark_of_the_candidate_is_not_revised_any_more(client):
    round_ = revealed_round()
    sheet = of(round_, 1)
    recognised(sheet.seat)
    mark = Mark.objects.get(sheet=sheet, application__code="C1", criterion__code="A")

    with pytest.raises(Refused, match="conflict of interest"):
        actions.revise(mark=mark, value=Decimal(1), reason="Lower.", by=sheet.seat.user, at=NOW)
    client.force_login(sheet.seat.user)
    compare = reverse("scoring:compare", args=[round_.pk, "C1"])
    assert client.get(reverse("scoring:moderate", args=[sheet.pk, "C1", "A"])).url == compare
    assert mark.reason not in client.get(compare).content.decode()


def test_after_the_lock_the_figures_stand_and_who_decides_reads_of_it(client):
    round_ = signed_round()
    make(vacancy=round_.vacancy, by=chair_of(round_.panel), at=NOW)
    seat = of(round_, 1).seat
    recognised(seat)
    client.force_login(person_with(Role.APPROVER, round_.panel.office))
    page = client.get(reverse("decisions:decision", args=[round_.vacancy.pk]))

    assert of(round_, 1).counts
    assert [(one, [person.code for person in people]) for one, people in page.context["conflicts_since"]] == [
        (seat, ["C1"])
    ]
    assert "found after the lock" in page.content.decode()


def test_chair_and_hr_are_told_and_what_connects_the_two_is_not_mailed(django_capture_on_commit_callbacks):
    round_ = opened_round(declared_panel())
    officer = officer_of(round_.vacancy)
    seat = of(round_, 1).seat
    with django_capture_on_commit_callbacks(execute=True):
        recognised(seat)

    addressed = {letter.to[0] for letter in mail.outbox}
    assert addressed >= {chair_of(round_.panel).email, officer.email}
    assert addressed.isdisjoint(of(round_, number).seat.user.email for number in (1, 2))
    for letter in mail.outbox:
        assert str(seat.user) in letter.body
        assert "C1" in letter.body
        assert "cousin" not in letter.body
    told = Entry.objects.get(action="panel.conflict_found")
    assert (told.actor, told.data["conflicts"]) == (seat.user.pk, ["C1"])
    assert "My cousin." not in str(told.data)


def test_an_officer_on_the_panel_who_has_not_declared_is_not_told(django_capture_on_commit_callbacks):
    panel = declared_panel()
    officer = person_with(Role.OFFICER, panel.office)
    panel.seats.create(user=officer, role="observer")
    with django_capture_on_commit_callbacks(execute=True):
        recognised(panel.seats.filter(role="member").first())

    assert officer.email not in {letter.to[0] for letter in mail.outbox}


def test_it_follows_the_people_into_every_application_of_theirs():
    panel = declared_panel()
    first, second = candidate(panel), candidate(panel, "C2")
    TeamMemberFactory(application=second, account=first.applicant, confirmed=True)
    seat = panel.seats.last()

    assert set(recognised(seat)) == {first, second}


def test_it_is_declared_once_by_oneself_after_declaring_and_before_the_decision():
    panel = declared_panel()
    seat = panel.seats.last()
    recognised(seat)
    with pytest.raises(Refused, match="before"):
        recognised(seat)
    with pytest.raises(PermissionDenied):
        find_conflict(seat=seat, conflicts={candidate(panel, "C2"): "Mine."}, by=chair_of(panel), at=NOW)
    seat = panel.seats.create(user=UserFactory(), role="member")
    with pytest.raises(PermissionDenied):
        recognised(seat)
    panel.vacancy.status = "decided"
    panel.vacancy.save()
    with pytest.raises(PermissionDenied):
        recognised(panel.seats.first(), "C2")


def test_an_observer_recognises_somebody_and_no_sheet_is_concerned(client):
    panel = declared_panel(roles={"observer": UserFactory()})
    round_ = opened_round(panel)
    seat = panel.seats.get(role="observer")
    client.force_login(seat.user)
    assert "No score sheet that counts is concerned." in sent(client, panel).content.decode()
    recognised(seat)

    assert round_.sheets.counted().count() == 3
    assert client.get(reverse("panels:candidate", args=[candidate(panel).key])).status_code == 404
