"""Telling how far the making of a paper is."""

from collections.abc import Callable

# Called with the number of parts done and of how many.
Progress = Callable[[int, int], None]


def in_silence(_done: int, _parts: int) -> None:
    """For whoever does not ask how far it is."""
