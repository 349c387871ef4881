"""Templates show; they neither think nor ask the database, and nothing in them runs inline."""

import re

import pytest

from tests.house.tree import name_of, pages, templates

FORBIDDEN_ON_PAGES = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*="),
    "an inline script": re.compile(r"<script(?![^>]*\b(src|type=\"application/ld\+json\"))[^>]*>"),
    "an inline handler": re.compile(r"<[a-z][^>]*\son[a-z]+\s*="),
    "an inline style sheet": re.compile(r"<style"),
    "something from another host": re.compile(r"""\b(src|srcset|action)\s*=\s*["'](https?:)?//"""),
}
FORBIDDEN_IN_TEMPLATES = {
    "a query": re.compile(
        r"(?<!forloop)\.(count|exists|all|first|last|distinct|values)\b(?!\.)[^\"'<]*?[%}]}?"
    ),
    "a compound condition": re.compile(r"{%-?\s*(el)?if\s[^%]*\s(and|or)\s"),
    "an untrimmed blocktranslate": re.compile(r"{%\s*blocktrans(late)?(?![^%]*\btrimmed\b)[^%]*%}"),
}
# Mail programs load no style sheet: the one template of letters carries its own.
ALLOWED = {"an inline style sheet": ["templates/mail/letter.html"]}


@pytest.mark.parametrize("what", FORBIDDEN_ON_PAGES)
def test_no_page_contains(what):
    found = [name_of(path) for path in pages() if FORBIDDEN_ON_PAGES[what].search(path.read_text())]
    assert found == ALLOWED.get(what, [])


@pytest.mark.parametrize("what", FORBIDDEN_IN_TEMPLATES)
def test_no_template_contains(what):
    found = FORBIDDEN_IN_TEMPLATES[what]
    assert [
        name_of(path) for path in templates() if any(found.search(tag) for tag in tags(path.read_text()))
    ] == []


def tags(text: str) -> list[str]:
    """The parts of a template that the engine acts on."""
    return re.findall(r"{%.*?%}|{{.*?}}", text, flags=re.DOTALL)
