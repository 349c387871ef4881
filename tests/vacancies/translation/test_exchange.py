"""Texts go out to a translator and come back, as a sheet or as JSON, without losing a character."""

import json
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from portal.workbooks.escapes import escaped, unescaped
from tests.factories.portal import NOW
from tests.factories.vacancies import planned_vacancy
from vacancies.models import Vacancy
from vacancies.translation import as_json, sheet, sheet_back
from vacancies.translation.exchange import Unreadable
from vacancies.translation.merging import Trouble, merged
from vacancies.translation.states import Reading, State, readings
from vacancies.translation.texts import Text, texts_of

FILES = [(sheet.written, sheet_back.read), (as_json.written, as_json.read)]
LETTERS = st.lists(
    st.characters(exclude_categories=("Cs",), exclude_characters="\x00")
    | st.sampled_from(["_x000B_", "_x", "\n", "=", "Ё", "_"]),
    max_size=30,
).map("".join)
DIFFICULT = [
    "=1+1",
    '=HYPERLINK("x")',
    "+7 701 555 01 02",
    "00012",
    "строка\nи ещё\n\n- список",
    "  с пробелами  ",
    "a_x000B_b",
    "\x0b вертикально",
    "'=апостроф",
    "ё \N{NO-BREAK SPACE}— «ёлочки» \U0001f600",
    "TRUE",
    "2026-11-21",
]


def reading_of(english, russian="", path="title"):
    text = Text(path, "Title", {"en": english, "ru": russian}, 250, long=True, row=Vacancy(), name="title")
    return Reading(text, {"en": State.DRAFT, "ru": State.MISSING})


def said(incoming):
    return {one.path: dict(one.said) for one in incoming.written}


@pytest.mark.parametrize(("written", "read"), FILES)
@pytest.mark.parametrize("words", DIFFICULT)
def test_what_goes_out_comes_back_letter_by_letter(written, read, words):
    file = written("REF", [reading_of(words, words[::-1])], at=NOW)
    assert said(read(file, "REF")) == {"title": {"en": words, "ru": words[::-1]}}


@given(LETTERS, LETTERS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_comes_back_letter_by_letter(english, russian):
    for written, read in FILES:
        file = written("REF", [reading_of(english, russian)], at=NOW)
        assert said(read(file, "REF")) == {"title": {"en": english, "ru": russian}}


@given(LETTERS)
def test_an_escaped_text_is_read_as_it_was(text):
    assert unescaped(escaped(text)) == text


def test_the_sheet_is_locked_but_for_the_texts_and_the_remark_and_keeps_its_header_in_sight():
    book = load_workbook(BytesIO(sheet.written("REF", [reading_of("Law")], at=NOW)))
    page = book["texts"]
    assert page.protection.sheet is True
    assert [cell.protection.locked for cell in page[2]] == [True, True, False, False, True, False]
    assert (page.freeze_panes, page["C2"].alignment.wrap_text) == ("C2", True)
    assert book["konkurs"].sheet_state == "hidden"


def edited(change, words="Law"):
    book = load_workbook(BytesIO(sheet.written("REF", [reading_of(words, "Право")], at=NOW)))
    change(book)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def put(cell, value):
    def change(book):
        book["texts"][cell] = value

    return change


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (put("D2", "=1+1"), "Row 2, Russian"),
        (put("D2", 1.5), "Row 2, Russian"),
        (put("A2", None), "Row 2: the name"),
        (put("D1", "Deutsch"), "columns"),
        (lambda book: book.remove(book["konkurs"]), "not the sheet"),
        (lambda book: setattr(book["texts"], "title", "other"), "not the sheet"),
        (lambda book: book["konkurs"].__setitem__("B1", "OTHER"), "texts of OTHER and not those of REF"),
        (lambda book: book["texts"].__setitem__("A6000", "x"), "more rows"),
        (lambda book: [book["texts"].__setitem__(f"A{row}", "title") for row in (3, 4)], "twice"),
    ],
)
def test_what_is_wrong_with_a_sheet_is_said(change, reason):
    with pytest.raises(Unreadable) as refused:
        sheet_back.read(edited(change), "REF")
    assert reason in " ".join(refused.value.reasons)


