"""The frame of a page: navigation, the other language, what search engines are told, the menu of working pages."""

from collections.abc import Mapping, Sequence
from typing import Any

from babel.core import get_global
from django import template
from django.conf import settings
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.kernel.addresses import absolute, address_of
from portal.web.language import in_language
from portal.web.memory import remembered
from portal.web.menu import menu_for, way_to_work
from portal.web.tidings import waiting

register = template.Library()


@register.simple_tag(takes_context=True)
def nav_link(context: Mapping[str, Any], name: str, label: str, *args: Any) -> str:
    """`<li><a>` to a named URL, marked when the page stands below it; nothing where that room is not there yet."""
    address = address_of(name, *args)
    if not address:
        return ""
    request = context.get("request")
    here = request.path if request else ""
    current = (
        ' aria-current="page"'
        if here == address
        else ' aria-current="true"'
        if here.startswith(address)
        else ""
    )
    return format_html('<li><a href="{}"{}>{}</a></li>', address, SafeString(current), label)


@register.inclusion_tag("components/languages.html", takes_context=True)
def language_switch(context: Mapping[str, Any]) -> Mapping[str, Any]:
    """The language of the page, and this very page in the others, each named in itself."""
    request = context.get("request")
    here = get_language()
    names = dict(settings.LANGUAGES)
    address = request.get_full_path() if request else f"/{here}/"
    others = [(code, name, in_language(address, code)) for code, name in names.items() if code != here]
    return {"current": names.get(here, ""), "others": others}


@register.simple_block_tag(takes_context=True)
def kept(context: Context, content: str, name: str) -> str:
    """Keep what stands in the block as `name`, for places further down; what a page overrides is said once."""
    context[name] = SafeString(content.strip())
    return ""


@register.inclusion_tag("components/alternates.html", takes_context=True)
def alternates(context: Mapping[str, Any], languages: Sequence[str] = ()) -> Mapping[str, Any]:
    """Canonical address, the same page in each language, and the card of a link (Open Graph).

    `languages` are those in which the page says what it is about, all where none are given: a page in another one
    names the first of them as the canonical one, and no page claims an alternate that is not there. The address
    without a language leads to the reader's own, where all are there. Filters are left out, the page of a list is not.
    """
    request = context["request"]
    page = request.GET.get("page", "")
    address = f"{request.path}?page={page}" if page.isdecimal() else request.path
    every = [code for code, _name in settings.LANGUAGES]
    there = [code for code in every if code in (languages or every)]
    here = get_language() or every[0]
    said_in = here if here in there else there[0]
    return {
        "title": context.get("page_title", ""),
        "description": context.get("page_description", ""),
        "canonical": absolute(in_language(address, said_in)),
        "alternates": [(code, absolute(in_language(address, code))) for code in there] if there[1:] else [],
        "reader": absolute(address.removeprefix(f"/{here}")) if there == every else "",
        "locale": _locale(said_in),
        "other_locales": [_locale(code) for code in there if code != said_in],
    }


def _locale(code: str) -> str:
    """A language with the country it is most at home in, as Open Graph wants it: ru_RU."""
    return f"{code}_{get_global('likely_subtags')[code].rpartition('_')[2]}"


@register.simple_tag
def account_links(user: Any) -> Mapping[str, Any]:
    """What stands behind the person's name: the pages that are `there`, as (address, words, number), and what is `new` there."""
    found = remembered("links", user, lambda: _links(user))
    return {"there": found, "new": sum(number for _address, _words, number in found)}


def _links(user: Any) -> list[tuple[str, str, int]]:
    links = [
        (way_to_work(user), _("Working pages")),
        ("intake:mine", _("My applications")),
        ("alerts:saved", _("Saved vacancies and searches")),
        ("profile:overview", _("My profile")),
        ("accounts:settings", _("Settings")),
        ("retention:data", _("My data")),
        ("account_logout", _("Sign out")),
    ]
    there = [(name, address_of(name), words) for name, words in links]
    return [(address, words, waiting(name, user)) for name, address, words in there if address]


@register.inclusion_tag("components/rail.html", takes_context=True)
def working_menu(context: Mapping[str, Any]) -> Mapping[str, Any]:
    """The working sections that the signed-in person may open."""
    request = context["request"]
    return {"sections": menu_for(request.user, request.path)}
