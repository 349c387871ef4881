"""The notice as a PDF: all that the page says, in its language, the same bytes for the same notice."""

import re

import pypdfium2
import pytest

from tests.factories.portal import NOW, HotlineFactory
from tests.factories.publishing import (
    AnswerFactory,
    ChosenClauseFactory,
    CorrigendumFactory,
    LanguageAskedFactory,
    LotFactory,
    NoticeVersionFactory,
    OutputFactory,
    TermsOfReferenceFactory,
)
from tests.factories.vacancies import DutyStationFactory, VacancyFactory, planned_vacancy
from tests.vacancies.listing.reading import closing, queries_of
from vacancies.corrigenda.models import Status
from vacancies.plan.published import fingerprint

pytestmark = pytest.mark.django_db


def whole_vacancy(**fields):
    """A vacancy with something of everything."""
    vacancy = planned_vacancy(published=True, method="cumulative", **fields)
    DutyStationFactory(vacancy=vacancy)
    TermsOfReferenceFactory(vacancy=vacancy)
    OutputFactory(vacancy=vacancy)
    LanguageAskedFactory(vacancy=vacancy)
    LotFactory(vacancy=vacancy, code="L1")
    ChosenClauseFactory(vacancy=vacancy)
    HotlineFactory(office=vacancy.office)
    NoticeVersionFactory(vacancy=vacancy, number=2)
    AnswerFactory(vacancy=vacancy, number=1)
    CorrigendumFactory(vacancy=vacancy, number=1, status=Status.PUBLISHED, published_at=NOW)
    return vacancy


def answer_of(client, vacancy, language="en", **headers):
    return client.get(f"/{language}/vacancies/{vacancy.slug}/notice.pdf", headers=headers)


def read(client, vacancy, language="en"):
    """The text of all pages on one line."""
    with pypdfium2.PdfDocument(answer_of(client, vacancy, language).content) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return re.sub(r"[\s\xad\ufffe]+", " ", " ".join(pages))


def test_the_paper_says_all_that_the_page_says(client):
    vacancy = whole_vacancy(title_en="Lead expert on migration law")
    said = read(client, vacancy)
    for words in (
        "Lead expert on migration law",
        vacancy.reference,
        "Office in Kazakhstan",
        "11 December 2026, 14:00, Astana time (UTC+5); 11 December 2026, 09:00 UTC",
        "Astana (Kazakhstan)",
        "Citizens of: Kazakhstan",
        "The office seeks experts.",
        "Write the manual.",
        "taught at four universities",
        "A manual of 200 pages",
        "19 February 2027",
        "Russian, C1 or higher",
        "L1 District L1",
        "At least seven years of experience",
        "Criterion A",
        "The pass mark is 50 of 100 points (50%).",
        "The result is made of the technical score (70%) and the price (30%).",
        "CV",
        "a price offer in USD",
        "Equal opportunity",
        "All qualified candidates are considered alike.",
        "Changes to this notice",
        "Corrigendum 1:",
        "Few applications have come in.",
        "1. May the work be done from home?",
        "Yes, except for the field visits.",
        "We take no fee",
        "+(993 12) 463514",
        "Version 2 of the notice, published on 12 November 2026",
        f"http://localhost:8000/en/vacancies/{vacancy.slug}/",
    ):
        assert words in said
    assert fingerprint(vacancy.plan) in said.replace(" ", "")


def test_the_paper_speaks_russian(client):
    said = read(client, whole_vacancy(), "ru")
    for words in ("Ведущий эксперт", "Написать пособие.", "Критерий А".replace("А", "A"), "11 декабря 2026"):
        assert words in said
    assert "Lead expert" not in said


def test_a_text_that_only_the_other_language_has_stands_in_for_it(client):
    said = read(client, whole_vacancy(title_en="", summary_en="", terms_en="", title_ru="Ведущий эксперт"))
    assert "Ведущий эксперт" in said
    assert "In Russian only" in said


def test_markup_is_set_and_nothing_else_is_read_as_markup(client):
    terms = '# Tasks\n\n- *first*\n- **second** `code`\n\n1. one\n\n> said\n\n| a | b |\n|---|---|\n| c | d |\n\n#eval("x") $y$ [link](https://example.org) <b>'
    said = read(client, whole_vacancy(terms_en=terms, title_en='#panic("x") *bold*'))
    for words in (
        "Tasks",
        "• first • second code",
        "1. one",
        "said",
        '#eval("x") $y$ link <b>',
        '#panic("x") *bold*',
    ):
        assert words in said


def test_the_same_notice_is_the_same_bytes_and_not_sent_twice(client):
    vacancy = whole_vacancy()
    first = answer_of(client, vacancy)
    assert (first["Content-Type"], first["Content-Disposition"]) == (
        "application/pdf",
        f'inline; filename="{vacancy.slug}-en.pdf"',
    )
    assert answer_of(client, vacancy).content == first.content
    again = answer_of(client, vacancy, **{"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_change_makes_another_paper(client):
    vacancy = whole_vacancy()
    first = answer_of(client, vacancy)
    vacancy.title_en, vacancy.changed_at = "Another title", NOW
    vacancy.save()
    changed = answer_of(client, vacancy, **{"if-none-match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]
    assert "Another title" in read(client, vacancy)


def test_closing_makes_another_paper(client, monkeypatch):
    vacancy = whole_vacancy(closes_at=closing(hours=1))
    first = answer_of(client, vacancy)
    monkeypatch.setattr("portal.kernel.clock.now", lambda: closing(hours=1, seconds=1))
    assert answer_of(client, vacancy)["ETag"] != first["ETag"]
    assert "Applications are no longer taken" in read(client, vacancy)


@pytest.mark.parametrize("fields", [{"status": "cancelled"}, {"closes_at": closing(days=-1)}])
def test_the_warning_stays_when_the_vacancy_is_over(client, fields):
    said = read(client, whole_vacancy(**fields))
    assert "We take no fee" in said
    assert "+(993 12) 463514" in said


@pytest.mark.parametrize("fields", [{}, {"published": True, "published_at": closing(seconds=1)}])
def test_what_is_not_public_has_no_paper(client, fields):
    assert answer_of(client, VacancyFactory(**fields)).status_code == 404


def test_the_paper_needs_no_more_queries_with_more_of_everything(client):
    vacancy = whole_vacancy()
    address = f"/en/vacancies/{vacancy.slug}/notice.pdf"
    needed = queries_of(client, address)
    OutputFactory(vacancy=vacancy)
    LotFactory(vacancy=vacancy, code="L2")
    ChosenClauseFactory(vacancy=vacancy)
    assert queries_of(client, address) == needed


def test_the_printed_page_has_its_address_and_its_fingerprint_and_no_second_sheet_for_the_screen(client):
    vacancy = whole_vacancy()
    page = client.get(f"/en/vacancies/{vacancy.slug}/").content.decode()
    address = f"http://localhost:8000/en/vacancies/{vacancy.slug}/"
    assert f'<p class="address" hidden>This notice is published at {address}</p>' in page
    assert 'class="code fingerprint"' in page
    assert re.findall(r'<link rel="stylesheet"[^>]*>', page) == [
        '<link rel="stylesheet" href="/static/portal/konkurs.css">',
        '<link rel="stylesheet" href="/static/portal/print.css" media="print">',
    ]
    assert f'href="/en/vacancies/{vacancy.slug}/notice.pdf"' in page
