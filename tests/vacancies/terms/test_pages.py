"""The pages of the editor on which the terms of reference are written; all of it without a script."""

import re

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.accounts.roles import Role
from portal.kernel.bilingual import languages
from tests.factories.portal import OfficeFactory, person_with
from tests.factories.publishing import (
    ChosenClauseFactory,
    LanguageAskedFactory,
    LotFactory,
    OutputFactory,
    StandardClauseFactory,
    TermsOfReferenceFactory,
)
from tests.factories.vacancies import planned_vacancy
from vacancies.models import Vacancy
from vacancies.terms.forms import MOST_LOTS
from vacancies.vacancy.models import Status

pytestmark = pytest.mark.django_db
PAGES = ("terms", "outputs", "lots", "clauses")


@pytest.fixture
def vacancy(client):
    """A planned draft, opened by an officer of its office."""
    vacancy = planned_vacancy(home_based=True)
    client.force_login(person_with(Role.OFFICER, vacancy.office))
    return vacancy


def page(name, *args):
    return reverse(f"publishing:{name}", args=args)


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def rows(*data):
    said = {"rows-TOTAL_FORMS": str(len(data)), "rows-INITIAL_FORMS": "0"}
    for number, row in enumerate(data):
        said |= {f"rows-{number}-{name}": value for name, value in row.items()}
    return said


def lots_of(vacancy):
    return [(row.code, row.name_en, row.name_ru, row.openings) for row in vacancy.lots.all()]


def test_the_tabs_lead_from_the_notice_over_its_terms_to_the_plan(client, vacancy):
    labels = [tab["label"] for tab in client.get(page("terms", vacancy.pk)).context["tabs"]]
    assert labels[:5] == ["Notice", "Terms of reference", "Outputs", "Lots", "How it is computed"]


def test_sections_and_languages_are_saved_and_lead_on(client, vacancy):
    sent = {**rows({"language": "ru", "level": "C1", "required": "on"}), "context_ru": "Право.", "next": "1"}
    answer = client.post(page("terms", vacancy.pk), sent)
    assert (answer.url, told(answer)) == (
        page("outputs", vacancy.pk),
        ["The terms of reference are saved."],
    )
    shown = client.get(page("terms", vacancy.pk))
    assert (shown.context["form"]["context_ru"].value(), len(shown.context["rows"].forms)) == ("Право.", 1)


def test_both_languages_of_a_section_stand_side_by_side_marked_with_their_language(client, vacancy):
    form = client.get(page("terms", vacancy.pk)).context["form"]
    for _name, fields in form.sections:
        assert [field.field.widget.attrs["lang"] for field in fields] == languages()
    assert len(form.sections) == 7


def test_a_language_asked_for_twice_comes_back_with_everything_typed(client, vacancy):
    twice = rows({"language": "ru", "level": "C1"}, {"language": "ru", "level": "B1"})
    answer = client.post(page("terms", vacancy.pk), {**twice, "scope_en": "Write a manual."})
    assert answer.context["rows"].forms[1].errors == {"language": ["This language stands above already."]}
    assert "Write a manual." in answer.content.decode()
    assert vacancy.languages_asked.count() == 0


def test_one_more_language_keeps_what_was_typed_and_finds_no_fault(client, vacancy):
    answer = client.post(page("terms", vacancy.pk), {**rows(), "scope_en": "Write.", "add": "language"})
    assert answer.context["form"]["scope_en"].value() == "Write."
    assert [row["required"].value() for row in answer.context["rows"]] == [True]
    assert "errs" not in answer.content.decode()


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        ((), "No output has a share of the payment yet."),
        ((30, 40), "The shares add up to 70%: 30% are still to be given."),
        ((30, 70), "The shares add up to the whole payment."),
    ],
)
def test_the_running_total_says_how_far_the_shares_are_from_the_whole(client, vacancy, shares, said):
    for share in shares:
        OutputFactory(vacancy=vacancy, share=share)
    OutputFactory(vacancy=vacancy, share=None)
    assert client.get(page("outputs", vacancy.pk)).context["rows"].total_words == said


