"""Where a document mentions a word, whatever its ending and script, and which words of a criterion are worth looking for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from applications.documents.pages import Page
from applications.scoring.material import Material, Paper
from vacancies.models import Criterion
from vacancies.vacancy.words import Word, asked, spelled, stem, written

# Words of a criterion that are shorter say little: "with", «или».
SHORTEST_OFFERED = 4
# From each language.
MOST_OFFERED = 5


@dataclass(frozen=True)
class Place:
    """A page that mentions the word: what the document was asked for as, the page, how often, and the first of them."""

    title: str
    number: int
    times: int
    anchor: str


@dataclass(frozen=True)
class Found:
    """What was looked for, and where it stands in texts that can be read."""

    word: str
    places: list[Place]

    @property
    def times(self) -> int:
        return sum(place.times for place in self.places)


def looked_through(material: Material, word: str) -> tuple[Material, Found]:
    """`material` with every mention of `word` in its documents marked and numbered, and where they are."""
    wanted = [frozenset(asked(one.form)) for one in spelled(word) if not one.is_stop]
    places: list[Place] = []
    papers = [
        replace(paper, shown=replace(paper.shown, pages=[*_pages(paper, wanted, places)]))
        for paper in material.papers
    ]
    return replace(material, papers=papers), Found(word, places)


def _pages(paper: Paper, wanted: Sequence[frozenset[str]], places: list[Place]) -> Iterator[Page]:
    """The pages of a document with every mention marked; `places` tells where, and grows."""
    for number, page in enumerate(paper.shown.pages, start=1):
        spans = list(mentions(page.text, wanted))
        if not spans:
            yield page
            continue
        first = 1 + sum(place.times for place in places)
        places.append(Place(paper.title, number, len(spans), f"hit-{first}"))
        yield _marked(page, spans, first)


def mentions(text: str, wanted: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Where words of `text` follow each other as the `wanted` ones do, each given by its keys; words that say little do not count."""
    if not wanted:
        return
    said = [word for word in spelled(text) if not word.is_stop]
    at = 0
    while at <= len(said) - len(wanted):
        run = said[at : at + len(wanted)]
        found = all(_is(word, keys) for word, keys in zip(run, wanted, strict=True))
        if found:
            yield run[0].start, run[-1].end
        at += len(wanted) if found else 1


def _is(word: Word, keys: frozenset[str]) -> bool:
    return not keys.isdisjoint(written(word.form))


def _marked(page: Page, spans: Iterable[tuple[int, int]], number: int) -> Page:
    parts: list[SafeString] = []
    at = 0
    for start, end in spans:
        parts.append(format_html("{}", page.text[at:start]))
        parts.append(format_html('<mark id="hit-{}">{}</mark>', number, page.text[start:end]))
        at, number = end, number + 1
    parts.append(format_html("{}", page.text[at:]))
    # Every part is escaped above.
    return replace(page, text=mark_safe("".join(parts)), is_open=True)


def words_of(criterion: Criterion) -> list[str]:
    """The words of a criterion's name in both languages that a document may mention, each once whatever its ending."""
    return [*_offered(criterion.name_en), *_offered(criterion.name_ru)]


def _offered(name: str) -> list[str]:
    offered: dict[str, str] = {}
    for word in spelled(name):
        shown = name[word.start : word.end].lower()
        if not word.is_stop and len(shown) >= SHORTEST_OFFERED:
            offered.setdefault(stem(word.form), shown)
    return list(offered.values())[:MOST_OFFERED]
