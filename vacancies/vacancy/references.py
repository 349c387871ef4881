"""References of vacancies: numbered within the year by the scheme of the office, and the slug made of one."""

import re
from collections.abc import Iterable
from string import Formatter


def next_number(scheme: str, year: int, taken: Iterable[str]) -> int:
    """One more than the highest number that a reference of `year` among `taken` has by `scheme`; 1 for the first."""
    pattern = _pattern(scheme, year)
    found = [match for reference in taken if (match := pattern.fullmatch(reference))]
    return max((int(match["number"]) for match in found), default=0) + 1


def slug_of(reference: str) -> str:
    """IOMTJK/2026/11(C) becomes iomtjk-2026-11-c."""
    return re.sub(r"[^a-z0-9]+", "-", reference.lower()).strip("-")


def _pattern(scheme: str, year: int) -> re.Pattern[str]:
    """What references by `scheme` look like in `year`, with the number as a group; any letter may be the type."""
    holes = {"year": str(year), "number": r"(?P<number>\d+)", "type": r"\w+"}
    parts = Formatter().parse(scheme)
    return re.compile(
        "".join(re.escape(text) + holes.get(name or "", "") for text, name, _spec, _turn in parts)
    )