def test_the_running_total_counts_what_was_just_typed(client, vacancy):
    typed = rows({"title_en": "A", "share": "12,5"}, {"title_en": "B", "share": "50", "DELETE": "on"})
    shown = client.post(page("outputs", vacancy.pk), {**typed, "add": "output"}).context["rows"]
    assert shown.total_words == "The shares add up to 12.5%: 87.5% are still to be given."


def test_shares_beyond_the_whole_payment_come_back_filled_in(client, vacancy):
    sent = rows({"title_en": "Manual", "share": "60"}, {"title_en": "Report", "share": "60.5"})
    answer = client.post(page("outputs", vacancy.pk), sent)
    shown = answer.content.decode()
    assert "The shares add up to 120.5%: 20.5% too much." in shown
    assert ("Manual" in shown, 'value="60.5"' in shown, vacancy.outputs.count()) == (True, True, 0)


def test_a_share_beyond_100_is_named_at_its_field(client, vacancy):
    answer = client.post(page("outputs", vacancy.pk), rows({"title_en": "Manual", "share": "101"}))
    assert set(answer.context["rows"].forms[0].errors) == {"share"}


def test_outputs_are_saved_in_the_order_of_their_numbers(client, vacancy):
    sent = rows(
        {"title_en": "Report", "share": "40", "due_on": "2027-03-01", "ORDER": "2"},
        {"title_ru": "Пособие", "share": "60", "due_en": "two months after signing", "ORDER": "1"},
    )
    answer = client.post(page("outputs", vacancy.pk), {**sent, "next": "1"})
    assert (answer.url, told(answer)) == (page("lots", vacancy.pk), ["The outputs are saved."])
    assert [str(row) for row in vacancy.outputs.all()] == ["Пособие", "Report"]


def test_sixty_lots_are_pasted_into_rows_and_saved(client, vacancy):
    lines = "\n".join(f"District {number} | Район {number} | 2" for number in range(60))
    more = client.post(page("lots", vacancy.pk), {**rows(), "lines": lines, "add": "paste"})
    shown = more.context["rows"]
    assert (len(shown.forms), more.context["pasted"]["lines"].value()) == (60, None)
    sent = rows(
        *(
            {name: row[name].value() or "" for name in ("code", "name_en", "name_ru", "openings")}
            for row in shown
        )
    )
    answer = client.post(page("lots", vacancy.pk), {**sent, "lines": ""})
    assert told(answer) == ["The lots are saved."]
    assert lots_of(vacancy)[59] == ("L60", "District 59", "Район 59", 2)
    assert Vacancy.objects.get().openings == 120


def test_pasted_lines_are_saved_even_when_no_rows_were_made_of_them(client, vacancy):
    LotFactory(vacancy=vacancy, code="L1")
    sent = rows({"code": "L1", "name_en": "Osh", "openings": "1"})
    client.post(page("lots", vacancy.pk), {**sent, "lines": "Batken\tБаткен\t3\r\n\r\nTalas"})
    assert lots_of(vacancy) == [
        ("L1", "Osh", "", 1),
        ("L2", "Batken", "Баткен", 3),
        ("L3", "Talas", "", 1),
    ]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Osh | Ош | many", "Line 2: “many” is no number of openings."),
        ("Osh | Ош | 0", "Line 2: “0” is no number of openings."),
        (f"Osh | Ош | {'9' * 5000}", f"Line 2: “{'9' * 160}” is no number of openings."),
        ("Osh | Ош | 1 | x", "Line 2: it has more than three parts."),
        (" | | 3", "Line 2: write the name in one language at least."),
        (f"{'x' * 161} | Ош", "Line 2: a name has at most 160 characters. We have cut nothing."),
    ],
)
@pytest.mark.parametrize("button", [{}, {"add": "paste"}])
def test_a_line_that_is_not_understood_is_named_and_stays_in_the_box(client, vacancy, line, fault, button):
    lines = f"Batken | Баткен | 2\n{line}"
    answer = client.post(page("lots", vacancy.pk), {**rows(), "lines": lines, **button})
    assert answer.context["pasted"].errors == {"lines": [fault]}
    assert answer.context["pasted"]["lines"].value() == lines
    assert lots_of(vacancy) == []


