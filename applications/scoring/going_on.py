"""Who goes on after a round by the rule stated for the short list: exact, pure, and equals never parted at the border."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

BEST, PERCENT, MINIMUM = "best", "percent", "minimum"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a candidate has reached in the rounds so far: per cent of their points, and whether every minimum mark."""

    percent: Fraction
    reaches_minimum: bool = True


def going_on(kind: str, value: Fraction, standings: Mapping[str, Standing]) -> set[str]:
    """Return the codes of those who go on by the rule `kind` with its `value`, a number of candidates or a per cent."""
    if kind == MINIMUM:
        return {code for code, one in standings.items() if one.reaches_minimum}
    border = value if kind == PERCENT else _border(int(value), standings)
    return {code for code, one in standings.items() if one.percent >= border}


def _border(places: int, standings: Mapping[str, Standing]) -> Fraction:
    """Return the per cent of the last of the best `places`; all pass where there are no more than places."""
    percents = sorted((one.percent for one in standings.values()), reverse=True)
    return percents[min(places, len(percents)) - 1] if percents else Fraction(0)
