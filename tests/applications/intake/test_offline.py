"""A form made from the pages, filled in offline and brought back: nothing lost, nothing overwritten, nothing handed in."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from applications.autosave.models import Typing
from applications.intake.actions import save_statements
from applications.intake.models import Application, Status
from applications.intake.paper import lay_open
from applications.intake.writing import save_methodology
from applications.profile.actions import save_profile
from applications.profile.models import Profile
from portal.models import Entry
from tests.factories.intake import (
    ApplicationFactory,
    LetterFactory,
    filled_application,
    submitted_application,
)
from tests.factories.offline import Form, as_upload
from tests.factories.on_behalf import OnBehalfFactory
from tests.factories.portal import NOW, UserFactory
from tests.factories.profile import EmploymentFactory, ProfileFactory
from tests.factories.screening import officer_of
from tests.factories.vacancies import planned_vacancy

pytestmark = pytest.mark.django_db

ASKS = {"methodology_limit": 60, "letter_asked": True, "experience_asked": True}


@pytest.fixture
def draft(client):
    vacancy = planned_vacancy(published=True, method="cumulative", asks=ASKS)
    draft = ApplicationFactory(vacancy=vacancy)
    ProfileFactory(user=draft.applicant)
    client.force_login(draft.applicant)
    return draft


def take(client, draft):
    answer = client.get(reverse("intake:form", args=[draft.key]))
    assert answer.status_code == 200
    return Form(answer.content)


def bring(client, draft, form):
    content = form if isinstance(form, bytes) else form.content
    return client.post(reverse("intake:offline", args=[draft.key]), {"form": as_upload(content)})


def statement(draft, code):
    found = draft.statements.filter(criterion__code=code).first()
    return found.text if found else ""


def write(draft, **texts):
    criteria = {criterion.code: criterion for criterion in lay_open(draft).criteria}
    given = {criteria[code]: text for code, text in texts.items()}
    save_statements(application=draft, given=given, by=draft.applicant)


def test_the_form_asks_what_the_pages_ask_and_says_what_it_cannot_hold(client, draft):
    row = EmploymentFactory(profile=draft.applicant.profile)
    form = take(client, draft)
    for path in (
        "person/family_name", "requirements/R1", "requirements/R2", f"experience/counts/{row.pk}", "statements/A",
        "methodology/methodology", "letter/accepts", "letter/available_from", "letter/text",
    ):  # fmt: skip
        assert path in form.paths
    assert not {path.split("/")[0] for path in form.paths} & {"price", "documents", "declaration"}
    last = form.sheet[form.sheet.max_row][2].value
    assert last.split("\n") == ["Documents", "Price offer", "Declaration"]


def test_the_form_holds_what_is_written_so_far_and_offers_what_can_be_chosen(client, draft):
    write(draft, A="=1+1 is no formula")
    save_profile(user=draft.applicant, at=NOW, nationality="KG")
    form = take(client, draft)
    assert (form["statements/A"], form.cell("statements/A").data_type) == ("=1+1 is no formula", "s")
    assert form["person/nationality"] == "Kyrgyzstan"
    assert "Kazakhstan" in form.choices("person/nationality")
    assert form.choices("letter/accepts") == ["Yes", "No"]


def test_only_the_answers_can_be_written_into_and_a_text_with_a_limit_is_counted(client, draft):
    form = take(client, draft)
    assert form.sheet.protection.sheet is True
    row = [form.cell("methodology/methodology", column) for column in range(1, 6)]
    assert [cell.protection.locked for cell in row] == [True, True, False, True, True]
    assert row[4].value == f'=LEN({row[2].coordinate})&" / 60"'
    assert {sheet.sheet_state for sheet in form.book.worksheets[1:]} == {"hidden"}


def test_the_form_speaks_the_language_of_the_page_and_comes_back_in_either(client, draft):
    with translation.override("ru"):
        form = take(client, draft)
    assert "Кыргызстан" in form.choices("person/nationality")
    form["person/nationality"] = "Кыргызстан"
    form["letter/barred"] = "No"
    bring(client, draft, form)
    assert Profile.objects.get(user=draft.applicant).nationality == "KG"
    draft.refresh_from_db()
    assert draft.letter.barred == "no"


def test_what_is_written_goes_into_the_pages_and_the_page_says_what_and_where(client, draft):
    form = take(client, draft)
    form["person/family_name"] = "Сафарова"
    form["requirements/R2"] = 7.5
    form["requirements/R2_note"] = "Page 2 of the CV"
    form["statements/A"] = "Ten manuals\nand a course"
    form["methodology/methodology"] = "I read, then I ask"
    form["letter/accepts"] = "Yes"
    form["letter/available"] = "I am available from a later date"
    form["letter/available_from"] = date(2027, 2, 1)
    form["letter/price_valid_days"] = 90
    answer = bring(client, draft, form)
    draft = Application.objects.get(pk=draft.pk)
    assert draft.applicant.profile.family_name == "Сафарова"
    told = draft.answers.get(requirement__code="R2")
    assert (told.value, told.note) == ("7.5", "Page 2 of the CV")
    assert statement(draft, "A") == "Ten manuals\nand a course"
    assert draft.methodology.text == "I read, then I ask"
    letter = draft.letter
    assert (letter.accepts, letter.available, letter.available_from, letter.price_valid_days) == (
        True, "from", date(2027, 2, 1), 90,
    )  # fmt: skip
    assert [(str(title), n) for title, _place, n in answer.context["taken"]] == [
        ("About you", 1), ("Requirements", 2), ("Selection criteria", 1), ("Methodology", 1), ("Letter of interest", 4),
    ]  # fmt: skip
    assert reverse("intake:page", args=[draft.key, "statements"]) in answer.text
    assert draft.status == Status.DRAFT


def test_entries_of_the_profile_are_chosen_one_by_one(client, draft):
    kept, left = EmploymentFactory.create_batch(2, profile=draft.applicant.profile)
    form = take(client, draft)
    assert form[f"experience/counts/{left.pk}"] == "Yes"
    form[f"experience/counts/{left.pk}"] = "No"
    form[f"experience/counts/{kept.pk}"] = None
    bring(client, draft, form)
    assert [row.employment for row in draft.left_out.all()] == [left]


def test_an_empty_answer_erases_nothing(client, draft):
    write(draft, A="Kept")
    LetterFactory(application=draft, price_valid_days=90)
    form = take(client, draft)
    for path in form.paths:
        form[path] = None
    answer = bring(client, draft, form)
    assert statement(draft, "A") == "Kept"
    assert Application.objects.get(pk=draft.pk).letter.accepts
    assert "brought nothing new" in answer.text


def test_a_form_that_was_not_written_into_changes_nothing_and_leaves_what_is_newer(client, draft):
    write(draft, A="Before")
    form = take(client, draft)
    write(draft, A="After")
    answer = bring(client, draft, form)
    assert statement(draft, "A") == "After"
    assert (answer.context["taken"], answer.context["waiting"]) == ([], [])


def test_a_page_changed_meanwhile_stays_and_both_texts_are_shown(client, draft):
    write(draft, A="Before", B="Before")
    form = take(client, draft)
    write(draft, A="On the portal")
    form["statements/A"], form["statements/B"] = "On the form", "Only on the form"
    answer = bring(client, draft, form)
    assert (statement(draft, "A"), statement(draft, "B")) == ("On the portal", "Only on the form")
    assert [str(title) for title, _place in answer.context["waiting"]] == ["Selection criteria"]
    page = client.get(reverse("intake:page", args=[draft.key, "statements"])).text
    assert "On the portal" in page
    assert "On the form" in page
    assert "Two texts wait" in client.get(reverse("intake:review", args=[draft.key])).text


def test_the_same_form_may_come_again_with_more(client, draft):
    form = take(client, draft)
    form["statements/A"] = "First"
    bring(client, draft, form)
    form["statements/A"] = "First and second"
    bring(client, draft, form)
    assert statement(draft, "A") == "First and second"
    assert not Typing.objects.aside().exists()


def test_what_cannot_be_used_is_named_with_its_row_and_all_else_is_taken(client, draft):
    form = take(client, draft)
    form["statements/A"] = "Good"
    form["requirements/R1"] = "Atlantis"
    form["letter/available"] = "I am available from a later date"
    form["letter/available_from"] = "in spring"
    form["letter/price_valid_days"] = "many"
    form["statements/B"] = "=HYPERLINK(1)"
    answer = bring(client, draft, form)
    unused = {one.text: (one.row, one.reason) for one, _title, _place in answer.context["unused"]}
    assert set(unused) == {"Atlantis", "in spring", "many", "=HYPERLINK(1)"}
    assert unused["Atlantis"][0] == form.cell("requirements/R1").row
    assert "none of the answers" in unused["Atlantis"][1]
    assert "no date" in unused["in spring"][1]
    assert "whole number" in unused["many"][1]
    assert "formula" in unused["=HYPERLINK(1)"][1]
    assert statement(draft, "A") == "Good"
    for text in ("Atlantis", "in spring", "many"):
        assert text in answer.text


def test_a_text_over_the_limit_is_kept_whole_and_named_as_missing(client, draft):
    form = take(client, draft)
    form["methodology/methodology"] = "x" * 200
    answer = bring(client, draft, form)
    assert len(Application.objects.get(pk=draft.pk).methodology.text) == 200
    assert answer.context["unused"] == []
    assert "140 characters too many" in client.get(reverse("intake:review", args=[draft.key])).text


def test_a_text_too_long_for_a_cell_stays_on_the_portal(client, draft):
    save_methodology(application=draft, text="ж" * 40_000, by=draft.applicant)
    form = take(client, draft)
    assert form["methodology/methodology"] is None
    bring(client, draft, form)
    assert len(Application.objects.get(pk=draft.pk).methodology.text) == 40_000


def test_a_question_that_stands_twice_is_taken_once_and_said(client, draft):
    form = take(client, draft)
    form["statements/A"] = "First"
    row = form.sheet.max_row + 1
    form.sheet.cell(row, 1).value, form.sheet.cell(row, 3).value = "statements/A", "Second"
    answer = bring(client, draft, form)
    assert statement(draft, "A") == "First"
    assert [(one.row, one.text) for one, *_rest in answer.context["unused"]] == [(row, "Second")]


def test_an_answer_to_what_is_not_asked_any_more_is_shown(client, draft):
    form = take(client, draft)
    form["statements/B"] = "Long work"
    lay_open(draft).criteria[1].delete()
    answer = bring(client, draft, form)
    assert [(one.text, one.reason) for one, *_rest in answer.context["unused"]] == [
        ("Long work", "This is not asked any more.")
    ]


def test_a_form_of_another_vacancy_is_refused(client, draft):
    other = ApplicationFactory(
        vacancy=planned_vacancy(published=True, reference="UNOKGZ/2026/77(C)"), applicant=draft.applicant
    )
    form = take(client, other)
    form["statements/A"] = "Elsewhere"
    answer = bring(client, draft, form)
    assert f"made for UNOKGZ/2026/77(C) and not for {draft.vacancy.reference}" in answer.text
    assert statement(draft, "A") == ""


def test_a_form_of_another_draft_for_the_same_vacancy_overwrites_nothing(client, draft):
    other = ApplicationFactory(vacancy=draft.vacancy)
    client.force_login(other.applicant)
    form = take(client, other)
    form["statements/A"], form["statements/B"] = "From the other form", "New"
    client.force_login(draft.applicant)
    write(draft, A="Mine")
    answer = bring(client, draft, form)
    assert (statement(draft, "A"), statement(draft, "B")) == ("Mine", "New")
    assert [str(title) for title, _place in answer.context["waiting"]] == ["Selection criteria"]
    assert statement(other, "B") == ""


def test_the_record_says_that_a_form_came_and_what_file_it_was_but_not_what_it_says(client, draft):
    form = take(client, draft)
    form["statements/A"] = "Ten manuals"
    bring(client, draft, form)
    entry = Entry.objects.get(action="application.form_taken_in")
    assert entry.stream == f"person:{draft.applicant.pk}"
    assert sorted(entry.data) == ["answers", "reference", "sha256"]
    assert (entry.data["answers"], len(entry.data["sha256"])) == (1, 64)


def test_the_blank_form_of_an_open_vacancy_is_for_everybody_and_sets_no_cookie(client):
    vacancy = planned_vacancy(published=True, method="cumulative", asks=ASKS)
    answer = client.get(reverse("intake:blank-form", args=[vacancy.slug]))
    form = Form(answer.content)
    assert {"person/family_name", "statements/A", "letter/text"} <= set(form.paths)
    assert all(form[path] is None for path in form.paths)
    assert not answer.cookies
    assert answer["Content-Disposition"] == f'attachment; filename="{vacancy.slug}.xlsx"'
    page = client.get(reverse("intake:start", args=[vacancy.slug])).text
    assert reverse("intake:blank-form", args=[vacancy.slug]) in page


def test_there_is_no_blank_form_of_a_vacancy_that_is_closed_or_not_public(client):
    closed = planned_vacancy(published=True, closes_at=NOW - timedelta(days=1))
    for vacancy in (closed, planned_vacancy()):
        assert client.get(reverse("intake:blank-form", args=[vacancy.slug])).status_code == 404


def test_a_blank_form_goes_into_a_draft_and_may_come_again(client, draft):
    form = Form(client.get(reverse("intake:blank-form", args=[draft.vacancy.slug])).content)
    form["statements/A"] = "Written at home"
    bring(client, draft, form)
    form["statements/A"] = "Written at home, and mended"
    bring(client, draft, form)
    assert statement(draft, "A") == "Written at home, and mended"
    assert not Typing.objects.aside().exists()


def test_nobody_else_takes_or_brings_a_form_and_nobody_after_handing_in(client, draft):
    form = take(client, draft)
    client.force_login(UserFactory())
    for name in ("intake:form", "intake:offline"):
        assert client.get(reverse(name, args=[draft.key])).status_code == 404
    assert bring(client, draft, form).status_code == 404
    done = submitted_application(draft.vacancy, applicant=UserFactory())
    client.force_login(done.applicant)
    for name in ("intake:form", "intake:offline"):
        assert client.get(reverse(name, args=[done.key])).url == done.get_absolute_url()
    assert bring(client, done, form).url == done.get_absolute_url()


def test_the_office_brings_a_form_that_came_by_mail_into_what_it_enters(client):
    vacancy = planned_vacancy(published=True, method="cumulative", asks=ASKS)
    form = Form(client.get(reverse("intake:blank-form", args=[vacancy.slug])).content)
    form["person/family_name"], form["statements/A"] = "Ахметова", "By hand"
    officer = officer_of(vacancy)
    draft = OnBehalfFactory(application__vacancy=vacancy, entered_by=officer).application
    client.force_login(officer)
    answer = bring(client, draft, form)
    assert answer.status_code == 200
    assert statement(draft, "A") == "By hand"
    assert Entry.objects.get(action="application.form_taken_in").stream == vacancy.stream


def test_one_is_led_there_from_the_draft_and_from_its_pages(client, draft):
    place = reverse("intake:offline", args=[draft.key])
    for page in (draft.get_absolute_url(), reverse("intake:page", args=[draft.key, "statements"])):
        assert place in client.get(page).text
    answer = client.get(place)
    assert reverse("intake:form", args=[draft.key]) in answer.text


def test_bringing_a_form_takes_as_many_queries_for_one_answer_as_for_many_on_a_page(client, draft):
    counts = []
    for paths in (["requirements/R1"], ["requirements/R1", "requirements/R2", "requirements/R2_note"]):
        form = take(client, draft)
        for number, path in enumerate(paths):
            form[path] = form.choices(path)[len(paths)] if path.endswith("R1") else str(number)
        with CaptureQueriesContext(connection) as told:
            answer = bring(client, draft, form)
        assert [n for _title, _place, n in answer.context["taken"]] == [len(paths)]
        counts.append(len(told))
    assert counts[1] <= counts[0] <= 120


def test_filled_application_round_trip_says_the_same(client):
    application = filled_application(planned_vacancy(published=True, method="cumulative", asks=ASKS))
    client.force_login(application.applicant)
    answer = bring(client, application, take(client, application))
    assert (answer.context["taken"], answer.context["unused"]) == ([], [])


def test_a_blank_form_is_the_same_file_whenever_it_is_asked_for(client, monkeypatch):
    address = reverse("intake:blank-form", args=[planned_vacancy(published=True).slug])
    first = client.get(address).content
    later = NOW + timedelta(hours=1)
    monkeypatch.setattr("portal.kernel.clock.now", lambda: later)
    assert client.get(address).content == first