def test_more_lots_than_a_page_holds_are_refused_whole(client, vacancy):
    lines = "\n".join(f"District {number}" for number in range(MOST_LOTS))
    sent = {**rows({"name_en": "Osh", "openings": "1"}), "lines": lines}
    answer = client.post(page("lots", vacancy.pk), sent)
    assert answer.context["pasted"].errors == {"lines": ["A vacancy has at most 150 lots."]}
    assert lots_of(vacancy) == []


def test_one_more_lot_leaves_the_box_as_it_is(client, vacancy):
    answer = client.post(page("lots", vacancy.pk), {**rows(), "lines": "half a li", "add": "lot"})
    assert (answer.context["pasted"]["lines"].value(), len(answer.context["rows"].forms)) == ("half a li", 1)
    assert "errs" not in answer.content.decode()


def test_a_lot_without_a_name_or_openings_comes_back(client, vacancy):
    answer = client.post(page("lots", vacancy.pk), rows({"name_en": "", "openings": "0"}))
    assert set(answer.context["rows"].forms[0].errors) == {"name_en", "openings"}
    assert lots_of(vacancy) == []


def test_the_openings_of_a_vacancy_with_lots_are_not_typed(client, vacancy):
    LotFactory(vacancy=vacancy, openings=7)
    field = client.get(page("edit", vacancy.pk)).context["form"].fields["openings"]
    assert (field.disabled, field.help_text) == (True, "As many as the lots have together.")


def test_the_notice_takes_its_header(client, vacancy):
    header = {
        "unit_en": "Migration law",
        "project": "PB.0203",
        "category": "B",
        "level": "10+",
        "field": "law",
        "working_days": "35",
        "pay_least": "200",
        "pay_most": "250",
        "pay_currency": "USD",
        "pay_per": "day",
        "starts_on": "2027-01-11",
        "grace_minutes": "15",
        "questions_until_on": "2026-12-01",
        "questions_until_time": "18:00",
        "closes_on": "2026-12-11",
        "closes_time": "18:00",
        "scope": "national",
        "openings": "1",
        "stations-TOTAL_FORMS": "0",
        "stations-INITIAL_FORMS": "0",
    }
    answer = client.post(page("edit", vacancy.pk), {**header, "next": "1"})
    assert (answer.url, told(answer)) == (page("terms", vacancy.pk), ["The notice is saved."])
    saved = Vacancy.objects.get()
    assert (saved.unit_en, saved.project, saved.category, saved.level) == (
        "Migration law",
        "PB.0203",
        "B",
        "10+",
    )
    assert (saved.field, saved.working_days, str(saved.starts_on)) == ("law", 35, "2027-01-11")
    assert (saved.pay_least, saved.pay_most, saved.pay_currency, saved.pay_per) == (200, 250, "USD", "day")
    assert (saved.grace_minutes, (saved.closes_at - saved.questions_until).days) == (15, 10)


def test_questions_that_end_after_applications_come_back(client, vacancy):
    sent = {"closes_on": "2026-12-11", "closes_time": "18:00", "questions_until_on": "2026-12-12"}
    answer = client.post(page("edit", vacancy.pk), {**sent, "questions_until_time": "10:00"})
    assert answer.context["form"].errors["questions_until_on"] == ["Questions end before applications do."]
    assert 'value="2026-12-12"' in answer.content.decode()


def test_documents_take_formats_and_a_limit(client, vacancy):
    sent = rows({"code": "cv", "name_en": "CV", "formats": "pdf", "max_megabytes": "5"})
    client.post(page("documents", vacancy.pk), sent)
    document = vacancy.plan.documents.get()
    assert (document.formats, document.max_megabytes) == (["pdf"], 5)
    shown = client.get(page("documents", vacancy.pk)).content.decode()
    assert re.search(r'value="pdf"[^>]* checked', shown)


def test_a_limit_beyond_that_of_the_portal_comes_back(client, vacancy):
    sent = rows({"code": "cv", "name_en": "CV", "formats": "exe", "max_megabytes": "11"})
    answer = client.post(page("documents", vacancy.pk), sent)
    assert set(answer.context["rows"].forms[0].errors) == {"formats", "max_megabytes"}


