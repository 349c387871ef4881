"""Whether two applications may be those of one person: names across scripts and spellings, addresses, telephones, files.

A hint for a person to judge, never a verdict: namesakes exist, and one person may write themselves in two ways. Another
family name, as after a marriage, is recognised by the name only where one of the two tells it; other traces may show it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import combinations

from vacancies.vacancy.words import skeleton, words


class Ground(StrEnum):
    """What two applications have in common."""

    NAME = "name"
    EMAIL = "email"
    PHONE = "phone"
    DOCUMENT = "document"
    CLAIM = "claim"


@dataclass(frozen=True)
class Person:
    """What an application says of one who stands behind it, the applicant or one of a team; `names` are the same name as written in one script and in another, and names borne before.

    The parts of a name may stand in any order, and the patronymic apart in `patronymic` or among them.
    """

    key: int
    account: int
    names: tuple[str, ...] = ()
    patronymic: str = ""
    email: str = ""
    phone: str = ""
    documents: frozenset[str] = frozenset()
    # The account that wanted to make the application theirs, and had one of their own.
    claimant: int | None = None


@dataclass(frozen=True)
class Pair:
    """Two applications of different accounts, the earlier first, and all that they have in common."""

    first: int
    second: int
    grounds: tuple[Ground, ...]


_BETWEEN_NAMES = re.compile(r"[,;/\n]+")
# Digits that two ways to dial one number share: +7 701 … and 8 701 …
_DIALLED = 9
_QUOTES = str.maketrans(dict.fromkeys("‘ʻʼ`´’", "'"))
_OF_FATHER = re.compile("(?<=.{2})(?:[eoi]vich|ich|[eoi]vna|i?nichna)$")
_CHILD_OF = frozenset({"ugli", "ogli", "uuli", "uli", "kizi", "kizy", "gizi", "kijy", "zoda", "zade"})
_WEAK_END = re.compile("(?<=[dt])er$")
_SOFT_BEGINNING = re.compile("^[je](?=u)")
_ALIKE = str.maketrans("oue", "aai")


def pairs(people: Iterable[Person]) -> list[Pair]:
    """Every two applications of `people` that have something in common, in the order of their keys; one account is one person, and a team is no twin of itself."""
    alike: dict[tuple[int, int], set[Ground]] = defaultdict(set)
    by_trace: dict[tuple[Ground, object], list[Person]] = defaultdict(list)
    for person in sorted(people, key=lambda one: one.key):
        for trace in set(_traces(person)):
            for other in by_trace[trace]:
                if _is_common(trace[0], other, person):
                    alike[other.key, person.key].add(trace[0])
            by_trace[trace].append(person)
    return [
        Pair(first, second, tuple(ground for ground in Ground if ground in alike[first, second]))
        for first, second in sorted(alike)
    ]


def names_before(said: str, given_name: str) -> list[str]:
    """The names that somebody says to have borne before; of a family name alone, with the given name."""
    names = [name.strip() for name in _BETWEEN_NAMES.split(said) if name.strip()]
    return [name if len(name.split()) > 1 else f"{name} {given_name}" for name in names]


def _traces(person: Person) -> Iterator[tuple[Ground, object]]:
    """What another application must share to be looked at."""
    for name in _names(person):
        yield from ((Ground.NAME, two) for two in combinations(sorted(name), 2))
    if person.email:
        yield Ground.EMAIL, mailbox(person.email)
    digits = re.sub(r"\D", "", person.phone)
    if len(digits) >= _DIALLED:
        yield Ground.PHONE, digits[-_DIALLED:]
    yield from ((Ground.DOCUMENT, sha256) for sha256 in person.documents)
    yield Ground.CLAIM, person.account
    if person.claimant:
        yield Ground.CLAIM, person.claimant


def _is_common(ground: Ground, first: Person, second: Person) -> bool:
    if first.key == second.key or first.account == second.account:
        return False
    return ground != Ground.NAME or same_name(first, second)


def same_name(first: Person, second: Person) -> bool:
    """Whether some way to write the one name holds, in any order, all of the other but a patronymic that one leaves out."""
    fathers = _father(first), _father(second)
    if all(fathers) and fathers[0] != fathers[1]:
        return False
    return any(one <= other or other <= one for one in _names(first) for other in _names(second))


def _names(person: Person) -> list[frozenset[str]]:
    """Each way to write the name as its parts without the patronymic; one part alone says too little."""
    father = _father(person)
    ways = (
        frozenset(heard(part) for part in _parts(name) if not _is_of(part, father)) for name in person.names
    )
    return [way for way in ways if len(way) > 1]


def _is_of(part: str, father: str) -> bool:
    return part in _CHILD_OF or (
        bool(father) and _OF_FATHER.search(part) is not None and _named(part) == father
    )


def _father(person: Person) -> str:
    """The father's name in the patronymic: of «Рашидовна» and of Rashid qizi it is the same."""
    parts = [part for part in _parts(person.patronymic) if part not in _CHILD_OF]
    if not parts:
        written = (part for name in person.names for part in _parts(name))
        parts = [part for part in written if _OF_FATHER.search(part)][:1]
    return _named(parts[0]) if parts else ""


def _named(patronymic: str) -> str:
    return heard(_OF_FATHER.sub("", patronymic)).rstrip("i")


@lru_cache(maxsize=20_000)
def _parts(name: str) -> tuple[str, ...]:
    return tuple(skeleton(word) for word in words(name.translate(_QUOTES)))


def heard(part: str) -> str:
    """A part of a name without what spellings differ in beyond script and romanisation: Julia, Qodirov, Shuxrat."""
    plain = _WEAK_END.sub("r", _SOFT_BEGINNING.sub("i", part)).replace("ks", "h")
    return plain.translate(_ALIKE)


def mailbox(address: str) -> str:
    """An e-mail address without what its provider does not look at."""
    local, _at, domain = address.strip().casefold().partition("@")
    local = local.partition("+")[0]
    return f"{local.replace('.', '') if domain in ('gmail.com', 'googlemail.com') else local}@{domain}"
