"""A strict reader of JSON: each fault names the path of the value it is about, in one line.

Stricter than JSON where a reader could be misled: a repeated key, a number with a fraction (it has several
spellings), text that is not Unicode and unknown keys are faults.
"""

import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

FILE = "file"
DEEPEST = 50
LONGEST_NUMBER = 50

_DECIMAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_PLAIN_KEY = re.compile(r"[\w-]+")


class EvaluationFault(Exception):  # noqa: N818 -- a fault of the file, not of the program
    """What is wrong with an evaluation file: the first fault, as ``path: message``."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path
        self.message = message


@dataclass(frozen=True, slots=True)
class Bound:
    """Where a number must lie, in words and as a test."""

    words: str
    holds: Callable[[Fraction], bool]


ABOVE_ZERO = Bound("must be above 0", lambda value: value > 0)
NOT_NEGATIVE = Bound("must not be below 0", lambda value: value >= 0)


def between_zero_and(highest: Fraction) -> Bound:
    """Return the bound from 0 to ``highest``, both included."""
    words = f"must be between 0 and {Decimal(highest.numerator) / highest.denominator:f}"
    return Bound(words, lambda value: 0 <= value <= highest)


@dataclass(frozen=True, slots=True)
class Spot:
    """A value and where it stands in the file."""

    path: str
    value: object

    def fault(self, message: str) -> EvaluationFault:
        return EvaluationFault(self.path or FILE, message)

    def fields(
        self, required: Collection[str], optional: Collection[str] = (), unknown: str = "is not a known key"
    ) -> dict[str, "Spot"]:
        """Return the members of an object with known keys; an optional one that is null counts as absent."""
        spots = self.members()
        for key, spot in spots.items():
            if key not in required and key not in optional:
                raise spot.fault(unknown)
        for key in required:
            if key not in spots:
                raise self.at(key, None).fault("is missing")
        return {key: spot for key, spot in spots.items() if key in required or spot.value is not None}

    def members(self) -> dict[str, "Spot"]:
        """Return the members of an object with any keys."""
        if not isinstance(self.value, Mapping):
            raise self.fault("must be an object")
        return {key: self.at(key, value) for key, value in self.value.items()}

    def items(self) -> list["Spot"]:
        if not isinstance(self.value, list):
            raise self.fault("must be a list")
        return [Spot(f"{self.path}[{number}]", value) for number, value in enumerate(self.value)]

    def text(self) -> str:
        if not isinstance(self.value, str) or not self.value:
            raise self.fault("must be text")
        return self.value

    def choice(self, choices: Collection[str]) -> str:
        if not isinstance(self.value, str) or self.value not in choices:
            raise self.fault(f"must be one of {', '.join(choices)}")
        return self.value

    def flag(self) -> bool:
        if not isinstance(self.value, bool):
            raise self.fault("must be true or false")
        return self.value

    def number(self, bound: Bound) -> Fraction:
        """Return a decimal written as text: digits, and a point with digits if need be; no sign, no exponent."""
        if not isinstance(self.value, str) or not _DECIMAL.fullmatch(self.value):
            raise self.fault('must be a decimal number as text, such as "12.5"')
        if len(self.value) > LONGEST_NUMBER:
            raise self.fault(f"must not be longer than {LONGEST_NUMBER} characters")
        number = Fraction(self.value)
        if self.value.startswith("-") or not bound.holds(number):
            raise self.fault(bound.words)
        return number

    def at(self, key: str, value: object) -> "Spot":
        step = key if _PLAIN_KEY.fullmatch(key) else f"[{quoted(key)}]"
        return Spot(f"{self.path}.{step}" if self.path and step == key else f"{self.path}{step}", value)


def quoted(text: str) -> str:
    """Return text in quotation marks, in one line and not too long."""
    short = text if len(text) <= 60 else f"{text[:60]}…"
    return json.dumps(short, ensure_ascii=not short.isprintable())


def parsed(data: bytes) -> Spot:
    """Return the value of a JSON file, or raise the first EvaluationFault that its text has."""
    try:
        value = json.loads(data.decode(), object_pairs_hook=_Object, parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise EvaluationFault(FILE, f"is not UTF-8 text (byte {error.start})") from error
    except json.JSONDecodeError as error:
        raise EvaluationFault(
            FILE, f"is not JSON (line {error.lineno}, column {error.colno}: {error.msg})"
        ) from error
    except ValueError as error:
        raise EvaluationFault(FILE, "holds a number with too many digits") from error
    except RecursionError as error:
        raise EvaluationFault(FILE, "is nested too deeply") from error
    root = Spot("", value)
    _require_clear(root, DEEPEST)
    return root


class _Object(dict[str, object]):
    """A JSON object that remembers a key which stood in it twice."""

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__(pairs)
        self.repeated = None if len(self) == len(pairs) else next(_repeated(key for key, _ in pairs))


def _repeated(keys: Iterator[str]) -> Iterator[str]:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            yield key
        seen.add(key)


def _refuse_constant(name: str) -> None:
    raise EvaluationFault(FILE, f"is not JSON ({name} is not a number)")


def _require_clear(spot: Spot, depth: int) -> None:
    """Raise the fault of whatever could be read in two ways, in the value and all within it."""
    value = spot.value
    if not depth:
        raise spot.fault("is nested too deeply")
    if isinstance(value, float):
        raise spot.fault("must be written as text: a number with a fraction has several spellings")
    if isinstance(value, str) and not _is_unicode(value):
        raise spot.fault("is not Unicode text")
    if isinstance(value, _Object):
        if value.repeated is not None:
            raise spot.at(value.repeated, None).fault("stands twice")
        for key, within in spot.members().items():
            if not _is_unicode(key):
                raise within.fault("is not Unicode text")
            _require_clear(within, depth - 1)
    elif isinstance(value, list):
        for within in spot.items():
            _require_clear(within, depth - 1)


def _is_unicode(text: str) -> bool:
    """Whether text has no half of a surrogate pair, which JSON can write and UTF-8 cannot."""
    return text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text)
