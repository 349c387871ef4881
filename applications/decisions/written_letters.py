"""The letters of a decision as they go out: what is previewed is what is announced."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from applications.decisions.complaint import last_day
from applications.decisions.letters import Letter, letters
from applications.decisions.models import Decision
from portal.kernel.addresses import site
from portal.kernel.canonical import sha256_of
from portal.mailing.actions import words_of


@dataclass(frozen=True)
class Written:
    """One letter with its words."""

    letter: Letter
    subject: str
    text: str


def written(decision: Decision, chosen: Iterable[Letter] | None = None) -> list[Written]:
    """The letters, or those `chosen` of them, each in the language of its reader."""
    about = {
        "vacancy": decision.vacancy,
        "decision": decision,
        "hotlines": list(decision.office.hotlines.all()),
        "site": site(),
    }
    return [_write(one, about) for one in (letters(decision) if chosen is None else chosen)]


def _write(letter: Letter, about: dict[str, Any]) -> Written:
    told = {"application": letter.application, "unmet": letter.unmet, "feedback": letter.feedback}
    words = words_of(letter.kind, to=letter.application.applicant, context={**about, **told})
    return Written(letter, *words)


def seal_of(found: Iterable[Written]) -> str:
    """One SHA-256 over the words of all letters, by the codes of the applicants."""
    said = [[one.letter.application.code, one.letter.kind, one.subject, one.text] for one in found]
    return sha256_of(sorted(said))


def as_if_announced(decision: Decision, *, at: datetime) -> Decision:
    """The decision with the day that its announcement at `at` would set; nothing is saved."""
    decision.contest_until = last_day(decision.office, at, decision.office.complaint_days)
    return decision
