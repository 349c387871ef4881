"""The terms of reference as the public reads them."""

import gzip
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from tests.factories.portal import NOW, OfficeFactory
from tests.factories.publishing import (
    ChosenClauseFactory,
    LanguageAskedFactory,
    LotFactory,
    OutputFactory,
    StandardClauseFactory,
    TermsOfReferenceFactory,
)
from tests.factories.vacancies import VacancyFactory, planned_vacancy
from tests.vacancies.listing.reading import words_of
from vacancies.listing.notice import notice_of
from vacancies.models import Vacancy
from vacancies.plan.published import fingerprint, plan_as_published
from vacancies.terms.suggested import SUGGESTED

pytestmark = pytest.mark.django_db
STYLE = Path(settings.BASE_DIR) / "portal" / "static" / "portal" / "konkurs.css"


def page(client, vacancy, language="en"):
    return client.get(f"/{language}/vacancies/{vacancy.slug}/")


def read(vacancy, language="en"):
    """The notice as plain data."""
    with override(language):
        return notice_of(Vacancy.objects.get(pk=vacancy.pk), at=NOW)


def plain(text):
    return str(text).replace("\N{NO-BREAK SPACE}", " ")


def test_the_facts_name_everything_of_the_header_that_is_said():
    vacancy = VacancyFactory(
        office=OfficeFactory(time_zone="Asia/Bishkek"),
        unit_en="Migration law",
        project="PB.0203",
        category="B",
        level="5-9",
        field="law",
        working_days=35,
        starts_on=date(2027, 1, 11),
        questions_until=datetime(2026, 12, 1, 12, 0, tzinfo=UTC),
    )
    facts = {term: plain(value) for term, value in read(vacancy).facts}
    assert facts == {
        "Contract": "Consultant, national",
        "Category": "B: paid by deliverables",
        "Field of work": "Law",
        "Level": "5–9 years of experience",
        "Unit": "Migration law",
        "Project": "PB.0203",
        "Duration": "Five months",
        "Working days": "35",
        "Estimated start": "11 January 2027",
        "Openings": "1",
        "Who may apply": "Citizens of: Kazakhstan, Kyrgyzstan, Tajikistan, Turkmenistan, Uzbekistan",
        "Questions are taken until": "1 December 2026, 18:00",
    }


def test_sections_that_say_nothing_are_not_shown(client):
    vacancy = planned_vacancy(published=True, terms_en="", terms_ru="")
    assert 'id="terms"' not in page(client, vacancy).content.decode()
    TermsOfReferenceFactory(vacancy=vacancy)
    body = page(client, vacancy).content.decode()
    assert [
        f'id="{name}"' in body for name in ("terms", "context", "scope", "travel", "outputs", "lots")
    ] == [
        *(True, True, True),
        *(False, False, False),
    ]


def test_sections_are_markdown_under_headings_of_their_own(client):
    vacancy = planned_vacancy(published=True)
    TermsOfReferenceFactory(vacancy=vacancy, scope_en="## Chapters\n\n- one\n\n<script>alert(1)</script>")
    body = page(client, vacancy).content.decode()
    assert ('<h3 id="scope">Scope of work</h3>' in body, "<h4>Chapters</h4>" in body) == (True, True)
    assert "<script>alert" not in body


def test_outputs_say_when_they_are_due_and_what_they_earn():
    vacancy = VacancyFactory()
    OutputFactory(vacancy=vacancy, title_en="Outline", due_on=date(2027, 1, 25), share="12.50")
    OutputFactory(vacancy=vacancy, title_en="Manual", due_on=None, due_en="at the end", share=None)
    lines = read(vacancy).sections.outputs
    assert [
        (line.number, line.title, [plain(due) for due in line.due], plain(line.share)) for line in lines
    ] == [
        (1, "Outline", ["25 January 2027"], "12.5 %"),
        (2, "Manual", ["at the end"], ""),
    ]


def test_a_column_that_no_output_fills_is_left_out(client):
    vacancy = planned_vacancy(published=True)
    OutputFactory(vacancy=vacancy, due_on=None, share=None)
    words = words_of(page(client, vacancy))
    assert ("A manual of 200 pages" in words, "Share of the payment" in words) == (True, False)


def test_languages_say_the_level_and_whether_the_work_needs_them():
    vacancy = VacancyFactory()
    LanguageAskedFactory(vacancy=vacancy, language="ru", level="C1", order=1)
    LanguageAskedFactory(vacancy=vacancy, language="en", level="B2", required=False, order=2)
    assert read(vacancy).sections.languages == [
        "Russian, C1 or higher",
        "English, B2 or higher, would be an advantage",
    ]


def test_sixty_lots_stand_on_the_notice_with_their_openings(client):
    vacancy = planned_vacancy(published=True, openings=61)
    LotFactory(vacancy=vacancy, code="L1", name_en="Osh", openings=2, order=0)
    for number in range(2, 61):
        LotFactory(vacancy=vacancy, code=f"L{number}", order=number)
    words = words_of(page(client, vacancy))
    assert "60 lots, 61 openings" in words
    assert "L1 Osh (2 openings) L2 District L2 L3" in words
    assert "District L60" in words


