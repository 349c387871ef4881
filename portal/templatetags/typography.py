"""How text is set: no-break spaces, Markdown, and the language of a text that is borrowed from the other one."""

import re
from collections.abc import Callable
from typing import Any

import nh3
from django import template
from django.template.defaultfilters import stringfilter
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

from portal.words.typography import set_text

register = template.Library()

_TAG = re.compile(r"(<[^>]*>)")


@register.filter(is_safe=True)
@stringfilter
def typo(text: str) -> str:
    """Set `text`; in a text already marked safe the tags are left alone."""
    if not isinstance(text, SafeString):
        return set_text(text)
    return mark_safe("".join(part if part.startswith("<") else set_text(part) for part in _TAG.split(text)))


@register.filter
def lang_attr(text: Any) -> str:
    """` lang="ru"` for a bilingual text that stands in for a missing one, nothing otherwise: `<h2{{ title|lang_attr }}>`."""
    if getattr(text, "borrowed", False):
        return format_html(' lang="{}"', text.language)
    return ""


parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
_ALLOWED_TAGS = {"p", "br", "hr", "strong", "em", "code", "pre", "blockquote", "ul", "ol", "li", "a"} | {
    *("h1", "h2", "h3", "h4", "h5", "h6"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_ALLOWED_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
_FIGURES = {"td": {"n"}, "th": {"n"}}


@register.filter
def markdown(text: str, top: int = 2) -> str:
    """Safe HTML of a Markdown text whose highest heading becomes `h{top}`; raw HTML and pictures are shown as text."""
    tokens = parser.parse(str(text or ""))
    _shift_headings(tokens, top)
    for token in tokens:
        _align(token)
        _each_text(token, set_text)
    html = nh3.clean(
        parser.renderer.render(tokens, parser.options, {}),
        tags=_ALLOWED_TAGS,
        attributes=_ALLOWED_ATTRIBUTES,
        allowed_classes=_FIGURES,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener nofollow",
    )
    return mark_safe(_scrolling_tables(html))


def _shift_headings(tokens: list[Token], top: int) -> None:
    headings = [token for token in tokens if token.type in {"heading_open", "heading_close"}]
    highest = min((int(token.tag[1]) for token in headings), default=top)
    for token in headings:
        token.tag = f"h{min(int(token.tag[1]) - highest + top, 6)}"


def _align(token: Token) -> None:
    """Say by class what Markdown says by a style attribute, which the browser is told to refuse."""
    if token.attrs.pop("style", "") == "text-align:right":
        token.attrs["class"] = "n"


def _each_text(token: Token, change: Callable[[str], str]) -> None:
    for child in token.children or ():
        if child.type == "text":
            child.content = change(child.content)


def _scrolling_tables(html: str) -> str:
    """Wide tables scroll by themselves; `<table>` in cleaned HTML can only be a tag."""
    label = conditional_escape(_("Table"))
    opening = f'<div class="scroll" role="region" aria-label="{label}" tabindex="0"><table>'
    return html.replace("<table>", opening).replace("</table>", "</table></div>")
