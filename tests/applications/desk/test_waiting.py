"""What waits for a person follows from the rows themselves: it appears, moves on and goes as the selection does."""

from datetime import timedelta

import pytest
from django.urls import reverse

from applications.decisions.actions import send_back
from applications.decisions.offer import Offer
from applications.decisions.offering import accept, lapse
from applications.desk.waiting import by_vacancy
from applications.panels.actions import declare
from applications.scoring.actions import leave_out, lock
from applications.scoring.models import Sheet
from applications.screening.actions import make_long_list
from portal.accounts.roles import Role
from tests.factories.decisions import OfferFactory, announced, approved, ranked_selection, recommended
from tests.factories.desk import waiting_for
from tests.factories.intake import submitted_application, withdraw
from tests.factories.panels import convened_panel
from tests.factories.portal import EntryFactory, OfficeFactory, UserFactory, person_with
from tests.factories.publishing import QuestionFactory
from tests.factories.scoring import (
    chair_of,
    handed_in,
    of,
    opened_round,
    revealed_round,
    signed_round,
)
from tests.factories.screening import decided, long_listed_vacancy, officer_of
from tests.factories.vacancies import VacancyFactory, planned_vacancy

pytestmark = pytest.mark.django_db


def labels(user, now):
    return [task.label for task in waiting_for(user, at=now)]


def locked_round(round_):
    return lock(round=round_, by=chair_of(round_.panel), at=round_.opened_at)


def test_whoever_has_nothing_to_do_costs_one_question_in_every_role(now, django_assert_num_queries):
    """Beside who it is, and what the roles are."""
    office = OfficeFactory()
    person = person_with(Role.OFFICER, office)
    person.grants.create(office=office, role=Role.APPROVER)
    opened_round()
    with django_assert_num_queries(3):
        assert waiting_for(person, at=now) == []


# The office


def test_a_draft_waits_for_its_writer_and_a_returned_one_for_every_officer(now):
    vacancy = VacancyFactory()
    other = officer_of(vacancy)
    vacancy.written_by.grants.create(office=vacancy.office, role=Role.OFFICER)
    assert labels(vacancy.written_by, now) == ["Finish the notice and submit it"]
    assert labels(other, now) == []
    vacancy.returned_comment = "The duty station is missing."
    vacancy.save()
    (task,) = waiting_for(other, at=now)
    assert (task.label, task.note) == ("Revise the notice that was returned", "The duty station is missing.")


def test_a_submitted_notice_waits_for_an_approver_who_did_not_write_it(now):
    vacancy = VacancyFactory(status="in_approval")
    approver = person_with(Role.APPROVER, vacancy.office)
    assert labels(approver, now) == ["Approve or return the notice"]
    EntryFactory(stream=vacancy.stream, action="vacancy.changed", by=approver)
    assert labels(approver, now) == []


@pytest.mark.parametrize(
    ("closes", "expected"),
    [
        (timedelta(hours=9), ["Applications close today"]),
        (timedelta(hours=11), []),
        (timedelta(days=1), []),
        (timedelta(hours=-1), []),
    ],
)
def test_what_closes_today_by_the_clock_of_the_office_is_said(now, closes, expected):
    """The world stands at 14:00 in Astana."""
    vacancy = VacancyFactory(published=True, closes_at=now + closes)
    assert labels(officer_of(vacancy), now) == expected


def test_applications_wait_to_be_checked_then_the_long_list_then_the_panel(now):
    vacancy = planned_vacancy(closed=True)
    officer = officer_of(vacancy)
    assert labels(officer, now) == []
    first, second = submitted_application(vacancy), submitted_application(vacancy)
    assert labels(officer, now) == ["Check 2 applications"]
    decided(first, by=officer)
    assert labels(officer, now) == ["Check 1 application"]
    decided(second, by=officer)
    assert labels(officer, now) == ["Make the long list"]
    make_long_list(vacancy=vacancy, by=officer, at=now)
    assert labels(officer, now) == ["Convene the panel"]
    convened_panel(vacancy)
    assert labels(officer, now) == []


def test_the_long_list_waits_for_the_closing_date(now):
    vacancy = planned_vacancy(published=True)
    officer = officer_of(vacancy)
    decided(submitted_application(vacancy), by=officer)
    assert labels(officer, now) == []


