"""A Word document as pages: nothing that people write in one is lost or becomes code."""

import io

import docx
import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from PIL import Image

from applications.documents import render, word
from applications.documents.blocks import blocks
from applications.documents.faults import Fault, Unusable
from tests.factories import files


def text_of(document):
    return "\n".join(render.page_texts(word.as_pdf(files.saved(document)))).removesuffix("\n1")


def picture_of(document):
    return Image.open(io.BytesIO(render.page_picture(word.as_pdf(files.saved(document)), 1, 600))).convert(
        "RGB"
    )


def test_no_text_becomes_code_of_the_typesetter():
    said = (
        r'#import "x.typ": * $a$ *not bold* _x_ `code` <label> @ref [x] // no comment \ = - + / ~ #sys.inputs'
    )
    document = docx.Document()
    document.add_heading(said, 1)
    document.add_table(1, 1).cell(0, 0).text = said

    assert text_of(document).replace("\n", " ") == f"{said} {said}"


def test_the_languages_of_the_region_are_set_in_one_font():
    said = "Қазақ: әғқңөұүһі Тоҷикӣ: ҷӣӯҳқғ O‘zbek Türkmençe: žňşýäöü Кыргыз: ңөү № ₸ ₽ «ёлка»"
    document = docx.Document()
    document.add_paragraph(said)

    assert text_of(document) == said


def test_styles_breaks_and_tabs_stay():
    paragraph = docx.Document()
    line = paragraph.add_paragraph("2009\tМагистр, ")
    line.add_run("с отличием").bold = True
    line.add_run().add_break()
    line.add_run("диплом").italic = True

    assert text_of(paragraph) == "2009 Магистр, с отличием\nдиплом"


def test_nested_lists_keep_their_numbers_and_depth():
    found = blocks("<ol><li>один<ul><li>а</li><li><p>б</p><p>ещё б</p></li></ul></li><li>два</li></ol>")

    assert [(block["marker"], block["indent"], block["runs"][0]["text"]) for block in found] == [
        ("1.", 1, "один"),
        ("•", 2, "а"),
        ("•", 2, "б"),
        ("", 2, "ещё б"),
        ("2.", 1, "два"),
    ]


def test_merged_cells_stand_where_they_stood():
    html = '<table><tr><td rowspan="2">a</td><td colspan="2">b</td></tr><tr><td>c</td><td>d</td></tr></table>'
    (table,) = blocks(html)

    places = [(cell["x"], cell["y"], cell["colspan"], cell["rowspan"]) for cell in table["cells"]]
    assert table["columns"] == 3
    assert places == [(0, 0, 1, 2), (1, 0, 2, 1), (1, 1, 1, 1), (2, 1, 1, 1)]


def test_a_table_in_a_table_is_shown():
    document = docx.Document()
    outer = document.add_table(1, 2)
    outer.cell(0, 0).text = "снаружи"
    outer.cell(0, 1).add_table(1, 1).cell(0, 0).text = "внутри"

    assert text_of(document).split() == ["снаружи", "внутри"]


def test_a_table_wider_than_word_allows_is_refused():
    with pytest.raises(Unusable) as unusable:
        blocks("<table><tr>" + "<td>x</td>" * 64 + "</tr></table>")

    assert unusable.value.fault is Fault.TOO_INTRICATE


def test_an_address_behind_a_link_is_written_out_unless_it_is_shown():
    html = '<p><a href="https://example.org/cv/">мой сайт</a>, <a href="mailto:a@example.org">a@example.org</a></p>'
    (paragraph,) = blocks(html)

    said = "".join(run["text"] for run in paragraph["runs"])
    assert said == "мой сайт (https://example.org/cv), a@example.org"


def test_a_footnote_is_kept_without_its_way_back():
    html = '<p>Текст<sup><a href="#footnote-1">[1]</a></sup></p><ol><li><p>сноска <a href="#footnote-ref-1">↑</a></p></li></ol>'

    said = ["".join(run["text"] for run in block["runs"]).strip() for block in blocks(html)]
    assert said == ["Текст[1]", "сноска"]


def test_signs_of_symbol_fonts_become_bullets_that_can_be_seen():
    document = docx.Document()
    document.add_paragraph("\uf0b7 пункт")

    assert text_of(document) == "• пункт"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "BMP", "TIFF"])
def test_a_picture_is_shown(kind):
    document = docx.Document()
    document.add_picture(files.picture(kind=kind))

    blue = [pixel for pixel in picture_of(document).get_flattened_data() if pixel[2] > pixel[0] + 60]
    assert len(blue) > 20_000


def test_a_picture_that_cannot_be_shown_is_said_to_be_there():
    document = docx.Document()
    document.add_picture(files.picture())
    broken = files.rezipped(files.saved(document), {"word/media/image1.png": b"no picture"})

    assert render.page_texts(word.as_pdf(broken)) == ["рисунок / picture\n1"]


def test_a_picture_too_large_to_decode_is_said_to_be_there():
    document = docx.Document()
    document.add_picture(files.picture(7000, 6000))

    assert text_of(document) == "рисунок / picture"


def test_a_picture_on_another_host_is_not_fetched():
    document = docx.Document()
    document.add_picture(files.picture())
    blip = document.element.body.find(f".//{qn('a:blip')}")
    relation = document.part.relate_to(
        "http://127.0.0.1:9/secret.png",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image",
        is_external=True,
    )
    blip.set(qn("r:link"), relation)
    del blip.attrib[qn("r:embed")]

    assert text_of(document) == "рисунок / picture"


def test_a_ticked_box_stays_ticked():
    document = docx.Document()
    paragraph = document.add_paragraph("Согласна ")
    paragraph._p.append(_checkbox())

    assert text_of(document) == "Согласна ☑"


def _checkbox():
    box = OxmlElement("w:sdt")
    properties, content, run = OxmlElement("w:sdtPr"), OxmlElement("w:sdtContent"), OxmlElement("w:r")
    space = "http://schemas.microsoft.com/office/word/2010/wordml"
    check = properties.makeelement(f"{{{space}}}checkbox", nsmap={"w14": space})
    check.append(check.makeelement(f"{{{space}}}checked", {f"{{{space}}}val": "1"}))
    properties.append(check)
    text = OxmlElement("w:t")
    text.text = "☒"
    run.append(text)
    content.append(run)
    box.extend([properties, content])
    return box


def test_long_tables_go_on_over_the_page():
    document = docx.Document()
    table = document.add_table(1, 2)
    for number in range(120):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = str(2000 + number), "Описание обязанностей и результатов"
    texts = render.page_texts(word.as_pdf(files.saved(document)))

    assert len(texts) == 3
    assert [year for year in range(2000, 2120) if str(year) not in "".join(texts)] == []
