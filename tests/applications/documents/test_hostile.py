"""Sixty files that mean harm or are odd: each is refused in clear words of both languages, or shown, within bounds."""

import io
import time

import pytest
from django.utils.translation import gettext, override
from PIL import Image

from applications.documents import apart
from applications.documents.checks import check
from applications.documents.faults import Fault
from portal.kernel.workflow import Refused
from tests.factories import files, hostile, texts

HAND = files.handmade_pdf
SMALL_ZIP = files.zipped({"a.txt": b"hello"})
GIF = files.picture(20, 20, "GIF").read()
XML = "word/document.xml"
SECONDS = 3

REFUSED = {
    # Under another name.
    "program as pdf": ("cv.pdf", b"MZ\x90\0" + bytes(500), Fault.WRONG_TYPE),
    "web page as pdf": ("cv.pdf", files.HTML_PAGE, Fault.WRONG_TYPE),
    "program for linux": ("cv.pdf", b"\x7fELF" + bytes(500), Fault.WRONG_TYPE),
    "sheet as word": ("cv.docx", hostile.sheet(), Fault.BROKEN_DOCX),
    "old word": ("cv.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Fault.OLD_WORD),
    "apple pages": ("cv.pages", files.zipped({"Index/Document.iwa": b"\0"}), Fault.APPLE_PAGES),
    "iphone photo": ("IMG_0001.HEIC", hostile.heic(), Fault.APPLE_PHOTO),
    "svg as png": ("scan.png", b'<?xml version="1.0"?><svg onload="alert(1)"/>', Fault.OTHER_PICTURE),
    "tiff as jpeg": ("scan.jpg", files.picture(kind="TIFF").read(), Fault.OTHER_PICTURE),
    "webp as png": ("scan.png", files.picture(kind="WEBP").read(), Fault.OTHER_PICTURE),
    # Two in one.
    "web page before pdf": ("cv.pdf", files.HTML_PAGE + HAND(), Fault.TWO_IN_ONE),
    "program before pdf": ("cv.pdf", b"MZ\x90\0" + HAND(), Fault.TWO_IN_ONE),
    "zip after pdf": ("cv.pdf", HAND() + SMALL_ZIP, Fault.TWO_IN_ONE),
    "zip after jpeg": ("scan.jpg", texts.scan() + SMALL_ZIP, Fault.TWO_IN_ONE),
    "zip after png": ("scan.png", texts.scan("PNG") + SMALL_ZIP, Fault.TWO_IN_ONE),
    "java in a gif": ("scan.gif", GIF + SMALL_ZIP, Fault.OTHER_PICTURE),
    # Nothing in it, or not all of it.
    "empty": ("cv.pdf", b"", Fault.EMPTY),
    "zeros": ("cv.pdf", bytes(5000), Fault.EMPTY),
    "white space": ("cv.pdf", b" \r\n\t" * 500, Fault.EMPTY),
    "pdf cut": ("cv.pdf", HAND()[:-200], Fault.BROKEN_PDF),
    "docx cut": ("cv.docx", files.cv_docx()[:-300], Fault.BROKEN_DOCX),
    "odt cut": ("cv.odt", texts.odt()[:-200], Fault.BROKEN_ODT),
    "rtf cut": ("cv.rtf", texts.cv_rtf()[:-20], Fault.BROKEN_RTF),
    "jpeg cut": ("scan.jpg", texts.scan()[:-3000], Fault.BROKEN_PICTURE),
    "png cut": ("scan.png", texts.scan("PNG")[:-100], Fault.BROKEN_PICTURE),
    # PDF.
    "ten thousand pages": ("cv.pdf", hostile.pdf_of_many_pages(10_000), Fault.TOO_LONG),
    "pages in a circle": ("cv.pdf", hostile.pdf_whose_pages_go_round(), Fault.BROKEN_PDF),
    "swells to 100 MB": ("cv.pdf", hostile.pdf_that_swells(100), Fault.TOO_INTRICATE),
    "password to open": ("cv.pdf", files.locked_pdf("silk-road"), Fault.LOCKED),
    # ZIP and XML bombs.
    "zip in zip": ("cv.docx", hostile.zip_in_zip(3), Fault.BROKEN_DOCX),
    "overlapping zip": ("cv.docx", hostile.overlapping_zip(), Fault.BROKEN_DOCX),
    "unpacks to 61 MB": ("cv.docx", hostile.word({"word/media/a.png": bytes(61 * 2**20)}), Fault.TOO_INTRICATE),
    "odt unpacks to 61 MB": ("cv.odt", texts.odt(members={"Pictures/a.png": bytes(61 * 2**20)}), Fault.TOO_INTRICATE),
    "laughs in docx": ("cv.docx", hostile.word({XML: hostile.LAUGHS}), Fault.BROKEN_DOCX),
    "laughs in odt": ("cv.odt", texts.odt(members={"content.xml": hostile.LAUGHS}), Fault.BROKEN_ODT),
    "file by entity in docx": ("cv.docx", hostile.word({XML: hostile.OUTSIDE}), Fault.BROKEN_DOCX),
    "file by entity in odt": ("cv.odt", texts.odt(members={"styles.xml": hostile.OUTSIDE}), Fault.BROKEN_ODT),
    "deep docx": ("cv.docx", hostile.word_saying("<w:sdt>" * 5000 + "</w:sdt>" * 5000), Fault.TOO_INTRICATE),
    "deep odt": ("cv.odt", texts.odt("<text:section>" * 300 + "</text:section>" * 300), Fault.TOO_INTRICATE),
    # What a program that opens it would run or fetch.
    "docm": ("cv.docx", hostile.word_with_macros(), Fault.PROGRAM),
    "macro": ("cv.docx", hostile.word({"word/vbaProject.bin": b"macro"}), Fault.PROGRAM),
    "program within": ("cv.docx", hostile.word({"word/media/a.exe": b"MZ"}), Fault.PROGRAM),
    "dde": ("cv.docx", hostile.word_saying(hostile.fields("DDE", "AUTO c:\\cmd.exe")), Fault.PROGRAM),
    "ole": ("cv.docx", hostile.word({"word/embeddings/oleObject1.bin": b"x"}), Fault.EMBEDDED),
    "page within": ("cv.docx", hostile.word_related("aFChunk", "chunk.html"), Fault.EMBEDDED),
    "remote template": (
        "cv.docx", hostile.word_related("attachedTemplate", "http://127.0.0.1:9/a.dotm"), Fault.REMOTE,
    ),
    "template on a share": (
        "cv.docx", hostile.word_related("attachedTemplate", "file://host/a.dotm"), Fault.REMOTE,
    ),
    "odt macros": ("cv.odt", texts.odt(members={"Basic/Standard/M.xml": b"<a/>"}), Fault.PROGRAM),
    "odt locked": ("cv.odt", texts.odt(listed="<manifest:encryption-data/>"), Fault.LOCKED),
    "rtf object": ("cv.rtf", texts.rtf(r"{\object{\*\objdata 0105}}"), Fault.EMBEDDED),
    "rtf dde": ("cv.rtf", texts.rtf(r"{\field{\*\fldinst DDEAUTO cmd}}"), Fault.PROGRAM),
    "rtf template": ("cv.rtf", texts.rtf(r"{\*\template http://127.0.0.1:9/a}"), Fault.REMOTE),
    "rtf of braces": ("cv.rtf", b"{\\rtf1" + b"{" * 100_000 + b"}" * 100_001, Fault.TOO_INTRICATE),
    # Pictures.
    "png of 50000 x 50000": ("scan.png", hostile.png_claiming(50_000, 50_000), Fault.LARGE_PICTURE),
    "png of 9000 x 9000": ("scan.png", hostile.png_claiming(9_000, 9_000), Fault.LARGE_PICTURE),
    "png with a long word": ("scan.png", hostile.png_with_a_long_word(100), Fault.BROKEN_PICTURE),
}  # fmt: skip

SHOWN = {
    "name says nothing": ("cv.txt", HAND(), "pdf"),
    "white space before pdf": ("cv.pdf", b"\r\n" + HAND(), "pdf"),
    "web page after pdf": ("cv.pdf", HAND() + b"%<script>alert(1)</script>", "pdf"),
    "rights only": ("cv.pdf", files.locked_pdf(""), "pdf"),
    "script": ("cv.pdf", hostile.pdf_that_acts("<< /S /JavaScript /JS (app.alert(1)) >>"), "pdf"),
    "launch": ("cv.pdf", hostile.pdf_that_acts("<< /S /Launch /F (cmd.exe) >>"), "pdf"),
    "file inside": ("cv.pdf", hostile.pdf_with_a_file_inside(), "pdf"),
    "no way to the objects": ("cv.pdf", HAND().replace(b"startxref\n", b"startxref\n9"), "pdf"),
    "objects in a circle": ("cv.pdf", hostile.pdf_whose_streams_of_objects_go_round(), "pdf"),
    "nested a hundred thousand deep": ("cv.pdf", hostile.pdf_nested(100_000), "pdf"),
    "draws itself": ("cv.pdf", hostile.pdf_that_draws_itself(), "pdf"),
    "page of no size": ("cv.pdf", hostile.pdf_of_size("[0 0 0 0]"), "pdf"),
    "page of 200 inches": ("cv.pdf", hostile.pdf_of_size("[0 0 14400 14400]"), "pdf"),
    "page of four kilometres": ("cv.pdf", hostile.pdf_of_size("[0 0 11000000 11000000]"), "pdf"),
    "picture elsewhere": ("cv.docx", hostile.word_related("image", "http://127.0.0.1:9/a.png"), "docx"),
    "own template": ("cv.docx", hostile.word_related("attachedTemplate", "file:///C:/a.dotm"), "docx"),
    "picture for print": ("scan.jpg", texts.scan(mode="CMYK"), "jpeg"),
    "picture that moves": ("scan.png", texts.scan("PNG", save_all=True, append_images=[Image.new("L", (600, 800))]), "png"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def _short_of_time(monkeypatch):
    """Enough for every good file here."""
    monkeypatch.setattr(apart, "SECONDS", SECONDS)


def refusal(data, name):
    with pytest.raises(Refused) as refused:
        check(data, name)
    return str(refused.value)


@pytest.mark.parametrize(("name", "data", "fault"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused_in_clear_words_of_both_languages_within_bounds(name, data, fault):
    limits = {"name": name, "limit": {Fault.TOO_LONG: 60, Fault.LARGE_PICTURE: 64}.get(fault)}
    begun = time.monotonic()

    assert refusal(data, name) == fault.value % limits
    with override("ru"):
        assert refusal(data, name) == gettext(fault.value) % limits
    assert time.monotonic() - begun < 2 * SECONDS * apart.PATIENCE


@pytest.mark.parametrize(("name", "data", "kind"), SHOWN.values(), ids=SHOWN)
def test_it_is_received_and_its_pages_are_pictures_within_bounds(name, data, kind):
    begun = time.monotonic()
    checked = check(data, name)
    picture = Image.open(io.BytesIO(apart.page_picture(checked.rendition or data, 1, 1600)))

    assert (checked.kind, checked.pages) == (kind, 1)
    assert picture.width in {1600, 1601}
    assert picture.height <= 4 * 1601
    assert time.monotonic() - begun < 2 * SECONDS * apart.PATIENCE


def test_every_fault_is_told_in_russian():
    for fault in Fault:
        with override("ru"):
            said = gettext(fault.value)
        assert said != fault.value
        assert "%(name)s" in said


def test_at_least_forty_files_were_tried():
    assert len(REFUSED) + len(SHOWN) >= 60