def test_no_panel_is_asked_for_where_everybody_withdrew(now):
    vacancy, (only,) = long_listed_vacancy(candidates=1)
    withdraw(only, at=now)
    assert labels(officer_of(vacancy), now) == []


def test_a_recommendation_waits_for_an_approver_who_does_not_sit_then_the_announcement(now):
    selection = ranked_selection()
    seated = person_with(Role.APPROVER, selection.vacancy.office)
    selection.panel.seats.create(user=seated, role="observer")
    decision = recommended(selection)
    assert labels(selection.approver, now) == ["Decide on the recommendation"]
    assert "Decide on the recommendation" not in labels(seated, now)
    decision.delete()
    approved(selection)
    assert labels(selection.approver, now) == []
    first = f"Make an offer to {selection.applications[0].name}"
    assert labels(selection.officer, now) == ["Announce the decision", first]


def test_an_announced_decision_waits_for_offers_and_their_answers_until_all_openings_are_filled(now):
    selection = ranked_selection()
    decision = announced(selection)
    first, second, _third = selection.applications
    assert labels(selection.officer, now) == [f"Make an offer to {first.name}"]
    OfferFactory(decision=decision, application=first)
    assert labels(selection.officer, now) == []
    Offer.objects.update(answer_by=now - timedelta(seconds=1))
    late = f"Decide on the offer to {first.name} that was not answered"
    assert labels(selection.officer, now) == [late]
    lapse(offer=Offer.objects.get(), by=selection.officer, at=now)
    assert labels(selection.officer, now) == [f"Make an offer to {second.name}"]
    taken = OfferFactory(decision=decision, application=second, answer_by=now + timedelta(days=1))
    accept(offer=taken, by=second.applicant, at=now)
    people = [selection.officer, selection.approver, *selection.members]
    assert [labels(person, now) for person in people] == [[]] * 5


def test_an_auditor_has_nothing_to_do(now):
    vacancy = planned_vacancy(closed=True)
    submitted_application(vacancy)
    assert labels(person_with(Role.AUDITOR, vacancy.office), now) == []


def test_another_offices_work_is_not_mine(now):
    submitted_application(planned_vacancy(closed=True))
    assert labels(person_with(Role.OFFICER, OfficeFactory()), now) == []


def test_the_work_of_a_sub_office_is_that_of_the_office_above(now):
    above = OfficeFactory()
    vacancy = planned_vacancy(closed=True, office=OfficeFactory(parent=above))
    submitted_application(vacancy)
    assert labels(person_with(Role.OFFICER, above), now) == ["Check 1 application"]


# The panel


def test_everybody_seated_declares_first_and_the_chair_opens_the_round_when_all_have(now):
    panel = convened_panel(long_listed_vacancy()[0], declared=False, observer=UserFactory())
    people = [seat.user for seat in panel.seats.all()]
    assert {tuple(labels(person, now)) for person in people} == {("Declare your interests",)}
    for seat in panel.seats.exclude(role="observer"):
        assert "Open the round of scoring" not in labels(people[0], now)
        declare(seat=seat, conflicts={}, by=seat.user, at=now)
    assert [labels(person, now) for person in people[:3]] == [["Open the round of scoring"], [], []]


def test_sheets_wait_until_they_are_handed_in_and_say_nothing_of_others(now):
    round_ = opened_round()
    sheets = list(round_.sheets.select_related("seat__user"))
    users = [sheet.seat.user for sheet in sheets]
    fill = ["Fill in your score sheet and hand it in"]
    assert [labels(user, now) for user in users] == [fill, fill, fill]
    handed_in(sheets[1])
    assert [labels(user, now) for user in users] == [fill, [], fill]


def test_a_member_left_out_has_no_sheet_to_fill(now):
    round_ = opened_round(candidates=2, conflicts={1: [0]})
    users = [sheet.seat.user for sheet in round_.sheets.order_by("seat")]
    assert labels(users[1], now) == []


def test_after_the_marks_are_shown_the_chair_locks_and_each_signs(now):
    round_ = revealed_round()
    users = [sheet.seat.user for sheet in round_.sheets.order_by("seat")]
    assert [labels(user, now) for user in users] == [
        ["Discuss the marks and lock the round"],
        ["Discuss the marks that diverge"],
        ["Discuss the marks that diverge"],
    ]
    locked_round(round_)
    assert [labels(user, now) for user in users] == [["Sign your score sheet"]] * 3


