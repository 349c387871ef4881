"""RSS and Atom with what Django's own leave out: other languages of an entry, and categories with their scheme."""

from datetime import datetime
from typing import Any

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, rfc3339_date
from django.utils.xmlutils import SimplerXMLGenerator

_ATOM_NAMESPACE = "http://www.w3.org/2005/Atom"
# Readers that know no languages take the last link to plain "text/html" for the page of an entry.
_PAGE = "text/html; charset=utf-8"
# Signs no XML can hold: a word processor leaves them in a text where it breaks lines and pages.
_IMPOSSIBLE = dict.fromkeys((*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0xFFFE, 0xFFFF), " ")


class _Ours:
    """A feed that changed when we say so, also when a vacancy left it; no text of an entry can break it."""

    def latest_post_date(self) -> datetime:
        return self.feed["changed"]  # type: ignore[attr-defined]

    def add_item(self, **entry: Any) -> None:
        said = {
            name: value.translate(_IMPOSSIBLE) if isinstance(value, str) else value
            for name, value in entry.items()
        }
        super().add_item(**said)  # type: ignore[misc]


def _alternates(handler: SimplerXMLGenerator, element: str, addresses: list[tuple[str, str]]) -> None:
    for language, address in addresses:
        link = {"rel": "alternate", "type": _PAGE, "hreflang": language, "href": address}
        handler.addQuickElement(element, None, link)


class Atom(_Ours, Atom1Feed):
    """`elsewhere` of the feed and of its entries: (language, address); `terms` of an entry: (scheme, term, label)."""

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        _alternates(handler, "link", self.feed["elsewhere"])

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        _alternates(handler, "link", item["elsewhere"])
        for scheme, term, label in item["terms"]:
            handler.addQuickElement("category", None, {"scheme": scheme, "term": term, "label": label})


class Rss(_Ours, Rss201rev2Feed):
    """The same in RSS, which borrows from Atom what it has no word for."""

    def rss_attributes(self) -> dict[str, str]:
        return {
            "version": "2.0",
            "xmlns:atom": _ATOM_NAMESPACE,
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        }

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        _alternates(handler, "atom:link", self.feed["elsewhere"])

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        _alternates(handler, "atom:link", item["elsewhere"])
        for scheme, _term, label in item["terms"]:
            handler.addQuickElement("category", label, {"domain": scheme})
        handler.addQuickElement("atom:updated", rfc3339_date(item["updateddate"]))
