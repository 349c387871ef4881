"""Whatever else is sent as a form is refused in words or read for what it is, costs little, and changes nothing else."""

import time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from django.urls import reverse

from applications.intake.offline.cells import MOST_BYTES
from portal.workbooks.packed import Unopened, look_inside
from tests.factories.intake import ApplicationFactory
from tests.factories.offline import Form, as_upload, part_of, repacked
from tests.factories.profile import ProfileFactory
from tests.factories.vacancies import planned_vacancy

pytestmark = pytest.mark.django_db

NO_WORKBOOK, NOT_OURS = "not an XLSX file that can be read", "not the form that was downloaded here"
TOO_LARGE, MACROS, EMPTY = "too large when unpacked", "holds macros", "file is empty"
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]><worksheet>&i;</worksheet>"
)


@pytest.fixture
def draft(client):
    draft = ApplicationFactory(vacancy=planned_vacancy(published=True))
    ProfileFactory(user=draft.applicant)
    client.force_login(draft.applicant)
    return draft


@pytest.fixture
def good(client, draft):
    form = Form(client.get(reverse("intake:form", args=[draft.key])).content)
    form["statements/A"], form["statements/B"] = "Ten manuals", "Long work"
    return form.content


def bring(client, draft, content, name="form.xlsx"):
    return client.post(reverse("intake:offline", args=[draft.key]), {"form": as_upload(content, name)})


def written(draft):
    return {row.criterion.code: row.text for row in draft.statements.select_related("criterion")}


def changed(good, change):
    form = Form(good)
    change(form)
    return form.content


def sheet(good, old, new):
    part = part_of(good)
    assert old in part
    return repacked(good, sheet1=part.replace(old, new, 1))


def packed(kind=ZIP_DEFLATED, **parts):
    content = BytesIO()
    with ZipFile(content, "w", kind) as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return content.getvalue()


