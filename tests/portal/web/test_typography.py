"""Where a line must not end, and what Markdown may become."""

import pytest
from django.template import Context, Template
from django.utils.safestring import SafeString, mark_safe

from portal.kernel.bilingual import Text
from portal.templatetags.typography import lang_attr, markdown, typo
from portal.words.typography import set_text

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Он и в доме – не с нами же", "Он и_в_доме_– не_с_нами_же"),
        ("в течение 10 дней, до 11 декабря 2026", "в_течение 10_дней, до_11_декабря 2026"),
        ("№ 5, § 3", "№_5, §_3"),
        ("70 % и 1 500 000 тенге", "70_% и_1_500_000_тенге"),
        ("А. Б. Иванов", "А._Б._Иванов"),
        ("О том, что у нас", "О_том, что у_нас"),
        ("в 2026 году", "в_2026_году"),
        ("a draft of 5 pages – in English", "a draft of 5_pages_– in English"),
        ("на-гора, из-за угла", "на-гора, из-за угла"),
        ("Казахстан 2026", "Казахстан 2026"),
        ("в 2026 500 заявок", "в_2026 500 заявок"),
    ],
)
def test_spaces_that_must_not_break_do_not(written, shown):
    assert set_text(written) == shown.replace("_", NBSP)


def test_setting_a_text_twice_changes_nothing():
    once = set_text("Не менее 7 лет – в вузах")
    assert set_text(once) == once


def test_only_spaces_are_exchanged():
    text = "Ни за заявку, ни за 5 лет – и № 3"
    assert set_text(text).replace(NBSP, " ") == text


def test_what_a_person_wrote_is_escaped():
    assert Template("{{ text|typo }}").render(Context({"text": "<b> в доме"})) == f"&lt;b&gt; в{NBSP}доме"


def test_tags_of_a_safe_text_are_left_alone():
    shown = typo(mark_safe('<a title="в доме">в доме</a>'))
    assert (shown, type(shown)) == (f'<a title="в доме">в{NBSP}доме</a>', SafeString)


def test_a_borrowed_text_names_its_language_and_an_own_one_does_not():
    assert lang_attr(Text.of("Вакансия", language="ru", borrowed=True)) == ' lang="ru"'
    assert lang_attr(Text.of("Vacancy", language="en", borrowed=False)) == ""
    assert lang_attr("Vacancy") == ""


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("# A\n## B", "<h2>A</h2>\n<h3>B</h3>\n"),
        ("### Only", "<h2>Only</h2>\n"),
        ("**bold** and *soft*", "<p><strong>bold</strong> and <em>soft</em></p>\n"),
        ("", ""),
        (
            "[site](https://example.org)",
            '<p><a href="https://example.org" rel="noopener nofollow">site</a></p>\n',
        ),
        ("в доме `в доме`", "<p>в&nbsp;доме <code>в доме</code></p>\n"),
    ],
)
def test_markdown_becomes_plain_html_of_the_page(written, shown):
    assert markdown(written) == shown


def test_headings_start_where_the_page_says():
    assert markdown("# A\n###### F", 3) == "<h3>A</h3>\n<h6>F</h6>\n"


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](https://example.org/a.png)",
        '<https://example.org/"onmouseover=alert(1)>',
        '[x](<https://example.org" onclick="alert(1)>)',
        "<style>*{display:none}</style>",
        "<iframe src=//example.org></iframe>",
        "[x](vbscript:x)\n\n[y](  JaVaScRiPt:alert(1))",
        "`<script>` <svg/onload=alert(1)>",
    ],
)
def test_nothing_that_acts_survives_markdown(attack):
    shown = markdown(attack)
    for active in (
        "<script",
        "<img",
        "<svg",
        "<style",
        "<iframe",
        'href="javascript',
        'href="data',
        'href="vbscript',
    ):
        assert active not in shown.lower()
    assert not any(tag.split("<")[-1].lower().find(" on") > 0 for tag in shown.split(">") if "<" in tag)


def test_a_table_scrolls_by_itself_and_its_figures_stand_right(settings):
    settings.LANGUAGE_CODE = "en"
    shown = markdown("| a | b |\n|---|--:|\n| x | 1 |")
    assert shown.startswith('<div class="scroll" role="region" aria-label="Table" tabindex="0"><table>')
    assert '<td class="n">1</td>' in shown
    assert "style=" not in shown
