"""What may connect a member with a candidate, offered to the member to think of, never decided (docs/decisions/0051).

Before the declaration a name says only what the names themselves say; that something a candidate wrote meets something
the portal knows is said in one general sentence. The kinds are said on the page of one's own declaration, once it is made.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from applications.intake.models import Application
from applications.panels.models import Seat
from applications.screening.likeness import heard, mailbox
from vacancies.vacancy.words import skeleton, words


class Hint(StrEnum):
    """On what a member and a candidate meet."""

    SURNAME = "surname"
    EMPLOYER = "employer"
    REFEREE = "referee"
    DOMAIN = "domain"


@dataclass(frozen=True)
class Known:
    """What the portal knows of somebody who sits, as it is compared."""

    surnames: frozenset[str]
    employers: frozenset[frozenset[str]]
    mailbox: str
    name: frozenset[str]

    @property
    def domain(self) -> str:
        return self.mailbox.partition("@")[2]


# Addresses there say nothing of an employer; the last two are reserved for examples.
PUBLIC_MAIL = frozenset(
    [
        "gmail.com",
        "googlemail.com",
        "mail.ru",
        "bk.ru",
        "list.ru",
        "inbox.ru",
        "internet.ru",
        "yandex.ru",
        "yandex.com",
        "yandex.kz",
        "ya.ru",
        "rambler.ru",
        "outlook.com",
        "hotmail.com",
        "live.com",
        "msn.com",
        "yahoo.com",
        "yahoo.fr",
        "icloud.com",
        "me.com",
        "proton.me",
        "protonmail.com",
        "gmx.com",
        "gmx.de",
        "mail.kz",
        "mail.tj",
        "namba.kg",
        "elcat.kg",
        "aol.com",
        "example.org",
        "example.com",
    ]
)
# A daughter bears her father's name with another ending: Karimova, Karimov; Ostrovskaya, Ostrovskiy; Tolstaya, Tolstoy.
_OF_A_WOMAN = re.compile("(?<=(?:[aie]v|in))a$")
_OF_AN_ADJECTIVE = re.compile("(?<=.{3})(?:aia|ai|i)$")


def known_of(seat: Seat) -> Known:
    """What the portal knows of the holder of a seat: name and address, organisation as stated, a profile where there is one."""
    user = seat.user
    profile = getattr(user, "profile", None)
    surnames = [profile.family_name, profile.previous_names] if profile else [user.name]
    worked = [row.employer for row in profile.employments.all()] if profile else []
    return Known(
        frozenset(surname for said in surnames for surname in _surnames(said)),
        frozenset(filter(None, map(_organisation, [seat.outside, *worked]))),
        mailbox(user.email),
        _name(user.name),
    )


def hints_with(known: Known, application: Application) -> tuple[Hint, ...]:
    """On what `known` and the candidate, or anybody of a team, meet."""
    said: dict[str, Any] = application.snapshot or {}
    met = {
        Hint.SURNAME: bool(known.surnames & set(_borne(said))),
        Hint.EMPLOYER: bool(known.employers & {_organisation(one) for one in _employers(said)}),
        Hint.REFEREE: any(_is(known, one) for one in said.get("profile", {}).get("referees", [])),
        Hint.DOMAIN: bool(known.domain)
        and known.domain not in PUBLIC_MAIL
        and known.domain in _domains(said),
    }
    return tuple(hint for hint in Hint if met[hint])


def of_candidates(seat: Seat, candidates: Iterable[Application]) -> dict[int, tuple[Hint, ...]]:
    """Hints by the primary key of the candidate, of those where there is one."""
    known = known_of(seat)
    found = ((one.pk, hints_with(known, one)) for one in candidates)
    return {pk: hints for pk, hints in found if hints}


def before_declaring(hints: Sequence[Hint]) -> str:
    """What may be said beside a name of which nothing is known yet but the name; empty without a hint."""
    if Hint.SURNAME in hints:
        return _("The same family name as yours, in some spelling. Think twice.")
    if hints:
        return _("Something this person wrote meets something the portal knows of you. Think twice.")
    return ""


def in_words(hints: Sequence[Hint]) -> str:
    """The kinds, for who has declared."""
    kinds = {
        Hint.SURNAME: _("the same family name, in some spelling"),
        Hint.EMPLOYER: _("the same employer"),
        Hint.REFEREE: _("you are named as a referee"),
        Hint.DOMAIN: _("an e-mail address of the same organisation"),
    }
    return ", ".join(kinds[hint] for hint in hints)


def _surnames(said: str) -> Iterator[str]:
    for word in words(said):
        part = heard(skeleton(word))
        yield _OF_AN_ADJECTIVE.sub("", _OF_A_WOMAN.sub("", part))


def _borne(said: dict[str, Any]) -> Iterator[str]:
    """Family names as the names show them: of the applicant, and the first word of each name in a team."""
    person = said.get("person", {})
    yield from _surnames(person.get("family_name") or person.get("name", "").partition(" ")[0])
    for one in said.get("team", []):
        yield from _surnames(one["name"].partition(" ")[0])


def _organisation(said: str) -> frozenset[str]:
    """A name of an organisation by its words, in any order and either script."""
    return frozenset(skeleton(word) for word in words(said))


def _name(said: str) -> frozenset[str]:
    return frozenset(heard(skeleton(word)) for word in words(said))


def _employers(said: dict[str, Any]) -> list[str]:
    return [one.get("employer", "") for one in said.get("experience", []) if one.get("employer")]


def _is(known: Known, referee: dict[str, Any]) -> bool:
    """Whether the referee is the member: by address, or by all of the name."""
    email = referee.get("email", "")
    name = _name(referee.get("name", ""))
    return bool(email and mailbox(email) == known.mailbox) or len(known.name & name) > 1


def _domains(said: dict[str, Any]) -> set[str]:
    people = [said.get("person", {}), *said.get("team", [])]
    return {mailbox(one["email"]).partition("@")[2] for one in people if one.get("email")}
