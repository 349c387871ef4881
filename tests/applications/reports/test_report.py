"""The evaluation report: what it tells of a selection, what it warns of, and how it is made."""

import re
from datetime import timedelta
from decimal import Decimal

import pypdfium2
import pytest

from applications.decisions.actions import send_back
from applications.decisions.offering import offer
from applications.intake.actions import LATE
from applications.ranking.actions import make
from applications.reports.data import report_data
from applications.reports.pdf import report_pdf
from applications.scoring.actions import choose_cell, lock, revise, sign
from applications.scoring.models import Mark
from portal.kernel.workflow import in_english
from portal.models import Entry
from portal.record.actions import write
from tests.applications.reports.reading import cells, flat, notes, pages_of, said, text_of
from tests.factories.decisions import (
    ComplaintFactory,
    announced,
    falling,
    ranked_selection,
    recommended,
    refused,
)
from tests.factories.intake import ApplicationFactory, withdraw
from tests.factories.panels import convened_panel
from tests.factories.portal import NOW, UserFactory
from tests.factories.scoring import chair_of, opened_round, revealed_round, signed_round
from tests.factories.screening import long_listed_vacancy
from vacancies.models import Vacancy

pytestmark = pytest.mark.django_db


def report(vacancy, language="en"):
    return report_data(Vacancy.objects.get(pk=vacancy.pk), language, at=NOW)


def equal(_person, _criterion):
    return 4


@pytest.fixture
def selection():
    return ranked_selection()


def test_it_tells_the_whole_course_in_order(selection):
    announced(selection)
    assert [section["title"] for section in report(selection.vacancy)["sections"]] == [
        "The notice", "The selection plan", "Applications received", "Eligibility", "The panel", "Rounds and score sheets",
        "Marks and reasons", "From the marks to the totals", "The ranking", "Advice, not a verdict", "The decision",
        "How to check this report",
    ]  # fmt: skip


def test_it_says_what_the_plan_asked_besides():
    asks = {"methodology_limit": 6000, "price_breakdown": True, "team_most": 3}
    vacancy = ranked_selection(method="cumulative", asks=asks).vacancy
    facts = dict(row for block in flat(report(vacancy)) if block["kind"] == "facts" for row in block["rows"])
    assert facts["Price offer"] == "a lump sum, broken down by output"
    assert facts["Written by the applicant"].startswith("a methodology")
    assert facts["Teams"].startswith("A team of up to 3 people")


def test_every_mark_stands_with_its_member_and_reason(selection):
    rows = cells(report(selection.vacancy), "Member", "Mark")
    assert len(rows) == 3 * 2 * 3
    seats = selection.panel.seats.scoring()
    assert rows[0] == [f"M{seats[0].pk} {seats[0].user}", "5", f"Reason of M{seats[0].pk} on C1 A"]
    assert rows[4][1] == "4"


def test_a_revised_mark_stands_beside_its_original_with_both_reasons():
    round_ = revealed_round(None, falling, falling, falling)
    mark = Mark.objects.filter(application__code="C2", criterion__code="B").first()
    revise(
        mark=mark,
        value=Decimal("3.5"),
        reason="The second is a translation.",
        by=mark.sheet.seat.user,
        at=NOW,
    )
    lock(round=round_, by=chair_of(round_.panel), at=NOW)
    for sheet in round_.sheets.counted():
        sign(sheet=sheet, by=sheet.seat.user, at=NOW)
    make(vacancy=round_.vacancy, by=chair_of(round_.panel), at=NOW)
    row = next(row for row in cells(report(round_.vacancy), "Member", "Mark") if "→" in row[1])
    assert row[1] == "4.75 → 3.5"
    assert row[2] == f"{mark.reason}\nRevised 21 November 2026, 14:00:00: The second is a translation."


def test_under_the_rule_member_who_has_a_conflict_is_left_out_for_all_and_named():
    selection = ranked_selection(conflicts={2: [0]})
    data = report(selection.vacancy)
    seat = selection.panel.seats.scoring()[2]
    assert cells(data, "Member", "Round") == [
        [f"M{seat.pk} {seat.user}", "Desk review", "a conflict of interest, by the rule of the plan"]
    ]
    assert cells(data, "Code", "Name")[2][4] == "C1"
    assert not [row for row in cells(data, "Member", "Mark") if row[0].startswith(f"M{seat.pk} ")]


