"""The frame of a page: navigation, the other language, what search engines are told, the menu of working pages."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.kernel.addresses import address_of
from portal.web.language import in_language
from portal.web.menu import has_work, menu_for

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


@register.simple_tag(takes_context=True)
def alternates(context: Mapping[str, Any]) -> SafeString:
    """Canonical address and the same page in each language. Filters are left out, the page of a list is not."""
    request = context["request"]
    page = request.GET.get("page", "")
    address = f"{request.path}?page={page}" if page.isdecimal() else request.path
    site = settings.SITE_URL.rstrip("/")
    canonical = format_html('<link rel="canonical" href="{}">\n', site + address)
    rows = [(code, site + in_language(address, code)) for code, _name in settings.LANGUAGES]
    return canonical + format_html_join("\n", '<link rel="alternate" hreflang="{}" href="{}">', rows)


@register.simple_tag
def account_links(user: Any) -> list[tuple[str, str]]:
    """What stands behind the person's name: (address, words) of the pages that are there."""
    links = [
        (address_of("desk:home") if has_work(user) else "", _("Working pages")),
        (address_of("intake:mine"), _("My applications")),
        (address_of("profile:edit"), _("My profile")),
        (address_of("accounts:settings"), _("Settings")),
        (address_of("account_logout"), _("Sign out")),
    ]
    return [(address, words) for address, words in links if address]


@register.inclusion_tag("components/rail.html", takes_context=True)
def working_menu(context: Mapping[str, Any]) -> Mapping[str, Any]:
    """The working sections that the signed-in person may open."""
    request = context["request"]
    return {"sections": menu_for(request.user, request.path)}
