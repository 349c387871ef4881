"""What became of an application, told by the rooms that know: they register here, the applicant's page asks."""

from collections.abc import Callable

from applications.intake.models import Application

Teller = Callable[[Application], list[str]]
_tellers: list[Teller] = []


def register(teller: Teller) -> None:
    """Ask `teller` for sentences, in the active language, that the applicant may read now; called from `AppConfig.ready()`."""
    _tellers.append(teller)


def news_of(application: Application) -> list[str]:
    """All that is to be told, in the order of registration."""
    return [sentence for teller in _tellers for sentence in teller(application)]
