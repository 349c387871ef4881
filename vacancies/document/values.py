"""Values in the document of a notice: how each is written, and the fault of one that is not."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema, create_model
from pydantic_core import PydanticCustomError

from portal.kernel import spoken
from portal.kernel.bilingual import languages
from portal.kernel.countries import codes as countries

SMALL = 32767
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
_DECIMAL = r"^[0-9]+(\.[0-9]+)?$"
_DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_MOMENT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?Z$"


class Strict(BaseModel):
    """Every key is there, none is unknown, and nothing is turned into what it is not."""

    model_config = ConfigDict(strict=True, extra="forbid")


def _fault(kind: str, **context: Any) -> PydanticCustomError:
    """A fault named by `kind`; `faults.SENTENCES` says it in words."""
    return PydanticCustomError(kind, kind, context)  # type: ignore[arg-type]


def _words(text: str) -> str:
    """Text that every database can keep: no NUL, and no half of a pair of surrogates."""
    if _NO_TEXT.search(text):
        raise _fault("no_text")
    return text


def _one_line(text: str) -> str:
    """A title with a second line would not fit into a box, nor into the subject of a letter."""
    if "\n" in text or "\r" in text:
        raise _fault("no_text")
    return _words(text)


def _number(digits: int, places: int, least: str, most: str) -> Any:
    def check(text: str) -> str:
        if not re.fullmatch(_DECIMAL, text):
            raise _fault("no_decimal")
        number = Decimal(text)
        if -int(number.normalize().as_tuple().exponent) > places or number >= 10 ** (digits - places):
            raise _fault("too_precise", digits=digits - places, places=places)
        if not Decimal(least) <= number <= Decimal(most):
            raise _fault("out_of_range", least=least, most=most)
        return text

    schema = {
        "type": "string",
        "pattern": _DECIMAL,
        "description": f"a decimal number from {least} to {most}",
    }
    return Annotated[str, AfterValidator(check), WithJsonSchema(schema)]


def _day(text: str) -> str:
    try:
        if re.fullmatch(_DAY, text):
            date.fromisoformat(text)
            return text
    except ValueError:
        pass
    raise _fault("no_day")


def _moment(text: str) -> str:
    try:
        if re.fullmatch(_MOMENT, text):
            datetime.fromisoformat(text)
            return text
    except ValueError:
        pass
    raise _fault("no_moment")


def _country(code: str) -> str:
    if code not in countries():
        raise _fault("no_country", code=code)
    return code


def line(most: int, least: int = 0) -> Any:
    """A text of one line, of at most `most` characters."""
    return Annotated[str, Field(min_length=least, max_length=most), AfterValidator(_one_line)]


def _asked(value: bool) -> bool:
    """What is not asked for is left out."""
    if not value:
        raise _fault("not_asked")
    return value


def _texts(name: str, text: Any) -> type[Strict]:
    """A text in every language; an empty one is missing."""
    fields: dict[str, Any] = dict.fromkeys(languages(), (text, ...))
    return create_model(name, __base__=Strict, **fields)


def code(pattern: str, most: int) -> Any:
    """A code that rows are matched by."""

    def check(text: str) -> str:
        if not re.fullmatch(pattern, text):
            raise _fault("no_code")
        return text

    schema = {"type": "string", "pattern": f"^{pattern}$", "minLength": 1, "maxLength": most}
    return Annotated[str, Field(min_length=1, max_length=most), AfterValidator(check), WithJsonSchema(schema)]


def one_of(choices: Any, *more: str) -> Any:
    """One of the values of `choices`, or of `more`."""
    return Literal[(*more, *choices.values)]


def whole(least: int, most: int) -> Any:
    """A whole number."""
    return Annotated[int, Field(ge=least, le=most)]


Long: Any = _texts("LongText", Annotated[str, AfterValidator(_words)])
Short: Any = {most: _texts(f"TextOf{most}", line(most)) for most in (80, 120, 160, 200, 250, 300)}
Per100 = _number(5, 2, "0", "100")
Weight = _number(7, 2, "0", "99999.99")
Points = _number(6, 2, "0.01", "9999.99")
Mark = _number(6, 2, "0", "9999.99")
Share = _number(4, 3, "0.001", "1")
Years = _number(3, 1, "0", "50")
Sum = _number(12, 2, "0.01", "9999999999.99")
Day = Annotated[
    str, AfterValidator(_day), WithJsonSchema({"type": "string", "format": "date", "pattern": _DAY})
]
Moment = Annotated[
    str,
    AfterValidator(_moment),
    WithJsonSchema({"type": "string", "format": "date-time", "pattern": _MOMENT}),
]
Country = Annotated[
    str, AfterValidator(_country), WithJsonSchema({"type": "string", "pattern": "^[A-Z]{2}$"})
]
Currency = code("[A-Z]{3}", 3)
Language = Literal[spoken.CODES]
Asked = Annotated[bool, AfterValidator(_asked), WithJsonSchema({"type": "boolean", "const": True})]
