"""How the languages of a text stand to each other: missing, draft, reviewed, or stale since the other changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain

from django.db import models
from django.utils.translation import pgettext_lazy

from portal.kernel.bilingual import languages
from vacancies.translation.models import Pairing
from vacancies.translation.texts import Text, texts_of
from vacancies.translation.wordwise import Passage, changes
from vacancies.vacancy.models import Vacancy


class State(models.TextChoices):
    """The state of a text in one language, what needs most work first."""

    MISSING = "missing", pgettext_lazy("state of a text", "missing")
    STALE = "stale", pgettext_lazy("state of a text", "stale")
    DRAFT = "draft", pgettext_lazy("state of a text", "draft")
    REVIEWED = "reviewed", pgettext_lazy("state of a text", "reviewed")


Said = Mapping[str, str]


def state_of(language: str, *, said: Said, paired: Said | None, reviewed: bool) -> State | None:
    """The state of what is `said` in `language`; None when no language says anything.

    `paired` is what the languages said when they last said the same, `reviewed` whether somebody found that they did.
    """
    if not any(said.values()):
        return None
    if not said[language]:
        return State.MISSING
    if paired is None or not all(said.values()):
        return State.DRAFT
    changed = changed_since(said, paired)
    if language not in changed and changed:
        return State.STALE
    return State.REVIEWED if reviewed and not changed else State.DRAFT


def changed_since(said: Said, paired: Said) -> set[str]:
    """The languages in which the text is another than when it was paired."""
    return {language for language, text in said.items() if text != paired.get(language, "")}


@dataclass(frozen=True)
class Reading:
    """A text with its state in every language, and for a stale one what changed in the others."""

    text: Text
    states: Mapping[str, State]
    changed: Mapping[str, list[Passage]] = field(default_factory=dict)

    @property
    def all_states(self) -> set[State]:
        return set(self.states.values())

    @property
    def may_be_reviewed(self) -> bool:
        return self.text.is_whole and self.all_states != {State.REVIEWED}


@dataclass(frozen=True)
class OpenText:
    """One language of a text that is not as it should be."""

    path: str
    label: str
    language: str
    state: State


def readings(vacancy: Vacancy) -> list[Reading]:
    """All texts that are written in one language at least, with their states; one query more than `texts_of`."""
    pairings = {pairing.path: pairing for pairing in vacancy.pairings.all()}
    return [reading(text, pairings.get(text.path)) for text in texts_of(vacancy) if not text.is_empty]


def reading(text: Text, pairing: Pairing | None) -> Reading:
    """The text as it stands to its pairing."""
    paired = pairing and pairing.texts
    reviewed = pairing is not None and pairing.reviewed_at is not None
    found = {
        language: state_of(language, said=text.said, paired=paired, reviewed=reviewed)
        for language in languages()
    }
    states = {language: state for language, state in found.items() if state}
    if pairing is None or State.STALE not in states.values():
        return Reading(text, states)
    return Reading(text, states, _changes(text.said, pairing.texts))


def open_texts(vacancy: Vacancy) -> list[OpenText]:
    """What is missing, stale or a draft, by text and language, in the order of the notice."""
    return list(chain.from_iterable(_open(one) for one in readings(vacancy)))


def counts(found: Iterable[Reading]) -> dict[State, int]:
    """How many texts are in each state in one language at least."""
    every = list(found)
    return {state: sum(state in one.all_states for one in every) for state in State}


def _open(one: Reading) -> list[OpenText]:
    return [
        OpenText(one.text.path, one.text.label, language, state)
        for language, state in one.states.items()
        if state != State.REVIEWED
    ]


def _changes(said: Said, paired: Said) -> dict[str, list[Passage]]:
    return {
        language: changes(paired.get(language, ""), said[language])
        for language in sorted(changed_since(said, paired))
    }
