"""Applications that have words in them, by any form and spelling, and where the words stand in each."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from applications.documents.models import Document
from applications.intake.models import Application, ApplicationQuerySet
from applications.screening.passages import WORDS, Passage, PassageQuerySet, Place
from applications.screening.said import said_in
from portal.kernel.bilingual import Text
from vacancies.listing.asking import Part, keys_of, parts_of
from vacancies.listing.marking import marked, snippet
from vacancies.listing.synonyms import in_force

# Places shown of one application; of the others it is said that they are there.
MOST_SHOWN = 4


@dataclass(frozen=True)
class Where:
    """One place where words stand: what it is, some text around the first, and the anchor on the page of the papers."""

    title: str
    text: SafeString
    anchor: str = ""


@dataclass(frozen=True)
class Found:
    """An application that has every word, and where; `more` places are not shown."""

    application: Application
    places: list[Where]
    more: int


def asked_for(text: str) -> list[Part]:
    """What `text` asks for, with the synonyms of the public search; nothing where it says nothing."""
    return parts_of(text, in_force())


def having(
    applications: ApplicationQuerySet, parts: Iterable[Part], passages: PassageQuerySet
) -> ApplicationQuerySet:
    """Those of `applications` that have each of `parts` somewhere in `passages`."""
    for part in parts:
        has = Q()
        for phrase in (part.exact, *part.others):
            rows = passages
            for question in phrase:
                rows = rows.filter(pk__in=WORDS.numbers_having(question))
            has |= Q(pk__in=rows.values("application"))
        applications = applications.filter(has)
    return applications


def places_in(
    applications: Sequence[Application], parts: Sequence[Part], passages: PassageQuerySet
) -> list[Found]:
    """Where the words stand in each of `applications`: two queries, however many there are."""
    keys = keys_of(parts)
    rows = passages.filter(application__in=applications, pk__in=WORDS.numbers_having(sorted(keys)))
    by_application: dict[int, list[Passage]] = {}
    for row in rows.select_related("document"):
        by_application.setdefault(row.application_id, []).append(row)
    return [_found(one, by_application.get(one.pk, ()), keys) for one in applications]


def _found(application: Application, passages: Iterable[Passage], keys: frozenset[str]) -> Found:
    places = [where for where in _places(application, list(passages), keys) if where.text]
    return Found(application, places[:MOST_SHOWN], max(len(places) - MOST_SHOWN, 0))


def _places(application: Application, passages: Sequence[Passage], keys: frozenset[str]) -> Iterator[Where]:
    """Files first, then what was written, in its order; only what one of `passages` stands for."""
    for passage in passages:
        if passage.document:
            yield from _in_document(passage.document, keys)
    open_ones = {passage.place for passage in passages}
    snapshot: dict[str, Any] = application.snapshot or {}
    for said in said_in(snapshot):
        if said.place in open_ones:
            yield Where(_title(said.place, said.code), _around(said.text, keys))


def _in_document(document: Document, keys: frozenset[str]) -> Iterator[Where]:
    for number, text in enumerate(document.texts, start=1):
        title = _("“%(name)s”, page %(number)s") % {"name": document.original_name, "number": number}
        yield Where(title, _around(text, keys), f"page-{document.key}-{number}")


def _title(place: Place, code: str) -> str:
    return f"{place.label}: {code}" if code else str(place.label)


def _around(text: str, keys: frozenset[str]) -> SafeString:
    """Some words around the first that is found, marked; empty where there is none."""
    found = snippet([Text.of(text, language="", borrowed=False)], keys)
    return marked(found, keys) if found else SafeString("")
