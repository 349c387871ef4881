"""Pages as pictures and as text."""

import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from applications.documents import render
from applications.documents.faults import Fault, Unusable
from tests.factories import files


def opened(png):
    return Image.open(io.BytesIO(png))


def test_a_page_is_a_png_as_wide_as_asked():
    picture = opened(render.page_picture(files.handmade_pdf(), 1, 500))

    assert (picture.format, picture.size) == ("PNG", (500, 708))


def test_a_page_shows_what_is_written_on_it():
    written = opened(render.page_picture(files.pdf("Слово " * 200), 1, 400)).convert("L")
    empty = opened(render.page_picture(files.pdf(""), 1, 400)).convert("L")

    assert min(written.get_flattened_data()) < 100
    assert min(empty.get_flattened_data()) > 250


@pytest.mark.parametrize("number", [0, 3, -1])
def test_a_page_that_is_not_there_is_not_found(number):
    with pytest.raises(LookupError):
        render.page_picture(files.pdf("one", "two"), number, 400)


def test_a_strip_of_a_page_does_not_make_a_giant_picture():
    strip = files.handmade_pdf().replace(b"[0 0 595 842]", b"[0 0 1 14400]")

    assert opened(render.page_picture(strip, 1, 400)).height == 1600


def test_text_is_tidied_page_by_page():
    content = b"BT /F 12 Tf 72 700 Td (Two   words ) Tj 0 -40 Td (next\\000 line) Tj ET"

    assert render.page_texts(files.handmade_pdf(content=content)) == ["Two words\nnext line"]


def test_what_does_not_open_is_unusable():
    with pytest.raises(Unusable) as unusable:
        render.page_count(b"%PDF-1.7 nothing %%EOF")

    assert unusable.value.fault is Fault.BROKEN_PDF


def test_pages_are_drawn_from_many_threads_at_once():
    pdf = files.pdf(*[f"Page {number}" for number in range(8)])
    alone = [render.page_picture(pdf, number, 300) for number in range(1, 9)]

    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda number: render.page_picture(pdf, number, 300), range(1, 9)))

    assert together == alone