def test_under_the_rule_cell_the_report_says_itself_who_was_left_out_for_whom():
    vacancy, people = long_listed_vacancy(candidates=2)
    panel = convened_panel(vacancy, conflicts={2: [people[0]]})
    choose_cell(panel=panel, reason="Nobody can stand in.", by=chair_of(panel), at=NOW)
    signed_round(opened_round(panel), falling, falling, falling)
    make(vacancy=vacancy, by=chair_of(panel), at=NOW)
    data = report(vacancy)
    seat = panel.seats.scoring()[2]
    name = f"C1 {people[0].name}"
    assert notes(data) == [
        f"{name} was judged without M{seat.pk} {seat.user}, and by fewer members than the others."
    ]
    assert "Nobody can stand in." in said(data)


def test_late_attempts_are_listed_in_the_readers_language_and_others_are_not(selection):
    vacancy = selection.vacancy
    draft = ApplicationFactory(vacancy=vacancy, applicant=UserFactory(name="Late Person"))
    for seconds, reason in [(-60, "Something is missing"), (7, in_english(LATE))]:
        at = vacancy.closes_at + timedelta(seconds=seconds)
        data = {"reason": reason, "arrived": at.isoformat()}
        write(stream=vacancy.stream, action="application.refused", by=draft.applicant, at=at, data=data)
    assert cells(report(vacancy), "Applicant", "Came at") == [
        ["Late Person", "20 November 2026, 14:00:07", in_english(LATE)]
    ]


def test_withdrawn_and_ineligible_applicants_stand_in_the_register_and_below_the_ranking():
    selection = ranked_selection(unfit=1)
    withdraw(selection.applications[2], at=NOW)
    make(vacancy=selection.vacancy, reason="C3 withdrew.", by=selection.chair, at=NOW)
    data = report(selection.vacancy)
    assert [row[3] for row in cells(data, "Code", "Applicant")] == [
        "Submitted",
        "Submitted",
        "Withdrawn",
        "Submitted",
    ]
    assert [[row[0][:2], row[2]] for row in cells(data, "Candidate", "Technical, %")] == [
        ["C3", "Withdrawn"], ["C4", "A requirement is not met"],
    ]  # fmt: skip
    assert "The reason for version 2: C3 withdrew." in said(data)


def test_a_tie_says_how_it_was_parted_and_shows_the_lots(selection):
    selection = ranked_selection(equal, equal, equal, candidates=2)
    data = report(selection.vacancy)
    row = next(
        block for block in flat(data) if block["kind"] == "table" and block["columns"][0]["title"] == "Rank"
    )["rows"][0]
    assert "placed by lot" in row[1]["small"]
    lots = next(
        block["rows"]
        for block in flat(data)
        if block["kind"] == "codes" and block["rows"][0][0] in ("C1", "C2")
    )
    ranked = [one["code"] for one in selection.ranking.result["results"]]
    assert [code for code, _lot in lots] == ranked
    assert lots[0][1] < lots[1][1]
    assert selection.ranking.seed in said(data)


def test_prices_are_reported_with_the_moment_of_their_opening():
    data = report(ranked_selection(method="cumulative").vacancy)
    assert re.search(
        r"The price offers of C1, C2, C3 were opened by Person \d+, 21 November 2026, 14:00:00\.", said(data)
    )


def test_returned_recommendations_stay_with_their_reasons_below_the_standing_one(selection):
    decision = recommended(selection, selected=0, reserve=[], departure="Nobody fits.")
    send_back(decision=decision, reason="C1 fits.", by=selection.approver, at=NOW)
    announced(selection)
    data = report(selection.vacancy)
    headings = [block["text"] for block in data["sections"][10]["blocks"] if block["kind"] == "heading"]
    assert headings == ["Announced", "Returned"]
    assert "Why not in the order of the ranking: Nobody fits." in notes(data)
    assert "The reason: C1 fits." in said(data)


def test_a_refusal_stands_with_its_reason_and_says_that_nobody_is_appointed(selection):
    refused(selection, "The post was cut.")
    text = said(report(selection.vacancy))
    assert "the selection ended without an appointment. The reason: The post was cut." in text
    assert "Approved by" not in text


def test_it_names_the_head_of_the_record_and_finds_all_in_order(selection):
    data = report(selection.vacancy)
    last = Entry.objects.of(selection.vacancy.stream).last()
    codes = dict(data["sections"][11]["blocks"][-2]["rows"])
    assert codes["Head of the record"] == last.hash
    assert f"had {last.number} entries, and each followed from the one before" in said(data)
    assert "were the same" in said(data)
    assert notes(data) == []


