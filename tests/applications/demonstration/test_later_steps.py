"""What the demonstration shows of later steps: a selection that is decided, and one in a written test without names."""

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse

from applications.decisions.complaint import Complaint
from applications.decisions.feedback import Feedback
from applications.decisions.models import Decision
from applications.decisions.offer import Offer
from applications.demonstration.people import person
from applications.documents.render import page_texts
from applications.meetings.models import Meeting
from applications.ranking.models import Ranking
from applications.reference_checks.models import Reference
from applications.scoring.answers import AnswerNote
from applications.scoring.gaps import progress_of
from applications.scoring.guide import guide_of
from applications.scoring.models import Round, Sheet
from applications.scoring.versions import Reopening
from applications.screening.short_list import ShortListRule
from applications.written_tests.models import AnswerFile
from tests.factories.portal import NOW
from tests.factories.reports import fetched
from vacancies.models import Vacancy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


@pytest.fixture
def course() -> Vacancy:
    """The one that is decided."""
    return Vacancy.objects.get(reference="IOMUZB/2026/01(C)")


@pytest.fixture
def pool() -> Vacancy:
    """The one in its written test."""
    return Vacancy.objects.get(reference="IOMUZB/2026/02(C)")


def who(application) -> str:
    return application.applicant.email.partition("@")[0]


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_both_notices_are_whole_in_both_languages(number, language):
    found = Vacancy.objects.get(reference=f"IOMUZB/2026/{number:02}(C)")
    notice = [getattr(found, f"{name}_{language}") for name in ("title", "summary", "duration")]
    sections = [getattr(found.sections, f"{name}_{language}") for name in ("context", "scope", "supervision")]
    asked = [*found.plan.criteria.all(), *found.plan.documents.all()]
    assert all([*notice, *sections, *(getattr(one, f"name_{language}") for one in asked)])
    assert found.clauses.count() == 6


# Decided


def test_four_go_on_after_the_desk_review_by_a_rule_that_was_stated_before_it_began(course):
    rule = ShortListRule.objects.get(vacancy=course)
    desk = Round.objects.get(panel__vacancy=course, stage="desk")
    assert (rule.kind, rule.value) == ("percent", 65)
    assert rule.stated_at < desk.opened_at < desk.locked_at < rule.confirmed_at
    assert [who(one.application) for one in rule.places.filter(goes_on=False)] == ["kovalenko"]
    assert not rule.places.exclude(reason="").exists()


def test_all_are_asked_three_questions_that_were_written_before_the_interviews_and_answers_are_noted(course):
    guide, round_ = guide_of(course.panel), Round.objects.get(panel__vacancy=course, stage="interview")
    assert len(guide.standing) == 3
    assert guide.versions[0].at < round_.opened_at
    assert all(one.text_en and one.text_ru and one.expected_en and one.expected_ru for one in guide.standing)
    # Four candidates, and two members who write; the chair leads the talk.
    assert AnswerNote.objects.filter(sheet__round=round_).count() == 4 * 3 * 2


def test_the_interviews_were_opened_again_once_for_an_answer_that_lifts_a_candidate_over_the_pass_mark(
    course,
):
    kept = Reopening.objects.get(round__panel__vacancy=course)
    assert (kept.round.stage, kept.round.version, kept.round.status) == ("interview", 2, "locked")
    assert kept.reason
    assert not Sheet.objects.filter(round=kept.round, signed_at=None).exists()
    ranking = Ranking.objects.get(vacancy=course)
    codes = {one.code: who(one) for one in course.applications.all()}
    ranked = [(codes[one["code"]], one["total"]) for one in ranking.result["results"]]
    assert ranked == [
        ("akhmetova", "87.72"), ("consultant", "85.93"), ("beknazarov", "82.40"), ("jumaeva", "74.57"),
    ]  # fmt: skip
    assert ranking.result["results"][-1]["technical_percent"] == "70.00"


def test_the_price_of_who_was_not_short_listed_stays_sealed(course):
    sealed = course.applications.filter(price_offer__opened=None)
    assert [who(one) for one in sealed] == ["kovalenko"]


def test_one_referee_wrote_one_spoke_and_the_panel_has_been_shown_both_after_its_rounds(course):
    asked = Reference.objects.filter(application__vacancy=course)
    assert [(who(one.application), one.status, one.noted_by is not None) for one in asked] == [
        ("consultant", "answered", False),
        ("consultant", "answered", True),
    ]
    last = course.panel.rounds.latest("locked_at").locked_at
    assert all(one.released_at > last and one.quoted for one in asked)


def test_the_panel_met_for_the_interviews_and_the_chair_approved_the_secretarys_minutes(course):
    meeting = Meeting.objects.get(panel__vacancy=course)
    assert meeting.begins_at < meeting.minutes.written_at < meeting.minutes.approved_at < NOW
    assert (meeting.minutes.written_by, meeting.minutes.approved_by) == (person("secretary"), person("chair"))
    assert len(meeting.items) == 3


