"""An ODT as pages: what people write in LibreOffice is shown, and nothing of it runs or is fetched."""

import io

import pytest
from PIL import Image

from applications.documents import opendocument, render
from applications.documents.checks import check
from applications.documents.faults import Fault, Unusable
from portal.kernel.workflow import Refused
from tests.factories import files, texts


def pages(body, **members):
    return render.page_texts(opendocument.as_pdf(texts.odt(body, members=members.get("members"))))


def said(body, **members):
    return "\n".join(pages(body, **members)).removesuffix("\n1")


def test_an_odt_is_received_with_its_headings_tables_and_lists_as_pages():
    checked = check(texts.odt(), "резюме.odt")

    assert (checked.kind, checked.pages) == ("odt", 1)
    assert checked.rendition.startswith(b"%PDF-")
    assert checked.texts == ["Айгерим Нурланова\nОпыт: десять лет\n2016–2020 Доцент\n• Учебное пособие\n1"]


def test_numbered_lists_keep_their_numbers_and_nested_ones_their_depth():
    body = (
        '<text:list text:style-name="L1"><text:list-item><text:p>один</text:p>'
        "<text:list><text:list-item><text:p>внутри</text:p></text:list-item></text:list></text:list-item>"
        "<text:list-item><text:p>два</text:p></text:list-item></text:list>"
    )

    assert said(body) == "1. один\n• внутри\n2. два"


def test_a_link_is_written_out_and_what_was_struck_or_remarked_is_left_out():
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>прежнее</text:p></text:deletion></text:changed-region>"
        '</text:tracked-changes><text:p><text:a xlink:href="https://example.org/cv/">сайт</text:a>'
        "<office:annotation><text:p>замечание</text:p></office:annotation>, далее<text:line-break/>строка</text:p>"
    )

    assert said(body) == "сайт (https://example.org/cv), далее\nстрока"


def test_a_table_in_a_table_and_merged_cells_are_shown():
    inner = "<table:table><table:table-row><table:table-cell><text:p>внутри</text:p></table:table-cell></table:table-row></table:table>"
    body = (
        '<table:table><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>шапка</text:p>'
        "</table:table-cell><table:covered-table-cell/></table:table-row><table:table-row>"
        f"<table:table-cell><text:p>слева</text:p></table:table-cell><table:table-cell>{inner}</table:table-cell>"
        "</table:table-row></table:table>"
    )

    assert said(body).split() == ["шапка", "слева", "внутри"]


def frame(href):
    return f'<text:p><draw:frame><draw:image xlink:href="{href}"/></draw:frame></text:p>'


def test_its_pictures_are_shown_and_those_on_another_host_are_not_fetched():
    body = frame("Pictures/1.png") + frame("http://127.0.0.1:9/secret.png")

    assert said(body, members={"Pictures/1.png": files.picture().read()}) == "рисунок / picture"


def test_a_picture_within_is_drawn():
    data = texts.odt(frame("Pictures/1.png"), members={"Pictures/1.png": files.picture().read()})
    picture = Image.open(io.BytesIO(render.page_picture(opendocument.as_pdf(data), 1, 600))).convert("RGB")

    assert sum(pixel[2] > pixel[0] + 60 for pixel in picture.get_flattened_data()) > 20_000


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (texts.odt(members={"Basic/Standard/Module1.xml": b"<a/>"}), Fault.PROGRAM),
        (texts.odt(members={"Scripts/python/evil.py": b"import os"}), Fault.PROGRAM),
        (
            texts.odt(
                listed='<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
            ),
            Fault.LOCKED,
        ),
        (
            texts.odt(
                listed='<manifest:file-entry manifest:media-type="application/vnd.sun.star.oleobject"/>'
            ),
            Fault.EMBEDDED,
        ),
        (files.rezipped(texts.odt(), {"mimetype": b"application/epub+zip"}), Fault.BROKEN_ODT),
        (files.rezipped(texts.odt(), {"content.xml": b"<nothing/>"}), Fault.BROKEN_ODT),
        (
            files.rezipped(
                texts.odt(),
                {"content.xml": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'},
            ),
            Fault.BROKEN_ODT,
        ),
        (texts.odt("<text:section>" * 300 + "</text:section>" * 300), Fault.TOO_INTRICATE),
    ],
    ids=["basic", "python", "locked", "object", "book", "no text", "entity", "deep"],
)
def test_what_is_no_plain_text_document_is_refused(data, fault):
    with pytest.raises(Unusable) as unusable:
        opendocument.as_pdf(data)

    assert unusable.value.fault is fault


def test_one_cut_short_is_named_for_what_it_is():
    with pytest.raises(Refused, match="is not a text document \\(ODT\\)"):
        check(texts.odt()[:-200], "резюме.odt")
