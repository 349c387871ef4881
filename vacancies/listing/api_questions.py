"""What may be asked of the API: the filters of the public list, and pages."""

from typing import Annotated, Any, Literal

import django_filters
from ninja import Schema
from pydantic import Field, create_model

from vacancies.listing.filters import VacancyFilter

# No text has a NUL in it, and no database takes one.
Word = Annotated[str, Field(max_length=200, pattern=r"^[^\x00]*$")]


class Paged(Schema):
    """Which page of how many items."""

    page: Annotated[int, Field(ge=1, le=100_000)] = 1
    page_size: Annotated[int, Field(ge=1, le=100)] = 20


class Since(Paged):
    """Corrigenda of one vacancy, or of all."""

    vacancy: Annotated[
        str, Field(max_length=50, pattern=r"^[a-z0-9-]*$", description="Slug of a vacancy.")
    ] = ""


def _of_filter(name: str, one: django_filters.Filter) -> tuple[Any, Any]:
    """Type and default of the parameter that a filter of the list reads."""
    choices = one.extra.get("choices", ())
    fixed = tuple(str(value) for value, _label in choices) if isinstance(choices, list | tuple) else ()
    value: Any = Literal[fixed] if fixed else Word
    label = str(one.label or name)
    if isinstance(one, django_filters.MultipleChoiceFilter):
        return list[value], Field([], description=label)
    return value | None, Field(None, description=label)


AskedVacancies = create_model(
    "AskedVacancies",
    __base__=Paged,
    **{name: _of_filter(name, one) for name, one in VacancyFilter.base_filters.items()},
)
