"""What a ranking calls for: who is selected, who waits in reserve, and when a recommendation departs from it."""

from collections.abc import Mapping, Sequence
from typing import Any

from applications.decisions.models import Place

ORDER = (Place.SELECTED, Place.RESERVE, Place.NOT_SELECTED)
# Whom the panel did not judge: their letters say something else than the decision.
APART = ("ineligible", "withdrawn")

Result = Mapping[str, Any]


def ranked_codes(result: Result) -> list[str]:
    """Codes of the ranked candidates, the first place first, from a ranking's result."""
    return [row["code"] for row in result["results"] if row["status"] == "ranked"]


def judged_codes(result: Result) -> list[str]:
    """Codes of all whom the decision concerns: the ranked, then those below a minimum or the pass mark."""
    return [row["code"] for row in result["results"] if row["status"] not in APART]


def called_for(ranked: int, openings: int) -> list[str]:
    """The places of `ranked` candidates in the order of their ranks: as many selected as there are openings."""
    return [Place.SELECTED if number < openings else Place.RESERVE for number in range(ranked)]


def departs(places: Sequence[str], openings: int) -> bool:
    """Whether `places`, in the order of the ranks, are not what the ranking calls for.

    Nobody selected, an opening left empty, or somebody placed before a candidate with a better rank. To keep the last of
    the ranked off the reserve list is no departure.
    """
    in_order = sorted(places, key=ORDER.index) == list(places)
    filled = places.count(Place.SELECTED) == min(openings, len(places))
    return not (places and in_order and filled)