def test_when_all_have_signed_the_chair_ranks_then_recommends(now):
    round_ = signed_round()
    chair = chair_of(round_.panel)
    assert labels(chair, now) == ["Make the ranking"]
    selection = ranked_selection()
    assert labels(selection.chair, now) == ["Recommend whom to select"]
    decision = recommended(selection)
    assert labels(selection.chair, now) == []
    send_back(decision=decision, reason="Say why not C2.", by=selection.approver, at=now)
    assert labels(selection.chair, now) == ["Recommend whom to select"]


def test_the_ranking_waits_for_no_signature_of_a_member_who_is_left_out_later(now):
    vacancy, _candidates = long_listed_vacancy()
    vacancy.plan.criteria.filter(code="B").update(stage="interview")
    panel = convened_panel(vacancy)
    first = signed_round(opened_round(panel))
    second = opened_round(panel)
    leave_out(sheet=of(second, 1), reason="In hospital.", by=chair_of(panel), at=now)
    signed_round(second)
    Sheet.objects.filter(pk=of(first, 1).pk).update(signed_at=None)
    assert "Make the ranking" in labels(chair_of(panel), now)


def test_the_next_stage_is_opened_when_the_one_before_is_locked(now):
    vacancy, _candidates = long_listed_vacancy()
    vacancy.plan.criteria.filter(code="B").update(stage="interview")
    vacancy.plan.frozen_at, vacancy.plan.frozen_fingerprint = None, ""
    panel = convened_panel(vacancy)
    round_ = opened_round(panel)
    chair = chair_of(panel)
    assert "Open the round of scoring" not in labels(chair, now)
    signed_round(round_)
    assert labels(chair, now) == ["Open the round of scoring"]


def test_every_task_leads_to_a_page_that_is_open_to_the_person(now, client):
    """Along a whole selection, each thing that waits can be done where the task says."""
    vacancy = planned_vacancy(closed=True)
    officer = officer_of(vacancy)
    decided(submitted_application(vacancy), by=officer)
    long_listed_vacancy(office=vacancy.office)
    third = convened_panel(long_listed_vacancy(office=vacancy.office)[0], declared=False)
    rounds = [
        opened_round(office=vacancy.office),
        revealed_round(office=vacancy.office),
        locked_round(revealed_round(office=vacancy.office)),
    ]
    ranked = ranked_selection(office=vacancy.office)
    recommended(decidable := ranked_selection(office=vacancy.office))
    approved(ranked_selection(office=vacancy.office))
    planned_vacancy(office=vacancy.office, written_by=officer)
    planned_vacancy(office=vacancy.office, status="in_approval")
    chairs = [chair_of(panel) for panel in (third, *(one.panel for one in rounds), ranked.panel)]
    opened = set()
    for person in (officer, *chairs, decidable.approver):
        client.force_login(person)
        for task in waiting_for(person, at=now):
            assert (task.label, client.get(task.address).status_code) == (task.label, 200)
            opened.add(task.label)
    assert opened == {
        "Finish the notice and submit it",
        "Make the long list",
        "Convene the panel",
        "Announce the decision",
        "Approve or return the notice",
        "Decide on the recommendation",
        "Declare your interests",
        "Fill in your score sheet and hand it in",
        "Discuss the marks and lock the round",
        "Sign your score sheet",
        "Recommend whom to select",
        f"Make an offer to {ranked.applications[0].name}",
    }


def test_tasks_are_gathered_by_vacancy_what_is_late_first(now):
    today = VacancyFactory(published=True, closes_at=now + timedelta(hours=5))
    vacancy = planned_vacancy(closed=True, office=today.office)
    submitted_application(vacancy)
    tasks = waiting_for(officer_of(today), at=now)
    assert [found for found, _tasks in by_vacancy(tasks)] == [today, vacancy]
    assert reverse("desk:vacancy", args=[today.pk]) == by_vacancy(tasks)[0][1][0].address


def test_questions_wait_for_the_officers_of_the_office_until_they_are_answered(now):
    vacancy = VacancyFactory(published=True)
    officer = officer_of(vacancy)
    QuestionFactory.create_batch(2, vacancy=vacancy)
    QuestionFactory(vacancy=vacancy, status="declined", declined_because="Not about the vacancy.")
    assert labels(officer, now) == ["Answer 2 questions"]
    assert labels(person_with(Role.AUDITOR, vacancy.office), now) == []
