"""The pages of the translation: what is read, written, reviewed and taken in, and by whom."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from portal.accounts.roles import Role
from portal.record.models import Entry
from tests.factories.portal import NOW, OfficeFactory, UserFactory, person_with
from tests.factories.publishing import LotFactory, OutputFactory
from tests.factories.vacancies import VacancyFactory, planned_vacancy
from vacancies.models import Vacancy
from vacancies.translation.actions import note, save_texts
from vacancies.translation.states import State, open_texts
from vacancies.vacancy.models import Status

pytestmark = pytest.mark.django_db


@pytest.fixture
def vacancy():
    return planned_vacancy()


@pytest.fixture
def translator(client, vacancy):
    person = person_with(Role.TRANSLATOR, vacancy.office)
    client.force_login(person)
    return person


def at(name, vacancy, **query):
    return reverse(f"translation:{name}", args=[vacancy.pk], query=query or None)


def typed(client, vacancy, **query):
    """What the page would send if nothing were typed."""
    form = client.get(at("texts", vacancy, **query)).context
    sent = {row.seen_name: row.seen for row in form["rows"]}
    return sent | {field.html_name: field.value() for row in form["rows"] for field in row.fields}


def again(vacancy):
    return Vacancy.with_amendments.get(pk=vacancy.pk)


def test_signing_in_leads_a_translator_to_the_notices_with_open_texts(client, translator, vacancy):
    VacancyFactory(title_en="Elsewhere")
    planned_vacancy(office=vacancy.office, published=True)
    answer = client.get(reverse("accounts:after-sign-in"), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("translation:notices")
    assert [row[0] for row in answer.context["rows"]] == [vacancy]
    assert at("texts", vacancy) in answer.text


def test_the_list_holds_working_copies_and_drafts_that_have_something_open(client, translator, vacancy):
    original = planned_vacancy(office=vacancy.office, published=True)
    copy = planned_vacancy(office=vacancy.office, amends=original)
    client.post(at("texts", vacancy), {**typed(client, vacancy), "review_all": "1"})
    assert open_texts(again(vacancy)) == []
    rows = client.get(reverse("translation:notices")).context["rows"]
    assert [row[0] for row in rows] == [copy]


def queries(client, address):
    """How many queries the page takes, once what is kept between requests is there."""
    client.get(address)
    with CaptureQueriesContext(connection) as taken:
        client.get(address)
    return len(taken)


def test_the_list_takes_the_same_queries_for_more_notices(client, translator, vacancy):
    LotFactory(vacancy=vacancy)
    few = queries(client, reverse("translation:notices"))
    for _more in range(2):
        LotFactory(vacancy=planned_vacancy(office=vacancy.office))
    assert queries(client, reverse("translation:notices")) == few <= 20


def test_the_texts_take_the_same_queries_however_many_there_are(client, translator, vacancy):
    for rows in (LotFactory, OutputFactory):
        rows(vacancy=vacancy)
    few = queries(client, at("texts", vacancy))
    for _row in range(15):
        LotFactory(vacancy=vacancy)
        OutputFactory(vacancy=vacancy)
    assert queries(client, at("texts", vacancy)) == few <= 21


def test_a_translator_writes_a_text_and_marks_both_languages_as_saying_the_same(client, translator, vacancy):
    sent = {**typed(client, vacancy), "title.ru": "Эксперт", "review": "title"}
    answer = client.post(at("texts", vacancy), sent)
    assert answer.url == at("texts", vacancy)
    assert again(vacancy).title_ru == "Эксперт"
    assert "title" not in {one.path for one in open_texts(again(vacancy))}
    assert [entry.action for entry in Entry.objects.order_by("number")] == ["texts.changed", "texts.reviewed"]


def test_saving_without_a_change_writes_nothing(client, translator, vacancy):
    client.post(at("texts", vacancy), typed(client, vacancy))
    assert not Entry.objects.exists()


def test_texts_are_shown_by_state_with_what_changed_in_words(client, translator, vacancy):
    note(vacancy, by=translator, at=NOW)
    save_texts(vacancy=vacancy, texts={"duration": {"en": "Seven months"}}, by=translator, at=NOW)
    page = client.get(at("texts", vacancy, state="stale"))
    assert [row.reading.text.path for row in page.context["rows"]] == ["duration"]
    assert '<del><span class="vh">deleted: </span>Five</del>' in page.text
    assert '<ins><span class="vh">inserted: </span>Seven</ins>' in page.text
    assert [tab["number"] for tab in page.context["states"]][1:] == [
        0,
        1,
        15,
        0,
    ]


def test_what_was_typed_stays_when_a_text_is_too_long(client, translator, vacancy):
    long = "д" * 121
    answer = client.post(
        at("texts", vacancy), {**typed(client, vacancy), "duration.ru": long, "title.ru": "Новое"}
    )
    assert answer.status_code == 200
    assert long in answer.text
    assert "Новое" in answer.text
    assert set(answer.context["form"].errors) == {"duration.ru"}
    assert again(vacancy).title_ru == vacancy.title_ru


def test_a_text_changed_by_another_meanwhile_is_told_and_overwritten_only_when_sent_again(
    client, translator, vacancy
):
    sent = {**typed(client, vacancy), "title.ru": "Моё"}
    other = person_with(Role.OFFICER, vacancy.office)
    save_texts(vacancy=vacancy, texts={"title": {"en": "Theirs"}}, by=other, at=NOW)
    answer = client.post(at("texts", vacancy), sent)
    assert "Theirs" in answer.context["form"].errors["title.ru"][0]
    assert again(vacancy).title_ru == vacancy.title_ru
    seen = {row.seen_name: row.seen for row in answer.context["rows"]}
    client.post(at("texts", vacancy), {**sent, **seen, "title.en": "Theirs"})
    assert (again(vacancy).title_en, again(vacancy).title_ru) == ("Theirs", "Моё")


def test_texts_stand_on_several_pages_and_saving_goes_on_to_the_next(client, translator, vacancy):
    for _lot in range(15):
        LotFactory(vacancy=vacancy)
    sent = {**typed(client, vacancy), "next": "1"}
    assert client.post(at("texts", vacancy), sent).url == at("texts", vacancy, page=2)


def test_a_notice_that_is_no_longer_a_draft_keeps_what_was_typed_and_says_so(client, translator, vacancy):
    sent = {**typed(client, vacancy), "title.ru": "Новое"}
    Vacancy.objects.filter(pk=vacancy.pk).update(status=Status.IN_APPROVAL)
    answer = client.post(at("texts", vacancy), sent)
    assert "no longer a draft" in answer.text
    assert "Новое" in answer.text
    assert again(vacancy).title_ru == vacancy.title_ru


@pytest.mark.parametrize("role", [Role.APPROVER, Role.AUDITOR])
def test_who_may_only_read_the_notice_reads_the_texts(client, vacancy, role):
    client.force_login(person_with(role, vacancy.office))
    page = client.get(at("texts", vacancy))
    assert vacancy.title_ru in page.text
    assert page.context["form"] is None
    assert client.post(at("texts", vacancy), {"seen.title": "x", "title.ru": "x"}).status_code == 200
    assert client.get(at("import", vacancy)).status_code == 404
    assert again(vacancy).title_ru == vacancy.title_ru


@pytest.mark.parametrize("name", ["texts", "xlsx", "json", "import"])
def test_others_find_no_texts(client, vacancy, name):
    for person in (UserFactory(), person_with(Role.TRANSLATOR, OfficeFactory())):
        client.force_login(person)
        assert client.get(at(name, vacancy)).status_code == 404


@pytest.mark.parametrize(
    "name",
    ["desk:vacancy", "desk:record", "publishing:plan", "publishing:edit", "publishing:approval"],
)
def test_a_translator_sees_nothing_else_of_the_notice(client, translator, vacancy, name):
    assert client.get(reverse(name, args=[vacancy.pk])).status_code == 404


def test_a_translator_neither_submits_nor_sees_the_desk(client, translator, vacancy):
    assert client.post(reverse("publishing:submit", args=[vacancy.pk])).status_code == 404
    assert client.get(reverse("desk:vacancies")).status_code == 403
    menu = client.get(reverse("translation:notices")).text
    assert f'href="{reverse("desk:vacancies")}"' not in menu
    assert again(vacancy).status == Status.DRAFT


def upload(client, vacancy, content, name="texts.xlsx"):
    return client.post(at("import", vacancy), {"file": SimpleUploadedFile(name, content)})


def filled_in(client, vacancy, **cells):
    """The exported sheet with texts written into it by their path."""
    book = load_workbook(BytesIO(client.get(at("xlsx", vacancy)).content))
    for row in book["texts"].iter_rows(min_row=2):
        if row[0].value in cells:
            row[3].value = cells[row[0].value]
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def test_a_sheet_is_shown_before_it_is_taken_in(client, translator, vacancy):
    page = upload(client, vacancy, filled_in(client, vacancy, title="Новое", duration="Полгода"))
    assert [(one.path, one.old, one.new) for one in page.context["changes"]] == [
        ("title", vacancy.title_ru, "Новое"),
        ("duration", "Пять месяцев", "Полгода"),
    ]
    assert again(vacancy).title_ru == vacancy.title_ru
    form = page.context["take_in"]
    answer = client.post(at("import", vacancy), {"written": form["written"].value()})
    assert answer.url == at("texts", vacancy)
    assert (again(vacancy).title_ru, again(vacancy).duration_ru) == ("Новое", "Полгода")


def test_a_json_file_comes_back_in_the_same_way(client, translator, vacancy):
    content = client.get(at("json", vacancy)).content.replace("Пять месяцев".encode(), "Полгода".encode())
    page = upload(client, vacancy, content, "texts.json")
    assert [(one.path, one.new) for one in page.context["changes"]] == [("duration", "Полгода")]


def test_a_fault_in_one_text_keeps_all_of_the_file_out(client, translator, vacancy):
    content = filled_in(client, vacancy, title="Новое", duration="д" * 121)
    page = upload(client, vacancy, content)
    assert "too long by 1" in page.text
    assert page.context["take_in"] is None


def test_a_sheet_whose_source_changed_since_is_not_taken_in(client, translator, vacancy):
    content = filled_in(client, vacancy, title="Новое")
    save_texts(vacancy=vacancy, texts={"title": {"en": "Changed here"}}, by=translator, at=NOW)
    page = upload(client, vacancy, content)
    assert "Changed here" in page.text
    assert "Новое" in page.text
    assert page.context["take_in"] is None


def test_what_changed_between_the_preview_and_taking_in_keeps_all_out(client, translator, vacancy):
    page = upload(client, vacancy, filled_in(client, vacancy, title="Новое", duration="Полгода"))
    written = page.context["take_in"]["written"].value()
    save_texts(vacancy=vacancy, texts={"title": {"en": "Changed here"}}, by=translator, at=NOW)
    answer = client.post(at("import", vacancy), {"written": written}, follow=True)
    assert "nothing was taken in" in answer.text
    assert again(vacancy).duration_ru == "Пять месяцев"


@pytest.mark.parametrize(
    "written", ["", "[]x", '[{"path": 1}]', '[{"path":"x","said":{"en":"\\u0000"},"seen":{}}]']
)
def test_what_is_no_file_of_ours_is_not_taken_in(client, translator, vacancy, written):
    answer = client.post(at("import", vacancy), {"written": written})
    assert answer.status_code == 302
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"%PDF", "not an XLSX file"), (b"0" * (2 * 1024 * 1024 + 1), "larger than the texts")],
)
def test_another_file_is_refused_in_words(client, translator, vacancy, content, words):
    assert words in upload(client, vacancy, content).text


def test_the_editor_leads_to_the_texts(client, vacancy):
    client.force_login(person_with(Role.OFFICER, vacancy.office))
    assert at("texts", vacancy) in client.get(reverse("publishing:plan", args=[vacancy.pk])).text
    assert {one.state for one in open_texts(vacancy)} == {State.DRAFT}
