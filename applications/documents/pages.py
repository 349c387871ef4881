"""A document as the page pictures and texts that templates/applications/documents/_pages.html shows."""

from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _

from applications.documents.actions import withheld
from applications.documents.forms import WIDTHS
from applications.documents.models import SET_HERE, Document


@dataclass(frozen=True)
class Page:
    """One page: its picture in several widths, the largest by itself, the words that stand for it, and its text, folded or open."""

    anchor: str
    src: str
    srcset: str
    large: str
    alt: str
    caption: str
    text: str
    is_open: bool = False


@dataclass(frozen=True)
class Shown:
    """A document to be shown: `withheld` says why it is not, `is_rendition` that it was set here from a text."""

    pages: list[Page]
    withheld: str
    is_rendition: bool
    download: str
    download_words: str


def shown(document: Document, title: str, *, called: str = "") -> Shown:
    """`document` for _pages.html; `title` is what it was asked for as ("CV"), in the reader's language.

    `called` is the name for a reader who is to know no other: then a copy of its pages can be taken away, of a size not known yet.
    """
    reason = withheld(document, called=called)
    return Shown(
        pages=[] if reason else [_page(document, number, title) for number in range(1, document.pages + 1)],
        withheld=reason,
        is_rendition=document.kind in SET_HERE,
        download=reverse("documents:download", args=[document.key]),
        download_words=_download_words(document, called),
    )


def _download_words(document: Document, called: str) -> str:
    if called:
        return _("Download the pages of “%(name)s” as PDF") % {"name": called}
    size = filesizeformat(document.size)
    return _("Download “%(name)s”, %(size)s") % {"name": document.original_name, "size": size}


def _page(document: Document, number: int, title: str) -> Page:
    picture = reverse("documents:page", args=[document.key, number])
    place = {"number": number, "pages": document.pages, "title": title}
    return Page(
        anchor=f"page-{document.key}-{number}",
        src=picture,
        srcset=", ".join(f"{picture}?width={width} {width}w" for width in WIDTHS),
        large=f"{picture}?width={WIDTHS[-1]}",
        alt=_("Page %(number)s of %(pages)s of %(title)s, its text stands below") % place,
        caption=_("Text of page %(number)s") % place,
        text=document.texts[number - 1] or _("The page holds no text: it is a picture, a scan for example."),
    )
