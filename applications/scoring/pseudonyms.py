"""What candidates are called in a blind round: a code drawn at random, which nobody can tell from anything else.

`callings_of` is the one answer to how a candidate is called for a reader; every page of a round asks it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import SystemRandom
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from applications.intake.models import Application
from applications.panels.rules import reads_blind
from applications.scoring.models import Round


class Pseudonym(models.Model):
    """The code of one candidate in one blind round."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="pseudonyms")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="pseudonyms")
    code = models.CharField(max_length=8)

    class Meta:
        ordering = ("code",)
        constraints = [
            models.UniqueConstraint(fields=["round", "application"], name="applications_pseudonym_one_each"),
            models.UniqueConstraint(fields=["round", "code"], name="applications_pseudonym_code_once"),
            models.CheckConstraint(condition=~models.Q(code=""), name="applications_pseudonym_has_a_code"),
        ]

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True)
class Called:
    """A candidate as one reader reads of them: the code that stands in addresses, and the name, in a blind round a neutral one."""

    code: str
    name: str

    @property
    def both(self) -> str:
        """Code and name, in one where the name holds the code."""
        return self.name if self.code in self.name.split() else f"{self.code} {self.name}"


class Callings:
    """How the candidates of a round are called for one reader; without `codes`, as they were submitted."""

    def __init__(self, codes: Mapping[int, str] | None = None) -> None:
        self._codes = codes

    @property
    def are_neutral(self) -> bool:
        return self._codes is not None

    def of(self, application: Application) -> Called:
        """How `application`, a candidate of the round, is called."""
        if self._codes is None:
            return Called(application.code, application.name)
        # Who is no candidate of the round, not being short-listed for it, has none.
        code = self._codes.get(application.pk, "–")
        return Called(code, _("Candidate %(code)s") % {"code": code})

    def in_order(self, people: Iterable[Application]) -> list[Application]:
        """`people` as they came, in a blind round by their codes: the order of applications shall not tell who is who."""
        return sorted(people, key=lambda one: self.of(one).code) if self.are_neutral else list(people)

    def find(self, people: Iterable[Application], code: str) -> Application | None:
        """The one of `people` whom the reader calls by `code`; None for a code that is nobody's."""
        return next((person for person in people if self.of(person).code == code), None)


NAMED = Callings()


def callings_of(round_: Round, reader: Any) -> Callings:
    """How the candidates of `round_` are called for `reader`: by neutral codes for who judges, until it is unblinded."""
    if not (round_.hides_names and reads_blind(reader, round_)):
        return NAMED
    return Callings(dict(round_.pseudonyms.values_list("application", "code")))


def blind_round_of(panel: Any) -> Round | None:
    """The latest round of a panel whose names are not shown yet; None where there is none."""
    return Round.objects.filter(panel=panel, is_blind=True, unblinded_at=None).order_by("pk").last()


def draw_codes(round_: Round, people: Iterable[Application]) -> dict[str, str]:
    """Give every candidate of a blind round a code, and return them by the code of the application.

    A candidate whom the panel marked blind before, with nobody unblinded since, keeps the code of then.
    """
    kept = dict(
        Pseudonym.objects.filter(
            round__panel=round_.panel, round__is_blind=True, round__unblinded_at=None
        ).values_list("application", "code")
    )
    people = list(people)
    fresh = iter(_drawn(len(people), set(kept.values())))
    drawn = {person: kept.get(person.pk) or next(fresh) for person in people}
    # In the order of the codes: the order of rows shall not tell who stands behind one.
    rows = sorted(drawn.items(), key=lambda one: one[1])
    Pseudonym.objects.bulk_create(
        Pseudonym(round=round_, application=person, code=code) for person, code in rows
    )
    return {person.code: code for person, code in drawn.items()}


def _drawn(number: int, taken: set[str]) -> list[str]:
    """So many numbers of which none is taken, long enough that most of them go unused."""
    least = 100
    while 9 * least < 4 * (number + len(taken)):
        least *= 10
    free = [str(one) for one in range(least, 10 * least) if str(one) not in taken]
    return SystemRandom().sample(free, number)
