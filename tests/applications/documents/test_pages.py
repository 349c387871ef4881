"""A document on a page of the portal: pictures that load when seen, and words for who cannot see them."""

import re

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from applications.documents.models import Scan
from applications.documents.pages import shown
from tests.factories import files
from tests.factories.documents import DocumentFactory

pytestmark = pytest.mark.django_db


def html(document, title="CV"):
    with override("en"):
        return render_to_string("applications/documents/_pages.html", {"shown": shown(document, title)})


def test_every_page_is_a_picture_that_waits_and_says_what_it_is():
    document = DocumentFactory()
    pictures = re.findall(r"<img [^>]+>", html(document))

    assert [re.search(r'src="([^"]+)"', picture)[1] for picture in pictures] == [
        f"/en/documents/{document.key}/pages/1.png",
        f"/en/documents/{document.key}/pages/2.png",
    ]
    assert [re.search(r'alt="([^"]+)"', picture)[1] for picture in pictures] == [
        "Page 1 of 2 of CV, its text stands below",
        "Page 2 of 2 of CV, its text stands below",
    ]
    assert ['loading="lazy"' in picture for picture in pictures] == [True, True]


def test_a_page_leads_to_its_largest_picture():
    document = DocumentFactory(data=files.handmade_pdf())

    assert re.findall(r'<a href="([^"]+)"><img', html(document)) == [
        f"/en/documents/{document.key}/pages/1.png?width=1600"
    ]


def test_every_page_has_its_text():
    texts = re.findall(r"<summary>(.+?)</summary>\s*<p>(.+?)</p>", html(DocumentFactory()))

    assert texts == [("Text of page 1", "Curriculum vitae"), ("Text of page 2", "Публикации")]


def test_text_of_a_document_is_never_markup():
    assert "&lt;script&gt;" in html(DocumentFactory(data=files.pdf("<script>alert(1)</script>")))


def test_a_page_without_text_says_why():
    assert "The page holds no text: it is a picture, a scan for example." in html(
        DocumentFactory(data=files.pdf(""))
    )


def test_a_word_document_says_what_its_pages_leave_out():
    hint = "Its page headers, fonts and colours are only in the file itself."

    assert hint in html(DocumentFactory(data=files.cv_docx(), original_name="cv.docx"))
    assert hint not in html(DocumentFactory())


def test_the_file_is_offered_with_its_name_and_size():
    document = DocumentFactory(data=files.handmade_pdf())

    assert f'<a href="/en/documents/{document.key}/download" download>Download “резюме.pdf”, ' in html(
        document
    )


def test_an_infected_document_is_only_named():
    page = html(DocumentFactory(scan=Scan.INFECTED))

    assert "A virus was found in “резюме.pdf”, so nobody can open it." in page
    assert "<img" not in page
    assert "/documents/" not in page