def test_two_are_selected_one_is_in_reserve_and_two_letters_carry_feedback(course):
    decision = Decision.objects.get(vacancy=course)
    assert decision.status == "announced"
    assert decision.reserve_until > NOW.date()
    assert {who(one.application): one.place for one in decision.outcomes.all()} == {
        "akhmetova": "selected",
        "consultant": "selected",
        "beknazarov": "reserve",
        "jumaeva": "not_selected",
    }
    assert {who(one.application) for one in Feedback.objects.all()} == {"kovalenko", "jumaeva"}


def test_one_offer_is_accepted_and_its_candidate_named_to_the_public_and_one_can_be_answered(course, client):
    offers = {who(one.application): one for one in Offer.objects.filter(decision__vacancy=course)}
    accepted, waiting = offers["akhmetova"], offers["consultant"]
    assert (accepted.status, accepted.name_agreed_at is not None) == ("accepted", True)
    assert (waiting.status, waiting.answer_by > NOW) == ("open", True)
    page = client.get(course.get_absolute_url())
    assert accepted.application.name in page.text
    assert waiting.application.name not in page.text
    client.force_login(person("consultant"))
    assert client.get(waiting.get_absolute_url()).status_code == 200


def test_one_complaint_came_in_time_and_waits_for_the_approver(course, client):
    complaint = Complaint.objects.get()
    assert (who(complaint.application), complaint.status) == ("kovalenko", "received")
    assert NOW.date() <= complaint.answer_by
    client.force_login(person("approver"))
    assert client.get(complaint.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_report_of_it_can_be_taken_away(course, client, language):
    client.force_login(person("auditor"))
    report = fetched(client, course, language)
    assert report.headers["Content-Type"] == "application/pdf"


# In its written test


def test_the_test_is_marked_without_names_and_half_of_it_is(pool):
    round_ = Round.objects.get(panel__vacancy=pool)
    assert (round_.stage, round_.status, round_.hides_names) == ("test", "scoring", True)
    counted = round_.sheets.counted()
    assert {
        one.seat.user.email: (progress_of(one).done, one.handed_in_at is not None) for one in counted
    } == {
        "chair@example.org": (0, False),
        "member@example.org": (4, False),
        "member2@example.org": (8, True),
    }


def test_the_office_keeps_what_each_wrote_and_no_file_names_its_candidate(pool):
    kept = AnswerFile.objects.standing().filter(application__vacancy=pool)
    assert {who(one.application) for one in kept} == {"annaeva", "davlatov", "kholov", "sharifova"}
    assert {one.kept_by for one in kept} == {person("officer")}
    for one in kept:
        with one.document.shown.open("rb") as file:
            text = " ".join(page_texts(file.read()))
        name = person(who(one.application)).name.split()[0]
        assert name not in text + one.document.original_name


def test_one_seat_ended_before_its_sheet_was_in_and_another_took_it_over(pool):
    left = pool.panel.seats.exclude(ended_at=None).get()
    taken = pool.panel.seats.get(place=left)
    assert (left.user, left.ended_because) == (person("rahimova"), "absence")
    assert (taken.user, taken.role) == (person("member2"), "member")
    assert left.ended_at < taken.joined_at < taken.declaration.made_at
    assert not Sheet.objects.get(seat=left).counts


def test_of_two_meetings_to_come_one_has_its_time_and_one_has_times_to_choose(pool):
    fixed, open_ = Meeting.objects.filter(panel__vacancy=pool).order_by("called_at")
    assert (fixed.purpose, fixed.begins_at > NOW, len(fixed.items)) == ("moderation", True, 3)
    assert (open_.purpose, open_.begins_at, open_.options.count()) == ("interviews", None, 3)
    answered = {one.seat.user for option in open_.options.all() for one in option.answers.all()}
    assert answered == {person("member")}


def test_one_referee_has_answered_and_one_has_time_left(pool):
    asked = Reference.objects.filter(application__vacancy=pool)
    assert [(who(one.application), one.status) for one in asked] == [
        ("davlatov", "answered"),
        ("davlatov", "asked"),
    ]
    assert asked.last().takes_answer(at=NOW)


@pytest.mark.parametrize("key", ["chair", "member", "member2"])
def test_who_marks_the_test_reads_no_name_of_a_candidate(pool, client, key):
    client.force_login(person(key))
    addresses = [
        reverse("panels:panel", args=[pool.panel.pk]),
        reverse("scoring:round", args=[pool.panel.rounds.get().pk]),
    ]
    pages = [client.get(address) for address in addresses]
    read = " ".join(page.text for page in pages)
    assert [page.status_code for page in pages] == [200, 200]
    assert [one.name for one in pool.applications.all() if one.name in read] == []


@pytest.mark.parametrize("key", ["officer", "auditor"])
def test_the_office_reads_answers_references_and_meetings_of_it(pool, client, key):
    client.force_login(person(key))
    names = [("written_tests:answers", pool.pk), ("references:references", pool.pk)]
    names.append(("meetings:meetings", pool.panel.pk))
    assert [client.get(reverse(name, args=[pk])).status_code for name, pk in names] == [200, 200, 200]


def test_no_letter_was_sent_for_any_of_it():
    assert mail.outbox == []


def test_what_runs_by_itself_every_day_finds_nothing_forgotten(capsys):
    call_command("verify")
    assert "references: 4 checked" in capsys.readouterr().out
