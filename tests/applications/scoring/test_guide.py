"""The question guide of an interview: who writes and reads it, how it is frozen and changed, and the notes on the answers."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from applications.desk.verification import sheet_faults
from applications.desk.verification_of_guides import guide_faults
from applications.intake.models import Application
from applications.ranking.actions import make
from applications.reports.data import report_data
from applications.scoring.answers import AnswerNote, save_answers
from applications.scoring.content import content_hash, content_of
from applications.scoring.guide import GuideQuestion, GuideVersion, guide_of, questions_of
from applications.scoring.guide_writing import write_guide
from portal.accounts.roles import Role
from portal.kernel.workflow import Refused
from portal.models import Entry
from tests.applications.reports.reading import cells, said
from tests.applications.scoring.test_marking import typed, window
from tests.applications.scoring.test_views import GOOD, candidate, codes, page
from tests.factories.guide import (
    asking,
    interview,
    interview_panel,
    noted,
    rewritten,
    written_guide,
)
from tests.factories.intake import ApplicationFactory
from tests.factories.portal import NOW, UserFactory, person_with
from tests.factories.scoring import (
    chair_of,
    declared_panel,
    filled,
    handed_in,
    of,
    opened_round,
    signed_round,
)
from vacancies.models import Vacancy

pytestmark = pytest.mark.django_db

FIRST = "Which training have you led?"


def texts(panel, version=None):
    guide = guide_of(panel)
    return [(one.number, one.text_en) for one in guide.of_version(version or guide.latest)]


def kept(panel):
    """The questions that stand, as a form sends them back unchanged."""
    return [asking(panel, one.text_en, *one.codes, number=one.number) for one in guide_of(panel).standing]


def test_the_guide_is_written_freely_until_the_interviews_are_opened():
    panel = interview_panel()
    written_guide(panel, "First?", "Second?")
    rewritten(panel, [asking(panel, "Second?"), asking(panel, "Third?", "A", "B")])

    assert texts(panel) == [(1, "Second?"), (2, "Third?")]
    assert [version.number for version in guide_of(panel).versions] == [1]
    assert guide_of(panel).questions[1].codes == ["A", "B"]


def test_once_the_interviews_are_open_a_change_is_a_new_version_with_its_reason():
    panel = interview(interview_panel()).panel
    first, second = kept(panel)
    said = [first, {**second, "text_en": "What failed?"}, asking(panel, "Why us?")]
    with pytest.raises(Refused, match="Write the reason"):
        rewritten(panel, said)
    rewritten(panel, said, reason="The second was misunderstood.")

    assert texts(panel, 1) == [(1, FIRST), (2, "What failed, and why?")]
    assert texts(panel, 2) == [(1, FIRST), (2, "What failed?"), (3, "Why us?")]
    entry = Entry.objects.of(panel.vacancy.stream).get(action="guide.changed")
    assert (entry.data["version"], entry.data["reason"]) == (2, "The second was misunderstood.")
    assert list(guide_faults()) == []


def test_a_question_taken_out_leaves_its_number_to_nobody():
    panel = interview(interview_panel()).panel
    rewritten(panel, kept(panel)[:1], reason="It led nowhere.")
    rewritten(panel, [*kept(panel), asking(panel, "Why us?")], reason="Instead.")

    assert texts(panel) == [(1, FIRST), (3, "Why us?")]


def test_a_change_that_changes_nothing_is_refused():
    panel = interview(interview_panel()).panel
    with pytest.raises(Refused, match="No question is changed"):
        rewritten(panel, kept(panel), reason="None.")


def test_who_began_from_an_older_state_is_told():
    panel = interview_panel()
    written_guide(panel)
    mine = [asking(panel, "Mine?")]
    with pytest.raises(Refused, match="meanwhile"):
        write_guide(panel=panel, questions=mine, seen="0", by=chair_of(panel), at=NOW)


def test_nothing_is_changed_once_the_marks_are_shown():
    round_ = interview(interview_panel())
    for sheet in round_.sheets.all():
        handed_in(sheet)
    with pytest.raises(Refused, match="evidence now"):
        rewritten(round_.panel, [asking(round_.panel, "Too late?")], reason="Late.")


def test_the_database_lets_no_number_stand_twice_and_no_change_go_without_a_reason():
    panel = interview(interview_panel()).panel
    with pytest.raises(IntegrityError), transaction.atomic():
        GuideQuestion.objects.create(panel=panel, number=1, since=2, text_en="Again?", minutes=5)
    with pytest.raises(IntegrityError), transaction.atomic():
        GuideVersion.objects.create(panel=panel, number=2, by=chair_of(panel), at=NOW)


def test_the_chair_and_the_offices_officer_write_it_and_nobody_else():
    panel = interview_panel(roles={"secretary": UserFactory(), "observer": UserFactory()})
    rewritten(panel, [asking(panel, FIRST)], by=person_with(Role.OFFICER, panel.office))
    members = [seat.user for seat in panel.seats.exclude(role="chair")]
    strangers = [UserFactory(is_superuser=True), person_with(Role.APPROVER, panel.office)]
    for person in [*members, *strangers]:
        with pytest.raises(PermissionDenied):
            rewritten(panel, [asking(panel, "Mine?")], by=person)


def test_who_has_applied_reads_no_questions_though_they_work_in_the_office(client):
    panel = interview_panel()
    officer = person_with(Role.OFFICER, panel.office)
    client.force_login(officer)
    assert client.get(page("guide", panel.pk)).status_code == 200
    ApplicationFactory(vacancy=panel.vacancy, applicant=officer)

    assert client.get(page("guide", panel.pk)).status_code == 404
    assert client.get(page("write-guide", panel.pk)).status_code == 404


def test_an_observer_reads_the_questions_and_not_what_a_good_answer_contains(client):
    observer = UserFactory()
    panel = interview_panel(roles={"observer": observer})
    interview(panel)
    for person, shown in ((observer, False), (chair_of(panel), True)):
        client.force_login(person)
        html = client.get(page("guide", panel.pk)).content.decode()
        assert (FIRST in html, "A good answer to" in html) == (True, shown)


def test_the_rest_of_the_office_reads_the_guide_only_after_the_lock(client):
    round_ = interview(interview_panel())
    client.force_login(person_with(Role.AUDITOR, round_.office))
    assert client.get(page("guide", round_.panel_id)).status_code == 404
    signed_round(round_)

    assert "A good answer to" in client.get(page("guide", round_.panel_id)).content.decode()


def test_there_is_no_guide_where_the_plan_has_no_interview(client):
    panel = declared_panel()
    client.force_login(chair_of(panel))

    assert client.get(page("guide", panel.pk)).status_code == 404


def row(index, **said):
    names = {"text_en": "", "text_ru": "", "expected_en": "", "expected_ru": "", "minutes": "", **said}
    return {f"rows-{index}-{name}": value for name, value in names.items()}


def sent(client, panel, *rows, initial=0, **more):
    seen = client.get(page("write-guide", panel.pk)).context["form"]["seen"].value()
    data = {"seen": seen, "rows-TOTAL_FORMS": len(rows), "rows-INITIAL_FORMS": initial, **more}
    for index, one in enumerate(rows):
        data |= row(index, **one)
    return client.post(page("write-guide", panel.pk), data)


ONE = {"text_ru": "Чем вы гордитесь?", "expected_ru": "Пример.", "minutes": "5", "criteria": ["A"]}


def test_the_chair_writes_it_without_a_script(client):
    panel = interview_panel()
    client.force_login(chair_of(panel))
    assert "No questions yet" in client.get(page("open", panel.pk)).content.decode()
    more = sent(client, panel, ONE, add="question")
    assert "Чем вы гордитесь?" in more.content.decode()
    assert len(more.context["rows"].forms) == 2
    assert not GuideVersion.objects.exists()
    response = sent(client, panel, ONE, {})

    assert response.url == page("guide", panel.pk)
    assert "Чем вы гордитесь?" in client.get(response.url).content.decode()


def test_a_guide_with_a_fault_comes_back_filled_in(client):
    panel = interview_panel()
    client.force_login(chair_of(panel))
    html = sent(client, panel, {**ONE, "criteria": [], "minutes": "0"}).content.decode()

    assert "Choose at least one criterion." in html
    assert "Чем вы гордитесь?" in html
    assert not GuideVersion.objects.exists()


def test_the_open_guide_is_changed_on_the_page_with_its_reason(client):
    panel = interview(interview_panel()).panel
    client.force_login(chair_of(panel))
    stays = {
        "number": "1",
        "text_en": FIRST,
        "expected_en": f"A good answer to: {FIRST}",
        "minutes": "5",
        "criteria": ["A"],
    }
    refused = sent(client, panel, stays, ONE, initial=1)
    assert "reason" in refused.context["form"].errors
    assert sent(client, panel, stays, ONE, initial=1, reason="To the point.").status_code == 302

    html = client.get(page("guide", panel.pk)).content.decode()
    assert "To the point." in html
    assert "What failed, and why?" in html
    assert [number for number, _text in texts(panel)] == [1, 3]


@pytest.fixture
def sheet(client):
    sheet = of(interview(interview_panel(candidates=2)), 1)
    client.force_login(sheet.seat.user)
    return sheet


def test_the_questions_stand_beside_the_sheet(client, sheet):
    html = client.get(candidate(sheet)).content.decode()
    assert FIRST in html
    assert "A good answer to" in html
    on_a = client.get(page("criterion", sheet.pk, "A", 1)).content.decode()
    on_b = client.get(page("criterion", sheet.pk, "B", 1)).content.decode()

    assert (FIRST in on_a, FIRST in on_b) == (True, False)


def test_a_note_is_kept_while_it_is_typed_and_without_a_script(client, sheet):
    along = window(client, candidate(sheet))
    typed(client, candidate(sheet), along, answer_1_1="Led four")
    assert AnswerNote.objects.get().text == "Led four"
    client.post(candidate(sheet), {**GOOD, "answer_1_1": "Led four courses.", "answer_2_1": ""})
    assert AnswerNote.objects.get().text == "Led four courses."
    client.post(candidate(sheet), {"answer_1_1": ""})

    assert not AnswerNote.objects.exists()


def test_a_note_typed_on_a_question_that_is_replaced_meanwhile_is_not_lost(client, sheet):
    along = window(client, candidate(sheet))
    panel = sheet.round.panel
    first, second = kept(panel)
    rewritten(panel, [{**first, "text_en": "Which?"}, second], reason="Shorter.")
    typed(client, candidate(sheet), along, answer_1_1="Four.")

    note = AnswerNote.objects.get()
    assert (note.text, note.question.code) == ("Four.", "1.1")
    html = client.get(candidate(sheet)).content.decode()
    assert "Which?" in html
    assert "Four." in html


def test_notes_go_in_with_the_sheet_and_into_what_is_signed(client, sheet):
    filled(noted(sheet, code=codes(sheet)[0]))
    without = {key: value for key, value in content_of(sheet).items() if key != "answers"}
    assert content_of(sheet) == {**without, "answers": {codes(sheet)[0]: {"1.1": "Led four courses."}}}
    asked = client.get(page("hand-in", sheet.pk)).context["unanswered"]
    assert asked == {codes(sheet)[0]: 1, codes(sheet)[1]: 2}
    client.post(page("hand-in", sheet.pk))

    assert Entry.objects.get(action="sheet.handed_in").data["sha256"] == content_hash(sheet)
    html = client.get(candidate(sheet)).content.decode()
    assert "Led four courses." in html
    assert "<textarea" not in html
    with pytest.raises(Refused, match="handed in"):
        noted(sheet, text="Better.")
    assert list(sheet_faults()) == []
    AnswerNote.objects.update(text="Led none.")
    assert len(list(sheet_faults())) == 1


def test_nobody_notes_on_anothers_sheet_or_on_a_question_of_another_panel(sheet):
    other = of(sheet.round, 0).seat.user
    question = questions_of(sheet.round.panel)[0]
    person = Application.objects.get(code="C1", vacancy=sheet.vacancy)
    with pytest.raises(PermissionDenied):
        save_answers(sheet=sheet, application=person, answers={question: "No."}, by=other, at=NOW)
    elsewhere = interview_panel()
    written_guide(elsewhere)
    question = questions_of(elsewhere)[0]
    with pytest.raises(Refused, match="no question of these interviews"):
        save_answers(sheet=sheet, application=person, answers={question: "No."}, by=sheet.seat.user, at=NOW)


CHANGES = {
    "the words of a question": lambda: GuideQuestion.objects.filter(number=1).update(text_en="Easy?"),
    "what a good answer contains": lambda: GuideQuestion.objects.filter(number=1).update(expected_en="All."),
    "the minutes": lambda: GuideQuestion.objects.filter(number=1).update(minutes=50),
    "a question in an older version": lambda: GuideQuestion.objects.filter(number=2, since=1).update(until=2),
    "a question taken away": lambda: GuideQuestion.objects.filter(number=2, since=2).delete(),
    "a reason": lambda: GuideVersion.objects.filter(number=2).update(reason="Another."),
    "a version taken away": lambda: GuideVersion.objects.filter(number=2).delete(),
    "all versions taken away": lambda: GuideVersion.objects.all().delete(),
}


@pytest.mark.parametrize("what", CHANGES)
def test_what_is_changed_in_the_database_is_found(what):
    panel = interview(interview_panel()).panel
    first, second = kept(panel)
    rewritten(panel, [first, {**second, "minutes": 7}], reason="More time.")
    assert list(guide_faults()) == []
    with transaction.atomic():
        if what == "a question in an older version":
            GuideQuestion.objects.filter(number=2, since=2).delete()
        CHANGES[what]()

    assert list(guide_faults()) != []


def test_the_report_tells_what_was_asked_and_what_was_noted_of_each_answer():
    round_ = interview(interview_panel(candidates=2))
    first, second = kept(round_.panel)
    noted(of(round_, 1), number=2, text="Said: none.")
    rewritten(round_.panel, [first, {**second, "text_en": "What failed?"}], reason="Too long.")
    noted(of(round_, 0))
    signed_round(round_)
    vacancy = Vacancy.objects.get(pk=round_.vacancy.pk)
    make(vacancy=vacancy, by=chair_of(round_.panel), at=NOW)
    data = report_data(vacancy, "en", at=NOW)

    assert [line[:2] for line in cells(data, "No.", "Question")] == [
        ["1", FIRST],
        ["2", "What failed, and why?\nIt stood in version 1 only."],
        ["2 (version 2)", "What failed?"],
    ]
    members = [of(round_, number).member for number in (0, 1)]
    notes = cells(data, "Member", "Note on the answer")
    assert [(line[0].split()[0], line[1]) for line in notes] == [
        (members[0], "Led four courses."),
        (members[1], "Said: none."),
    ]
    assert "The reason: Too long." in said(data)


def test_a_report_on_a_selection_without_a_guide_says_nothing_of_one():
    round_ = signed_round(opened_round())
    make(vacancy=round_.vacancy, by=chair_of(round_.panel), at=NOW)
    titles = [section["title"] for section in report_data(round_.vacancy, "en", at=NOW)["sections"]]

    assert not any("interview" in title for title in titles)


def test_the_pages_of_the_guide_and_of_an_interview_ask_as_often_for_many_questions(client, count_queries):
    counts = []
    for number in (1, 12):
        panel = interview_panel(candidates=2 if number == 1 else 12)
        written_guide(panel, *(f"Question {one}?" for one in range(number)))
        client.force_login(chair_of(panel))
        writing = [count_queries(client, page(name, panel.pk)) for name in ("guide", "write-guide", "open")]
        sheet = of(opened_round(panel), 1)
        client.force_login(sheet.seat.user)
        addresses = (candidate(sheet), page("criterion", sheet.pk, "A", 1), page("guide", panel.pk))
        asked = [count_queries(client, address) for address in addresses]
        filled(sheet)
        counts.append([*writing, *asked, count_queries(client, page("hand-in", sheet.pk))])

    assert counts[0] == counts[1]
    assert max(counts[1]) <= 20
