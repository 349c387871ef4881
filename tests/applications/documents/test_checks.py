"""What may be received, and what is refused in which words."""

import hashlib
import zipfile
from io import BytesIO

import docx
import pypdfium2
import pytest

from applications.documents.checks import check, check_upload
from portal.kernel.workflow import Refused
from tests.factories import files

CONTENT_TYPES = "[Content_Types].xml"


def refusal(data, name="резюме.pdf"):
    with pytest.raises(Refused) as refused:
        check(data, name)
    return str(refused.value)


def test_a_pdf_is_received_with_its_pages_hash_and_text():
    data = files.pdf("Опыт преподавания с 2016 года", "Publications")

    checked = check(data, "резюме.pdf")

    assert (checked.kind, checked.size, checked.pages) == ("pdf", len(data), 2)
    assert checked.sha256 == hashlib.sha256(data).hexdigest()
    assert checked.texts == ["Опыт преподавания с 2016 года", "Publications"]
    assert checked.rendition == b""


def test_a_pdf_written_by_hand_is_received_whatever_its_name():
    assert check(files.handmade_pdf(), "cv.txt").texts == ["By hand"]


def test_a_docx_is_received_with_its_tables_as_pages():
    checked = check(files.cv_docx(), "резюме.docx")

    assert (checked.kind, checked.pages) == ("docx", 1)
    assert checked.rendition.startswith(b"%PDF-")
    assert checked.texts == [
        "Айгерим Нурланова\nОпыт работы\nПериод Должность\n2016–2020 Доцент\n• Учебное пособие «Миграционное право»\n1"
    ]


def test_a_pdf_with_a_lock_that_opens_for_all_is_received():
    assert check(files.locked_pdf(""), "cv.pdf").texts == ["Secret"]


def test_an_upload_is_checked_once_however_many_ask():
    upload = files.upload(files.pdf("CV"), "cv.pdf")

    assert check_upload(upload) is check_upload(upload)


def test_an_empty_file_is_refused():
    assert (
        refusal(b"") == "“резюме.pdf” is empty. Open it to see that it holds your text, and choose it again"
    )


def test_a_file_over_the_limit_is_refused_unread(settings):
    settings.DOCUMENT_MAX_BYTES = 2 * 1024 * 1024

    class Huge:
        size = 2 * 1024 * 1024 + 1

    assert refusal(Huge()) == "“резюме.pdf” is larger than 2 MB. Make it smaller and choose it again"
    assert "larger than 2 MB" in refusal(bytes(2 * 1024 * 1024 + 1))


def test_a_pdf_and_a_docx_with_too_many_pages_are_refused(settings):
    settings.DOCUMENT_MAX_PAGES = 2
    long_docx = docx.Document()
    for number in range(200):
        long_docx.add_paragraph(f"Line {number}")

    words = "“резюме.pdf” has more than 2 pages. Shorten it and choose it again"
    assert refusal(files.pdf("1", "2", "3")) == words
    assert refusal(files.saved(long_docx)) == words


@pytest.mark.parametrize(
    "data",
    [files.HTML_PAGE, b"plain text", b"MZ\x90\0" + bytes(500)],
    ids=["html", "text", "program"],
)
def test_what_is_none_of_the_kinds_taken_is_refused(data):
    assert refusal(data) == "“резюме.pdf” cannot be used. Save it as PDF and choose it again"


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.4" + files.HTML_PAGE + b"%%EOF",
        files.handmade_pdf()[:-200],
        files.pdf("CV")[: len(files.pdf("CV")) // 2],
        files.handmade_pdf().replace(b"/Kids [3 0 R] /Count 1", b"/Kids []      /Count 0"),
        files.handmade_pdf()
        .replace(b"/Type /Page /Parent", b"/Type /Nope /Parnet")
        .replace(b"/Kids [3 0 R]", b"/Kids [9 0 R]"),
    ],
    ids=["html within", "end cut off", "half cut off", "no pages", "page missing"],
)
def test_a_damaged_pdf_is_refused(data):
    assert refusal(data) == (
        "“резюме.pdf” is damaged or cut short, and does not open as PDF. Save it as PDF anew and choose it again"
    )


