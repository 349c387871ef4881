"""How groups fare at a stage, by the four-fifths comparison (docs/selection.md section 4). Pure and exact."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

# Under so many persons of a group nothing is said.
FEWEST = 5
FOUR_FIFTHS = Fraction(4, 5)


@dataclass(frozen=True)
class Share:
    """Of one group: how many came to the stage, how many passed, and the rate against that of the group that fared best."""

    came: int
    passed: int
    against_best: Fraction | None

    @property
    def rate(self) -> Fraction:
        return Fraction(self.passed, self.came)

    @property
    def is_below(self) -> bool:
        """Whether the rate is less than four fifths of the best one."""
        return self.against_best is not None and self.against_best < FOUR_FIFTHS


def compared(counts: Mapping[str, tuple[int, int]]) -> dict[str, Share]:
    """The shares by group, of `counts` as (came, passed); nothing where a comparison would speak of too few.

    All groups or none: of two, one that is hidden follows from the other and the whole.
    """
    told = {group: count for group, count in counts.items() if count[0]}
    if len(told) < 2 or any(came < FEWEST for came, _passed in told.values()):
        return {}
    best = max(Fraction(passed, came) for came, passed in told.values())
    return {
        group: Share(came, passed, Fraction(passed, came) / best if best else None)
        for group, (came, passed) in told.items()
    }