def test_a_mark_changed_in_the_database_is_told(selection):
    mark = Mark.objects.first()
    Mark.objects.filter(pk=mark.pk).update(reason="Better than it was.")
    assert notes(report(selection.vacancy)) == [
        f"The sheet of {mark.sheet.seat.user} is not what was recorded at the lock: it was changed in the database afterwards."
    ]


def test_an_entry_changed_in_the_database_is_told(selection):
    entry = Entry.objects.of(selection.vacancy.stream).first()
    Entry.objects.filter(pk=entry.pk)._raw_delete("default")
    assert notes(report(selection.vacancy)) == [
        "The record of this vacancy was changed after it was written. Ask an auditor before relying on it."
    ]


def test_figures_changed_in_the_database_are_told(selection):
    result = selection.ranking.result
    result["results"][0]["total"] = "99.99"
    selection.ranking.save()
    assert notes(report(selection.vacancy))[0].startswith(
        "Computed again from the file, the figures are not those"
    )


def test_what_people_write_is_never_read_as_markup(selection):
    text = '#panic("x") *bold* $x^2$ <label> @ref = Heading\n- item `raw` \\ "quotes" {{ 7*7 }}'
    Mark.objects.update(reason=text)
    recommended(selection, text=text)
    found = text_of(report_pdf(selection.vacancy, "en", at=NOW))
    for part in ('#panic("x") *bold* $x^2$ <label> @ref = Heading', '- item `raw` \\ "quotes" {{ 7*7 }}'):
        assert found.count(part) >= 2


@pytest.mark.parametrize(
    ("language", "title", "page"), [("en", "Evaluation report", "Page 2 of"), ("ru", "", " 2 ")]
)
def test_the_file_is_an_archive_copy_that_names_itself(selection, language, title, page):
    vacancy = selection.vacancy
    pdf = report_pdf(vacancy, language, at=NOW)
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf
    with pypdfium2.PdfDocument(pdf) as document:
        assert document.is_tagged()
        about = document.get_metadata_dict()
    assert about["Title"].endswith(f", {vacancy.reference}")
    assert about["Title"].startswith(title)
    assert about["CreationDate"].startswith("D:20261121090000")
    pages = pages_of(pdf)
    assert page in pages[1]
    for number in pages[1:]:
        assert vacancy.reference in number
        assert selection.ranking.plan_fingerprint in number


def test_the_same_material_makes_the_same_file(selection):
    assert report_pdf(selection.vacancy, "ru", at=NOW) == report_pdf(selection.vacancy, "ru", at=NOW)


def test_published_texts_stand_in_the_readers_language_else_in_the_other(selection):
    def requirement(language):
        return next(row for row in cells(report(selection.vacancy, language)) if row[0] == "R1")[1]

    assert (requirement("en"), requirement("ru")) == (
        "A citizen of the five countries",
        "Гражданство одной из пяти стран",
    )
    selection.ranking.evaluation["plan"]["requirements"][0]["text"]["en"] = ""
    selection.ranking.save()
    assert requirement("en") == "Гражданство одной из пяти стран"


def test_heads_of_tables_come_again_on_the_next_page():
    selection = ranked_selection(candidates=12)
    pages = pages_of(report_pdf(selection.vacancy, "en", at=NOW))
    marks = [page for page in pages if "Reason of M" in page]
    assert len(marks) > 1
    assert all("Member Mark Reason" in page for page in marks)


def test_it_tells_of_each_offer_what_became_of_it_and_until_when_the_reserve_list_is_valid(selection):
    decision = announced(selection)
    second = selection.applications[1]
    deed = {"by": selection.officer, "at": NOW}
    offer(
        decision=decision,
        application=second,
        answer_by=NOW + timedelta(days=2),
        departure="C1 is ill.",
        **deed,
    )
    told = report(selection.vacancy)
    assert "The offer to C2 left the order of the list. The reason: C1 is ill." in notes(told)
    assert "The reserve list is valid until 21 November 2027." in said(told)
    assert [row[0] for row in cells(told, "Offer to")] == [f"C2 {second.name}"]


def test_it_counts_complaints_and_what_was_found_without_names(selection):
    decision = announced(selection)
    for number, finding in enumerate(("upheld", "rejected", "rejected")):
        ComplaintFactory(
            decision=decision, application=selection.applications[number], handler=selection.approver,
            status="answered", finding=finding, answer="So.", answered_at=NOW,
        )  # fmt: skip
    told = report(selection.vacancy)
    assert "3 complaints were received." in said(told)
    assert cells(told, "Complaints") == [["Upheld", "1"], ["Rejected", "2"]]
    assert "My years" not in str(told)
