"""Small tags behind the components of templates/components/: icons, errors of forms, pages of lists, sorting."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BaseFormSet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from portal.kernel.addresses import address_of

register = template.Library()

ICONS = {
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.6v.2"/>',
    "warn": '<path d="M12 3.5 2.5 20h19L12 3.5Z"/><path d="M12 10v4.5M12 17.3v.2"/>',
    "ok": '<circle cx="12" cy="12" r="9"/><path d="m8 12.4 2.8 2.8L16 9.5"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.3l3.4 2"/>',
    "file": '<path d="M6 3h8l4 4v14H6z"/><path d="M14 3v4h4M9 12h6M9 16h6"/>',
    "x": '<path d="m6 6 12 12M18 6 6 18"/>',
    "lock": '<rect x="5" y="11" width="14" height="9" rx="1"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
    "seek": '<circle cx="11" cy="11" r="6.5"/><path d="m16 16 4.5 4.5"/>',
}
NOTE_ICONS = {"": "info", "warn": "warn", "bad": "warn", "good": "ok"}
FILE_ICONS = {"": "file", "good": "ok", "bad": "warn"}


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of the eight drawn icons, hidden from assistive technology: a word always stands beside it."""
    return mark_safe(f'<svg class="ico" viewBox="0 0 24 24" aria-hidden="true">{ICONS[name]}</svg>')


@register.filter
def file_icon(state: str) -> SafeString:
    """The icon of a file row that is plain, good or bad."""
    return icon(FILE_ICONS[state or ""])


@register.simple_tag
def chip(text: str, kind: str = "") -> SafeString:
    """A status with its shape and word. `kind`: "", "go on", "soon half", "ok on", "no"."""
    return format_html('<span class="{}">{}</span>', f"chip {kind}".strip(), text)


@register.simple_block_tag
def note(content: str, kind: str = "", title: str = "", level: int = 2) -> str:
    """A notice: information, or "warn", "bad", "good". The content is HTML of the template."""
    context = {"content": content, "kind": kind, "icon": NOTE_ICONS[kind], "title": title, "tag": f"h{level}"}
    return render_to_string("components/note.html", context)


@register.simple_block_tag
def blank(content: str, title: str, level: int = 2) -> str:
    """An empty list: what is not there, why, and one way on."""
    return render_to_string("components/blank.html", {"content": content, "title": title, "tag": f"h{level}"})


@register.simple_block_tag
def table(content: str, caption: str, kind: str = "") -> str:
    """A table that scrolls by itself where it is too wide; the caption is read out, not shown."""
    return render_to_string("components/table.html", {"content": content, "caption": caption, "kind": kind})


@register.simple_tag
def points_bar(points: Any, most: Any) -> SafeString:
    """A bar as wide as `points` is of `most`, the largest number of points in its table."""
    share = 100 * float(points) / float(most) if most else 0
    return format_html(
        '<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="bg" width="100" height="6"/><rect width="{}" height="6"/></svg>',
        f"{share:.1f}",
    )


@dataclass(frozen=True)
class Fault:
    """One line of the error summary: where its link leads (or nowhere), the field's label, the message."""

    anchor: str
    label: str
    message: str


def _faults(form: Any) -> Iterator[Fault]:
    if isinstance(form, BaseFormSet):
        for message in form.non_form_errors():
            yield Fault("", "", message)
        for row in form.forms:
            yield from _faults(row)
    elif isinstance(form, BaseForm):
        for message in form.non_field_errors():
            yield Fault("", "", message)
        for field in form:
            label = f"{form.caption}, {field.label}" if hasattr(form, "caption") else field.label
            for message in field.errors:
                yield Fault(
                    "" if field.is_hidden else field.anchor, "" if field.is_hidden else label, message
                )


@register.inclusion_tag("components/errors.html")
def error_summary(*forms: Any) -> Mapping[str, Any]:
    """Every error of the given forms and formsets, with links to the fields; nothing when all is well."""
    faults = [fault for form in forms for fault in _faults(form) if getattr(form, "is_bound", False)]
    return {"faults": faults}


def with_query(request: HttpRequest, **changes: Any) -> str:
    """The query string of `request` with `changes`; a value of None takes a name away."""
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context: Mapping[str, Any], page: Page, name: str = "page") -> Mapping[str, Any]:
    """Previous, pages and next of a list, keeping filters and order."""
    request = context["request"]
    paginator = page.paginator

    def address(number: int) -> str:
        return with_query(request, **{name: number if number > 1 else None})

    return {
        "page": page,
        "many": paginator.num_pages > 1,
        "numbers": [
            (number, address(number) if isinstance(number, int) else "")
            for number in paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
        ],
        "previous": address(page.number - 1) if page.has_previous() else "",
        "next": address(page.number + 1) if page.has_next() else "",
        "further": min(paginator.per_page, paginator.count - page.end_index()) if page.has_next() else 0,
    }


@register.inclusion_tag("components/sorted_th.html", takes_context=True)
def sorted_th(context: Mapping[str, Any], name: str, label: str, kind: str = "") -> Mapping[str, Any]:
    """Head of a column that can be sorted by `?order=name` and, again, by `?order=-name`. `kind` "n" for figures."""
    request = context["request"]
    order = request.GET.get("order", "")
    up, down = order == name, order == f"-{name}"
    return {
        "label": label,
        "kind": kind,
        "address": with_query(request, order=f"-{name}" if up else name, page=None),
        "direction": "ascending" if up else "descending" if down else "",
        "arrow": "↑" if up else "↓" if down else "",
    }


@register.inclusion_tag("components/crumbs.html")
def crumbs(*pairs: str) -> Mapping[str, Any]:
    """The way here: `{% crumbs "listing:vacancies" _("Vacancies") office.get_absolute_url office.name %}`.

    Addresses or names of URLs, each followed by its words; an empty address makes plain text.
    """
    targets, labels = pairs[::2], pairs[1::2]
    return {"items": [(address_of(target), label) for target, label in zip(targets, labels, strict=True)]}
