"""Sets of small numbers as the bits of one whole number: joining, counting and ranking ten thousand costs microseconds."""

from collections.abc import Iterable, Iterator, Sequence

# Up to so many, looking for the next one is quicker than looking at every digit.
FEW = 500


def bits_of(positions: Iterable[int], size: int) -> int:
    """The set of `positions`, each under `size`."""
    digits = bytearray(b"0" * (size or 1))
    for position in positions:
        digits[-1 - position] = ord("1")
    return int(digits, 2)


def positions_of(bits: int) -> list[int]:
    """What is in the set, in order."""
    if bits.bit_count() < FEW:
        return list(ascending(bits))
    return [position for position, digit in enumerate(reversed(f"{bits:b}")) if digit == "1"]


def below(position: int) -> int:
    """Every position before `position`."""
    return (1 << position) - 1


def added(one: Sequence[int], other: Sequence[int]) -> list[int]:
    """Sums of two columns of small numbers, one number a position, each written down bit by bit, the lowest first."""
    width = max(len(one), len(other))
    carry, total = 0, []
    for first, second in zip(_padded(one, width), _padded(other, width), strict=True):
        total.append(first ^ second ^ carry)
        carry = (first & second) | (carry & (first | second))
    return [*total, carry] if carry else total


def by_value(bits: int, values: Sequence[int]) -> Iterator[int]:
    """`bits` in groups of equal value, those of the highest first; `values` as `added` leaves them."""
    if not bits:
        return
    if not values:
        yield bits
        return
    highest, rest = values[-1], values[:-1]
    yield from by_value(bits & highest, rest)
    yield from by_value(bits & ~highest, rest)


def ascending(bits: int) -> Iterator[int]:
    """What is in the set, the lowest first; only what is looked at is looked for."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def descending(bits: int) -> Iterator[int]:
    """What is in the set, the highest first."""
    while bits:
        highest = bits.bit_length() - 1
        yield highest
        bits ^= 1 << highest


def _padded(values: Sequence[int], width: int) -> list[int]:
    return [*values, *[0] * (width - len(values))]
