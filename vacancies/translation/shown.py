"""The texts of a notice as the page shows them: chips, fields, what changed, how many are in each state."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.kernel import spoken
from portal.kernel.bilingual import languages
from portal.web.pairs import IN
from vacancies.translation.forms import TextsForm, field_name, seen_name, seen_words
from vacancies.translation.states import Reading, State, counts
from vacancies.translation.wordwise import Passage, shortened

CHIPS = {State.MISSING: "no", State.STALE: "soon half", State.DRAFT: "", State.REVIEWED: "ok on"}


@dataclass(frozen=True)
class Changed:
    """What changed in one language, introduced by a sentence."""

    words: str
    language: str
    passages: list[Passage]


@dataclass(frozen=True)
class Shown:
    """One text on the page; `fields` are empty for who only reads it."""

    reading: Reading
    anchor: str
    chips: list[tuple[str, str]]
    changed: list[Changed]
    said: list[tuple[str, str]]
    fields: list[BoundField]
    seen_name: str
    seen: str
    may_be_reviewed: bool


def shown(one: Reading, form: TextsForm | None) -> Shown:
    text = one.text
    names = [field_name(text.path, language) for language in languages()]
    return Shown(
        reading=one,
        anchor=f"t-{text.path}",
        chips=[
            (f"{IN.get(language, language)}: {state.label}", CHIPS[state])
            for language, state in one.states.items()
        ],
        changed=[
            Changed(_told(language), language, shortened(passages))
            for language, passages in one.changed.items()
        ],
        said=[(language, text.said[language]) for language in languages()],
        fields=[form[name] for name in names] if form else [],
        seen_name=seen_name(text),
        seen=seen_words(text.said),
        may_be_reviewed=form is not None and one.may_be_reviewed,
    )


def tabs(address: str, found: Iterable[Reading], chosen: str) -> list[dict[str, Any]]:
    """Links that show all texts, or those in one state."""
    every = list(found)
    first = {"label": _("All texts"), "url": address, "number": len(every), "current": not chosen}
    return [
        first,
        *(
            {
                "label": str(state.label).capitalize(),
                "url": f"{address}?state={state}",
                "number": number,
                "current": chosen == state,
            }
            for state, number in counts(every).items()
        ),
    ]


def summary(found: Iterable[Reading]) -> list[tuple[str, str]]:
    """How many texts are open in each state, as chips; nothing when every text is reviewed."""
    return [
        (f"{state.label}: {number}", CHIPS[state])
        for state, number in counts(found).items()
        if number and state != State.REVIEWED
    ]


def to_review(found: Iterable[Reading]) -> str:
    """The words of the button that reviews all drafts; empty when there are none."""
    number = sum(one.text.is_whole and one.all_states == {State.DRAFT} for one in found)
    sentence = ngettext("Mark %(n)s draft as reviewed", "Mark all %(n)s drafts as reviewed", number)
    return sentence % {"n": number} if number else ""


def _told(language: str) -> str:
    return _("What changed in the %(language)s text since both said the same:") % {
        "language": spoken.name(language)
    }