def packed(**parts):
    content = BytesIO()
    with ZipFile(content, "w", 8) as file:
        for name, part in parts.items():
            file.writestr(name.replace("TYPES", "[Content_Types].xml"), part)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "not an XLSX"),
        (b"%PDF-1.7", "not an XLSX"),
        (b"PK\x03\x04 broken", "not an XLSX"),
        (packed(**{"word/document.xml": "<w/>"}), "not an XLSX"),
        (packed(TYPES="<Types/>", sheet="x"), "not an XLSX"),
        (packed(TYPES="application/vnd.ms-excel.sheet.macroEnabled.main+xml"), "macros"),
        (packed(TYPES="<Types/>", **{"xl/vbaProject.bin": "x"}), "macros"),
        (packed(TYPES="<Types/>", big=b"0" * 26_000_000), "too large"),
    ],
)
def test_what_is_no_sheet_is_refused_in_words(content, reason):
    with pytest.raises(Unreadable) as refused:
        sheet_back.read(content, "REF")
    assert reason in " ".join(refused.value.reasons)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_sheet_with_merged_cells_is_not_even_opened(encoding):
    cells = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'.encode(encoding)
    with pytest.raises(Unreadable) as refused:
        sheet_back.read(packed(TYPES="<Types/>", **{"xl/worksheets/sheet1.xml": cells}), "REF")
    assert "columns" in " ".join(refused.value.reasons)


def test_a_sheet_made_by_hand_is_refused():
    content = BytesIO()
    Workbook().save(content)
    with pytest.raises(Unreadable):
        sheet_back.read(content.getvalue(), "REF")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"[", "not a JSON file"),
        (b"\xff\xfe", "not a JSON file"),
        (b"[" * 100_000, "not a JSON file"),
        (b"[]", ""),
        (b'{"format": "texts/1", "reference": "REF", "texts": [{"path": 1}]}', "texts.0.path"),
        (b'{"format": "other", "reference": "REF", "texts": []}', "not a file of texts"),
        (b'{"format": "texts/1", "reference": "B", "texts": []}', "texts of B and not those of REF"),
        (
            b'{"format": "texts/1", "reference": "REF", "texts": [{"path": "title", "text": {"en": "\\ud800"}}]}',
            "has a character",
        ),
    ],
)
def test_what_is_wrong_with_a_json_file_is_said(content, reason):
    with pytest.raises(Unreadable) as refused:
        as_json.read(content, "REF")
    assert reason in " ".join(refused.value.reasons)


@pytest.mark.django_db
@pytest.mark.parametrize(("written", "read"), FILES)
def test_a_whole_notice_comes_back_without_a_change(written, read):
    vacancy = planned_vacancy()
    file = written(vacancy.reference, readings(vacancy), at=NOW)
    assert merged(texts_of(vacancy), read(file, vacancy.reference).written) == ([], [])


@pytest.mark.django_db
def test_what_changed_on_both_sides_is_told_apart():
    """The translator changes the title and the duration; meanwhile the English title and the summary changed here."""
    vacancy = planned_vacancy()
    file = json.loads(as_json.written(vacancy.reference, readings(vacancy), at=NOW))
    rows = {row["path"]: row["text"] for row in file["texts"]}
    rows["title"]["ru"], rows["duration"]["ru"] = "Новое", "х" * 121
    rows["terms.text"]["ru"] = "Новые задачи"
    file["texts"].append({"path": "nothing", "text": {"ru": "x"}})
    vacancy.title_en, vacancy.summary_en = "Changed here", "And here"
    changes, faults = merged(
        texts_of(vacancy), as_json.read(json.dumps(file).encode(), vacancy.reference).written
    )
    assert [(one.path, one.language, one.new) for one in changes] == [("terms.text", "ru", "Новые задачи")]
    assert [(one.path, one.trouble, one.now, one.excess) for one in faults] == [
        ("title", Trouble.CHANGED_MEANWHILE, "Changed here", 0),
        ("duration", Trouble.TOO_LONG, "", 1),
        ("nothing", Trouble.UNKNOWN, "", 0),
    ]
