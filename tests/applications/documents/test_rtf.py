"""An RTF as pages: the letters of the region right, simple tables shown, objects and remote parts refused."""

import pytest

from applications.documents import rtf
from applications.documents.checks import check
from applications.documents.faults import Fault, Unusable
from tests.factories import files, texts


def blocks(body):
    return rtf.blocks_of(texts.rtf(body))


def said(body):
    return ["".join(run["text"] for run in block["runs"]) for block in blocks(body)]


def test_an_rtf_is_received_with_its_table_and_list_as_pages():
    checked = check(texts.cv_rtf(), "резюме.rtf")

    assert (checked.kind, checked.pages) == ("rtf", 1)
    assert checked.texts == ["Айгерим Нурланова\n2016–2020 Доцент\n• Учебное пособие\n1"]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"\'cf\'f0\'e8\'e2\'e5\'f2", "Привет"),
        ("Привет", "Привет"),
        (r"\f1\'cf\'f0\'e8", "При"),
        (r"\u1178?\u1187?\u1257?", "Қңө"),
        (r"{\uc2\u1178\'ca\'3f}\u-10179?\u-8704?", "Қ😀"),
        (r"{\uc0\u1178}x", "Қx"),
        (r"a\~b\_c \{d\}\\", "a\u00a0b\u2011c {d}\\"),
        (r"{\v secret}seen", "seen"),
        (r"\ldblquote a\rdblquote\emdash", "“a”—"),
    ],
    ids=[
        "1251",
        "raw",
        "font without charset",
        "unicode",
        "two for one",
        "none for one",
        "signs",
        "hidden",
        "quotes",
    ],
)
def test_letters_are_read_as_they_were_written(body, text):
    assert said(body) == [text]


def test_styles_hold_in_their_group_and_end_where_they_are_ended():
    (paragraph,) = blocks(r"{\b bold \i both}\plain none \ul under\ulnone\ end")

    assert paragraph["runs"] == [
        {"text": "bold ", "bold": True},
        {"text": "both", "bold": True, "italic": True},
        {"text": "none "},
        {"text": "under", "underline": True},
        {"text": "end"},
    ]


def test_rows_and_cells_stand_where_they_stood_and_the_text_goes_on_after_them():
    table, after = blocks(
        r"\trowd\pard\intbl a\cell b\cell\row\trowd\intbl c\par d\cell e\cell\row\pard after\par"
    )

    places = [(cell["x"], cell["y"], len(cell["blocks"])) for cell in table["cells"]]
    assert places == [(0, 0, 1), (1, 0, 1), (0, 1, 2), (1, 1, 1)]
    assert after["runs"] == [{"text": "after"}]


def test_an_address_behind_a_link_is_written_out_unless_it_is_shown():
    link = r"{\field{\*\fldinst{HYPERLINK %s}}{\fldrslt{%s}}}"

    assert said(link % ('"https://example.org/cv"', "site")) == ["site (https://example.org/cv)"]
    assert said(link % ('"mailto:a@example.org"', "a@example.org")) == ["a@example.org"]


def test_what_stands_on_no_page_is_left_out():
    assert said(r"{\info{\author Secret}}{\header Head}{\*\unknown word}{\stylesheet{\s1 Heading;}}text") == [
        "text"
    ]


def test_a_heading_is_one():
    assert blocks(r"\outlinelevel0 Title\par\pard text")[0]["level"] == 1


def test_a_picture_in_hexadecimal_or_as_bytes_is_shown():
    png = files.picture().read()
    written = rf"{{\*\shppict{{\pict\pngblip {png.hex()}}}}}{{\nonshppict{{\pict 00}}}}"
    carried = texts.rtf(rf"{{\pict\pngblip\bin{len(png)} @}}").replace(b"@", png)

    (one,), (two,) = blocks(written), rtf.blocks_of(carried)
    assert one == two
    assert one["kind"] == "picture"
    assert b"/Image" in rtf.as_pdf(carried)


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (texts.rtf(r"{\object\objemb{\*\objdata 0105}}"), Fault.EMBEDDED),
        (texts.rtf(r"{\*\hidden{\object\objupdate}}"), Fault.EMBEDDED),
        (texts.rtf(r"{\*\template http://127.0.0.1/x.dotm}"), Fault.REMOTE),
        (texts.rtf(r"{\*\template \\\\host\\x.dotm}"), Fault.REMOTE),
        (texts.rtf(r"{\field{\*\fldinst DDEAUTO cmd /c calc}}"), Fault.PROGRAM),
        (texts.rtf("{" * 300 + "}" * 300), Fault.TOO_INTRICATE),
        (texts.rtf("{}" * 500_001), Fault.TOO_INTRICATE),
        (texts.rtf("text")[:-8], Fault.BROKEN_RTF),
        (texts.rtf("text}text"), Fault.BROKEN_RTF),
        (texts.rtf(r"\bin99999999 x"), Fault.BROKEN_RTF),
        (texts.rtf(r"\trowd" + r"a\cell " * 70 + r"\row"), Fault.TOO_INTRICATE),
    ],
    ids=[
        "object",
        "update",
        "web",
        "share",
        "dde",
        "deep",
        "many",
        "cut",
        "more after",
        "long bytes",
        "wide",
    ],
)
def test_what_holds_more_than_text_or_is_damaged_is_refused(data, fault):
    with pytest.raises(Unusable) as unusable:
        rtf.as_pdf(data)

    assert unusable.value.fault is fault


def test_a_template_on_ones_own_disk_is_no_fault():
    assert said(r"{\*\template C:\\Users\\a\\Normal.dotm}text") == ["text"]
