"""Words that stand for each other: what a file of them says, and the one in force.

A line is a rule; what follows # is a remark. `a = b = c`: whoever looks for one finds the others too. `a => b, c`:
whoever looks for a finds b and c as well, but not the other way round. Each side is a word or several words.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from django.utils.translation import gettext as _

from vacancies.listing.models import SynonymList
from vacancies.vacancy.words import asked, pair, spelled, written

FIRST = Path(__file__).with_name("synonyms.txt")
MOST_WORDS = 6
MOST_ON_A_LINE = 12

Words = tuple[str, ...]


@dataclass(frozen=True)
class Wrong:
    """A line that cannot be read, and why."""

    line: int
    why: str

    def __str__(self) -> str:
        return _("Line %(line)s: %(why)s") % {"line": self.line, "why": self.why}


@dataclass
class Synonyms:
    """For the words of each rule that may be asked for, the words to look for besides them."""

    rules: dict[Words, list[Words]] = field(default_factory=lambda: defaultdict(list))
    by_key: dict[str, list[Words]] = field(default_factory=lambda: defaultdict(list))

    def add(self, asking: Words, others: Sequence[Words]) -> None:
        if asking not in self.rules:
            for key in written(asking[0]):
                self.by_key[key].append(asking)
        known = self.rules[asking]
        known += [other for other in others if other != asking and other not in known]

    def at(self, forms: Sequence[str]) -> tuple[int, list[Words]]:
        """How many of the words that `forms` begins with have synonyms, taken together, and which."""
        first = {rule: None for key in asked(forms[0]) for rule in self.by_key.get(key, ())}
        fitting = [rule for rule in first if _begins(forms, rule)]
        if not fitting:
            return 0, []
        length = max(map(len, fitting))
        longest = [rule for rule in fitting if len(rule) == length]
        return length, list(dict.fromkeys(other for rule in longest for other in self.rules[rule]))


def read(text: str) -> tuple[Synonyms, list[Wrong]]:
    """The rules of `text`, and the lines that are none."""
    synonyms, wrong = Synonyms(), []
    for number, line in enumerate(text.splitlines(), start=1):
        rule = line.partition("#")[0].strip().lstrip("\ufeff")
        if not rule:
            continue
        asking, others, why = _rule(rule)
        if why:
            wrong.append(Wrong(number, why))
        for words in asking:
            synonyms.add(words, others)
    return synonyms, wrong


def first_text() -> str:
    """The synonyms a new portal begins with."""
    return FIRST.read_text(encoding="utf-8")


def text_in_force() -> str:
    latest = SynonymList.objects.first()
    return latest.text if latest else first_text()


_kept: dict[str, tuple[int | None, Synonyms]] = {}


def in_force() -> Synonyms:
    """The synonyms every process uses from the moment they are saved: one query, and one more after a change."""
    version = SynonymList.objects.values_list("pk", flat=True).first()
    known = _kept.get("synonyms")
    if known is None or known[0] != version:
        known = _kept["synonyms"] = (version, read(text_in_force())[0])
    return known[1]


def together(words: Words) -> list[tuple[str, ...]]:
    """What is asked of a text that has `words` one after another: each pair of them, or the one word."""
    if len(words) == 1:
        return [asked(words[0])]
    return [(pair(*two),) for two in pairwise(words)]


def _rule(rule: str) -> tuple[list[Words], list[Words], str]:
    """Which words ask, which they find, and what is wrong with the rule."""
    left, one_way, right = rule.partition("=>")
    sides = right.split(",") if one_way else rule.split("=")
    said = [_words(side) for side in sides]
    asking = [_words(left)] if one_way else said
    if one_way and "=" in left + right:
        return [], [], _("“=” and “=>” do not stand on one line.")
    why = _why(asking, said, least=1 if one_way else 2)
    return (asking, said, "") if not why else ([], [], why)


def _why(asking: list[Words], said: list[Words], *, least: int) -> str:
    if len(said) < least:
        return _("there is neither “=” nor “=>” in it.")
    if not all(asking) or not all(said):
        return _("a word is missing beside a sign.")
    if max(map(len, [*asking, *said])) > MOST_WORDS:
        return _("one side has more than %(most)s words.") % {"most": MOST_WORDS}
    if len(said) > MOST_ON_A_LINE:
        return _("there are more than %(most)s synonyms.") % {"most": MOST_ON_A_LINE}
    return ""


def _words(side: str) -> Words:
    return tuple(word.form for word in spelled(side) if not word.is_stop)


def _begins(forms: Sequence[str], rule: Words) -> bool:
    return len(rule) <= len(forms) and all(
        set(asked(form)) & set(written(word)) for form, word in zip(forms, rule, strict=False)
    )