def test_a_pdf_under_a_password_is_refused():
    locked = files.locked_pdf("silk-road")
    with pypdfium2.PdfDocument(locked, password="silk-road") as document:
        assert len(document) == 1

    assert refusal(locked) == (
        "“резюме.pdf” is locked by a password, and the panel could not read it. Save it without the password and choose it again"
    )


def test_old_word_and_locked_word_files_are_refused_with_the_way_out():
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "cv.doc") == (
        "“cv.doc” cannot be used: it is in the old Word format or locked by a password. Save it as PDF and choose it again"
    )


NOT_WORD = "“резюме.docx” is damaged or is not a Word document (DOCX). Save it as PDF and choose it again"
PROGRAM = "“резюме.docx” holds a program (macros), which is not accepted. Save it as PDF and choose it again"


def test_a_zip_with_a_program_called_docx_is_refused():
    assert refusal(files.zipped({"setup.exe": b"MZ"}), "резюме.docx") == PROGRAM


@pytest.mark.parametrize(
    "data",
    [
        files.zipped({"readme.txt": b"hello"}),
        files.zipped({CONTENT_TYPES: b"<Types/>", "word/document.xml": b"<w/>"}),
        files.cv_docx()[:-300],
        files.rezipped(files.cv_docx(), {"word/document.xml": b"<w:document"}),
        files.rezipped(files.cv_docx(), {"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        files.rezipped(files.cv_docx(), {"word/document.xml": b"<nothing/>"}),
    ],
    ids=["any zip", "no word inside", "cut short", "broken xml", "entities", "other xml"],
)
def test_a_zip_that_is_no_word_document_is_refused(data):
    assert refusal(data, "резюме.docx") == NOT_WORD


def test_a_word_document_with_macros_is_refused():
    by_member = files.rezipped(files.cv_docx(), {"word/vbaProject.bin": b"macro"})
    types = zipfile.ZipFile(BytesIO(files.cv_docx())).read(CONTENT_TYPES)
    by_type = types.replace(
        b"vnd.openxmlformats-officedocument.wordprocessingml.document.main",
        b"vnd.ms-word.document.macroEnabled.main",
    )

    assert refusal(by_member, "резюме.docx") == PROGRAM
    assert refusal(files.rezipped(files.cv_docx(), {CONTENT_TYPES: by_type}), "резюме.docx") == PROGRAM


def test_bombs_are_refused_by_what_they_claim_before_they_are_opened():
    cv = files.cv_docx()
    bombs = [
        {"word/media/zero.png": bytes(61 * 1024 * 1024)},
        {f"word/media/{number}.png": b"" for number in range(2001)},
        {"word/document.xml": b"<a>" + b" " * 9 * 1024 * 1024 + b"</a>"},
        {"word/document.xml": b"<a>" + b"<b/>" * 60_000 + b"</a>"},
    ]

    assert [refusal(files.rezipped(cv, bomb), "резюме.docx") for bomb in bombs] == [
        "“резюме.docx” is too intricate to be shown here. Save it as PDF anew and choose it again"
    ] * 4


def test_a_word_document_nested_too_deep_is_refused():
    original = zipfile.ZipFile(BytesIO(files.cv_docx())).read("word/document.xml")
    body = original.index(b"<w:body>") + len(b"<w:body>")
    deep = (
        original[:body]
        + b"<w:sdt><w:sdtContent>" * 2000
        + b"</w:sdtContent></w:sdt>" * 2000
        + original[body:]
    )

    assert refusal(files.rezipped(files.cv_docx(), {"word/document.xml": deep}), "резюме.docx") == (
        "“резюме.docx” is too intricate to be shown here. Save it as PDF anew and choose it again"
    )


def test_far_too_much_text_is_refused_before_it_is_set():
    document = docx.Document()
    document.add_paragraph("слово " * 70_000)

    assert "has more than 60 pages" in refusal(files.saved(document), "резюме.docx")
