"""How far a panel's members agree, and how severe each is: advice, never a verdict (docs/selection.md section 4)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from applications.scoring.formula import ZERO, mean


@dataclass(frozen=True, slots=True)
class Agreement:
    """Krippendorff's alpha, absent where undefined, and the number of values behind it."""

    alpha: Fraction | None
    values: int


def krippendorff_alpha(units: Iterable[Collection[Fraction]]) -> Agreement:
    """Return the interval alpha over units, each the values that different people gave to one thing.

    A value that nobody else's can be paired with says nothing of agreement: it is neither used nor counted.
    Alpha is undefined without a pair, or where all paired values are equal.
    """
    paired = [unit for unit in units if len(unit) > 1]
    values = [value for unit in paired for value in unit]
    expected = _squares(values)
    if not expected:
        return Agreement(None, len(values))
    observed = sum((_squares(unit) / (len(unit) - 1) for unit in paired), ZERO)
    return Agreement(1 - (len(values) - 1) * observed / expected, len(values))


def severity(shares: Mapping[str, Collection[Fraction]]) -> dict[str, Fraction]:
    """Return each member's mean less the mean over all, from each member's marks as shares of their scales.

    In per cent of the scales; below zero is severe. Somebody without a counted mark has no severity.
    """
    given = {member: values for member, values in shares.items() if values}
    if not given:
        return {}
    panel = mean([value for values in given.values() for value in values])
    return {member: 100 * (mean(values) - panel) for member, values in given.items()}


def _squares(values: Collection[Fraction]) -> Fraction:
    """Return the sum of the squared differences of every two values, without going through the pairs."""
    return len(values) * sum((value * value for value in values), ZERO) - sum(values, ZERO) ** 2
