"""Who cannot sit on a panel for what they know: the rooms that know register here, whoever seats people asks."""

from collections.abc import Callable
from typing import Any

from vacancies.models import Vacancy

Bar = Callable[[Any, Vacancy], str]
_bars: list[Bar] = []


def register(bar: Bar) -> None:
    """Ask `bar` why a person cannot sit on the panel of a vacancy, in words or nothing; called from `AppConfig.ready()`."""
    _bars.append(bar)


def why_barred(person: Any, vacancy: Vacancy) -> str:
    """The first reason against a seat; empty where there is none."""
    return next(filter(None, (bar(person, vacancy) for bar in _bars)), "")