FILES = {
    "nothing at all": (lambda _good: b"", EMPTY),
    "a text": (lambda _good: "Здравствуйте".encode(), NO_WORKBOOK),
    "a PDF under its name": (lambda _good: b"%PDF-1.7\n%%EOF", NO_WORKBOOK),
    "an old XLS, or one with a password": (lambda _good: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096, NO_WORKBOOK),
    "half of the file": (lambda good: good[: len(good) // 2], NO_WORKBOOK),
    "a file with bytes turned round": (lambda good: good[:900] + good[900:1800][::-1] + good[1800:], NO_WORKBOOK),
    "a ZIP of something else": (lambda _good: packed(**{"word/document.xml": "<w/>"}), NO_WORKBOOK),
    "a ZIP that says it is a workbook": (lambda _good: packed(**{"[Content_Types].xml": "<Types/>"}), NO_WORKBOOK),
    "a bomb": (lambda good: repacked(good, bomb=b"0" * 20_000_000), TOO_LARGE),
    "a bomb of many parts": (lambda good: repacked(good, **{f"x{n}": b"0" * 1_000_000 for n in range(14)}), TOO_LARGE),
    "entities that multiply": (lambda good: repacked(good, sheet1=LAUGHS), NO_WORKBOOK),
    "entities that multiply, in UTF-16": (lambda good: repacked(good, sheet1=LAUGHS.replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16")), NO_WORKBOOK),
    "a file of the server asked for": (lambda good: repacked(good, sheet1='<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet>&a;</worksheet>'), NO_WORKBOOK),
    "macros": (lambda good: repacked(good, **{"xl/vbaProject.bin": "Sub Auto_Open"}), MACROS),
    "a kind with macros": (lambda good: repacked(good, types=part_of(good, "[Content_Types].xml").replace("sheet.main", "sheet.macroEnabled.main")), MACROS),
    "all cells merged into one": (lambda good: sheet(good, "</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), NOT_OURS),
    "a sheet that is cut off": (lambda good: repacked(good, sheet1=part_of(good)[:2000]), NO_WORKBOOK),
    "a sheet that is no XML": (lambda good: repacked(good, sheet1="\0\1\2"), NO_WORKBOOK),
    "a sheet that is missing": (lambda good: repacked(good, without=["xl/worksheets/sheet1.xml"]), NOT_OURS),
    "the workbook of something else": (lambda good: changed(good, lambda form: form.book.remove(form.key)), NOT_OURS),
    "a form without its names": (lambda good: changed(good, lambda form: form.sheet.delete_cols(1)), NOT_OURS),
    "a form of a later kind": (lambda good: changed(good, lambda form: form.key.__setitem__("A1", "konkurs-key/99")), NOT_OURS),
}  # fmt: skip


@pytest.mark.parametrize("what", FILES)
def test_what_is_no_form_is_refused_in_words_and_changes_nothing(client, draft, good, what):
    make, words = FILES[what]
    began = time.monotonic()
    answer = bring(client, draft, make(good))
    assert answer.status_code == 200
    assert words in answer.text
    assert written(draft) == {}
    assert time.monotonic() - began < 10


def test_a_workbook_that_declares_entities_is_not_even_parsed(good):
    with pytest.raises(Unopened):
        look_inside(FILES["entities that multiply, in UTF-16"][0](good), most_bytes=MOST_BYTES)


def test_a_file_that_is_too_heavy_is_not_opened(client, draft):
    answer = bring(client, draft, packed(ZIP_STORED, heavy=b"0" * (MOST_BYTES + 1)))
    assert "larger than 1 MB" in answer.text


ODD = {
    "a name with a path": lambda good: good,
    "renamed sheets": lambda good: changed(good, lambda form: setattr(form.sheet, "title", "Лист1")),
    "sheets in another order": lambda good: changed(good, lambda form: form.book.move_sheet(form.key, -2)),
    "rows put in between": lambda good: changed(good, lambda form: form.sheet.insert_rows(5, 3)),
    "a cell at the far end of the sheet": lambda good: changed(good, lambda form: form.sheet.__setitem__("XFD1048576", "x")),
    "names nobody asked for": lambda good: changed(good, lambda form: form.sheet.append(["../../etc/passwd", "", "x"])),
    "a window that is a number": lambda good: changed(good, lambda form: form.key.__setitem__("D1", 17)),
    "marks that are none": lambda good: changed(good, lambda form: [form.key.__setitem__(f"B{n}", None) for n in range(2, 40)]),
    "no protection": lambda good: changed(good, lambda form: setattr(form.sheet.protection, "sheet", False)),
    "unknown parts": lambda good: repacked(good, **{"../../evil.xml": "<x/>", "xl/extra.xml": "<x/>"}),
}  # fmt: skip


@pytest.mark.parametrize("what", ODD)
def test_what_is_odd_and_can_be_understood_is_read(client, draft, good, what):
    answer = bring(client, draft, ODD[what](good), "../../Заявка Ахметовой.xlsx")
    assert written(draft) == {"A": "Ten manuals", "B": "Long work"}, answer.text


CELLS = {
    "a formula": ("=1+1", "formula"),
    "a formula that calls": ('=WEBSERVICE("http://example.org")', "formula"),
    "an error": ("#REF!", "formula"),
}


@pytest.mark.parametrize("what", CELLS)
def test_what_is_no_text_is_named_and_the_other_answers_are_taken(client, draft, good, what):
    value, words = CELLS[what]
    answer = bring(client, draft, changed(good, lambda form: form.__setitem__("statements/A", value)))
    assert written(draft) == {"A": "", "B": "Long work"}
    assert words in answer.text


def test_what_no_database_can_hold_is_left_out(client, draft, good):
    bring(client, draft, sheet(good, "Ten manuals", "Ten _x0000_manuals _xD83D_"))
    assert written(draft)["A"] == "Ten manuals"


def test_markup_in_an_answer_is_shown_as_text(client, draft, good):
    answer = bring(
        client,
        draft,
        changed(good, lambda form: form.__setitem__("requirements/R1", "<script>alert(1)</script>")),
    )
    assert "&lt;script&gt;alert(1)" in answer.text
    assert "<script>alert" not in answer.text


def test_one_writes_into_nobody_elses_draft_by_a_form_that_names_it(client, draft, good):
    other = ApplicationFactory(vacancy=draft.vacancy)
    bring(client, draft, changed(good, lambda form: form.key.__setitem__("C1", str(other.key))))
    assert written(other) == {}
    assert written(draft)["A"] == "Ten manuals"


def test_a_form_that_hides_which_window_it_is_overwrites_nothing(client, draft, good):
    bring(client, draft, good)
    form = Form(good)
    form.key["D1"], form["statements/A"] = None, "Something else"
    answer = bring(client, draft, form.content)
    assert written(draft)["A"] == "Ten manuals"
    assert "Two texts wait" in answer.text
