"""An applicant's own scores, told by the room that knows them: it registers here, the applicant's page asks."""

from collections.abc import Callable
from dataclasses import dataclass

from applications.intake.models import Application
from portal.kernel.bilingual import Text


@dataclass(frozen=True)
class Score:
    """The panel's mark on one criterion: the mean after moderation, of how much, and the minimum where there is one."""

    code: str
    name: Text
    mark: str
    scale: str
    minimum: str
    reached: bool


@dataclass(frozen=True)
class OwnScores:
    """The marks of one application, the technical score in per cent, and the pass mark; nothing of anybody else."""

    scores: list[Score]
    technical: str
    pass_mark: str
    passed: bool


Teller = Callable[[Application], OwnScores | None]
_tellers: list[Teller] = []


def register(teller: Teller) -> None:
    """Ask `teller` for the scores an applicant may read now; called from `AppConfig.ready()`."""
    if teller not in _tellers:
        _tellers.append(teller)


def scores_of(application: Application) -> OwnScores | None:
    return next((found for teller in _tellers if (found := teller(application))), None)