def test_the_clauses_of_a_notice_are_chosen_from_those_in_force_and_those_it_has(client, vacancy):
    old = StandardClauseFactory(office=vacancy.office)
    new = StandardClauseFactory(office=vacancy.office, version=2, replaces=old)
    StandardClauseFactory(office=vacancy.office, kind="intern")
    StandardClauseFactory(office=OfficeFactory())
    ChosenClauseFactory(vacancy=vacancy, clause=old)
    form = client.get(page("clauses", vacancy.pk)).context["form"]
    assert [label for _key, label in form.fields["clauses"].choices] == [
        "Equal opportunity, version 1",
        "Equal opportunity, version 2",
    ]
    answer = client.post(page("clauses", vacancy.pk), {"clauses": [new.pk], "next": "1"})
    assert answer.url == page("approval", vacancy.pk)
    assert [row.clause for row in vacancy.clauses.all()] == [new]


def test_a_clause_of_the_office_above_says_whose_it_is(client):
    above = OfficeFactory(name_en="Country office")
    vacancy = planned_vacancy(office=OfficeFactory(parent=above))
    client.force_login(person_with(Role.OFFICER, vacancy.office))
    StandardClauseFactory(office=above)
    StandardClauseFactory(office=None)
    form = client.get(page("clauses", vacancy.pk)).context["form"]
    assert [label for _key, label in form.fields["clauses"].choices] == [
        "Equal opportunity, version 1, Country office",
        "Equal opportunity, version 1, for all offices",
    ]


def test_a_clause_of_another_office_cannot_be_chosen(client, vacancy):
    other = StandardClauseFactory(office=OfficeFactory())
    answer = client.post(page("clauses", vacancy.pk), {"clauses": [other.pk]})
    assert set(answer.context["form"].errors) == {"clauses"}


def test_what_was_typed_into_terms_submitted_meanwhile_is_not_lost(client, vacancy):
    Vacancy.objects.update(status=Status.IN_APPROVAL)
    answer = client.post(page("terms", vacancy.pk), {**rows(), "scope_ru": "Написать пособие."})
    assert "Написать пособие." in answer.content.decode()
    assert not hasattr(Vacancy.objects.get(), "sections")


def test_the_working_copy_of_a_corrigendum_opens_in_the_same_editor(client):
    published = planned_vacancy(published=True)
    copy = planned_vacancy(amends=published, office=published.office)
    client.force_login(person_with(Role.OFFICER, published.office))
    assert [client.get(page(name, copy.pk)).status_code for name in ("edit", *PAGES)] == [200] * 5
    client.post(page("outputs", copy.pk), rows({"title_en": "Report"}))
    assert (copy.outputs.count(), published.outputs.count()) == (1, 0)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("role", "status"), [(Role.APPROVER, 302), (Role.AUDITOR, 302), (Role.TRANSLATOR, 404)]
)
def test_who_may_not_write_is_led_to_what_can_be_read(client, vacancy, name, role, status):
    client.force_login(person_with(role, vacancy.office))
    assert client.get(page(name, vacancy.pk)).status_code == status


@pytest.mark.parametrize("name", PAGES)
def test_an_officer_elsewhere_finds_nothing(client, vacancy, name):
    client.force_login(person_with(Role.OFFICER, OfficeFactory()))
    assert client.get(page(name, vacancy.pk)).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_sixty_of_everything_take_no_more_queries_than_one(client, vacancy, name):
    def taken():
        client.get(page(name, vacancy.pk))
        with CaptureQueriesContext(connection) as queries:
            client.get(page(name, vacancy.pk))
        return len(queries)

    TermsOfReferenceFactory(vacancy=vacancy)
    LotFactory(vacancy=vacancy)
    OutputFactory(vacancy=vacancy, share=1)
    LanguageAskedFactory(vacancy=vacancy, language="en")
    ChosenClauseFactory(vacancy=vacancy, clause=StandardClauseFactory(office=vacancy.office))
    before = taken()
    LotFactory.create_batch(59, vacancy=vacancy)
    OutputFactory.create_batch(9, vacancy=vacancy, share=1)
    for code in ("ru", "kk", "ky"):
        LanguageAskedFactory(vacancy=vacancy, language=code)
        ChosenClauseFactory(vacancy=vacancy, clause=StandardClauseFactory(office=vacancy.office))
    assert taken() == before