def test_the_notice_keeps_the_version_of_a_clause_it_was_published_with(client):
    vacancy = planned_vacancy(published=True)
    old = StandardClauseFactory(text_en="Everybody is alike.")
    ChosenClauseFactory(vacancy=vacancy, clause=old)
    StandardClauseFactory(version=2, replaces=old, text_en="A later text.")
    words = words_of(page(client, vacancy))
    assert "Equal opportunity Everybody is alike." in words
    assert "A later text." not in words


def test_a_published_grace_is_part_of_the_notice_and_none_goes_unsaid(client):
    said = "An application begun before the closing time is still taken 15 minutes after it."
    assert said in words_of(page(client, planned_vacancy(published=True, grace_minutes=15)))
    assert read(VacancyFactory()).grace == ""


def test_documents_say_formats_and_limits_where_they_are_set(settings):
    settings.DOCUMENT_MAX_BYTES = 10 * 1024 * 1024
    vacancy = planned_vacancy()
    document = vacancy.plan.documents.get()
    assert [line.files for line in read(vacancy).selection.documents] == [""]
    for formats, largest, said in (
        (["pdf"], 5, "PDF, up to 5 MB"),
        (["pdf", "docx"], None, "PDF or DOCX"),
        ([], 40, "up to 10 MB"),
    ):
        document.formats, document.max_megabytes = formats, largest
        document.save()
        assert [plain(line.files) for line in read(vacancy).selection.documents] == [said]


def test_formats_and_limits_are_part_of_the_published_plan_only_where_they_are_set():
    plan = planned_vacancy().plan
    before = fingerprint(plan)
    assert set(plan_as_published(plan)["documents"][0]) == {"code", "name", "required"}
    plan.documents.update(formats=["pdf"], max_megabytes=5)
    published = plan_as_published(plan)["documents"][0]
    assert (published["formats"], published["max_megabytes"]) == (["pdf"], 5)
    assert fingerprint(plan) != before


ASKS = {"methodology_limit": 6000, "letter_asked": True, "experience_asked": True, "team_most": 4}


def test_what_else_is_handed_in_stands_beside_the_documents(client):
    vacancy = planned_vacancy(published=True, method="cumulative", asks={**ASKS, "price_breakdown": True})
    said = plain(words_of(page(client, vacancy)))
    for words in (
        "your experience, chosen from your profile",
        "a methodology: how you would do the work, in up to 6,000 characters",
        "a letter of interest and availability",
        "a price offer in USD: a lump sum, broken down by output",
        "A team of up to 4 people may apply, counting the one who leads it",
        "The price that is compared is the lump sum",
    ):
        assert words in said


@pytest.mark.parametrize("method", ["cumulative", "lowest_price"])
def test_a_daily_rate_is_said_to_be_what_is_offered_and_compared(method):
    selection = read(planned_vacancy(method=method, asks={"price_basis": "daily_rate"})).selection
    assert selection.price == "a price offer in USD: the rate for a day of work"
    assert "The price that is compared is the rate for a day of work." in selection.result


def test_a_notice_that_asks_nothing_besides_says_nothing_of_it():
    selection = read(planned_vacancy(method="cumulative")).selection
    assert (selection.pages, selection.team) == ([], "")
    assert selection.price == "a price offer in USD"
    assert not [sentence for sentence in selection.result if "compared" in sentence]


def test_a_text_borrowed_from_the_other_language_is_marked_and_explained(client):
    vacancy = planned_vacancy(published=True)
    LotFactory(vacancy=vacancy, name_en="", name_ru="Ошский район")
    answer = page(client, vacancy)
    assert '<span lang="ru">Ошский район</span>' in answer.content.decode()
    assert "Some of the texts have no version in this language yet" in words_of(answer)


def _whole(lots):
    """A published notice with everything, and so many lots."""
    vacancy = planned_vacancy(published=True)
    TermsOfReferenceFactory(vacancy=vacancy)
    for number in range(1, lots + 1):
        LotFactory(vacancy=vacancy, code=f"L{number}")
        OutputFactory(vacancy=vacancy, share=1)
    LanguageAskedFactory(vacancy=vacancy)
    for topic, texts in SUGGESTED.items():
        ChosenClauseFactory(
            vacancy=vacancy, clause=StandardClauseFactory(office=vacancy.office, topic=topic, **texts)
        )
    return vacancy


def test_sixty_lots_take_no_more_queries_than_one(client):
    def taken(vacancy):
        with CaptureQueriesContext(connection) as queries:
            page(client, vacancy)
        return len(queries)

    small, large = _whole(1), _whole(60)
    assert taken(small) == taken(large)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_whole_notice_and_its_sheet_weigh_at_most_14_kb(client, language):
    html = page(client, _whole(4), language).content
    weight = len(gzip.compress(html, 9)) + len(gzip.compress(STYLE.read_bytes(), 9))
    assert weight <= 14 * 1024, weight
