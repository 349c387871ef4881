"""Several counts in one question."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count, Exists, IntegerField, Model, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce


def counted(rows: QuerySet[Any, Any], by: str) -> Coalesce:
    """For an annotation: how many of `rows` belong to the outer row by their field `by`."""
    grouped = (
        rows.filter(**{by: OuterRef("pk")}).order_by().values(by).annotate(counted=Count("pk", distinct=True))
    )
    return Coalesce(Subquery(grouped.values("counted")), 0)


def numbers_of(person: Model, rows: Sequence[QuerySet[Any, Any]]) -> list[int]:
    """How many of each of `rows`, asked at once as columns of the row of `person`."""
    return columns_of(person, [number(one) for one in rows])


def number(rows: QuerySet[Any, Any]) -> Coalesce:
    """How many there are of `rows`, as a column."""
    whole = rows.order_by().annotate(one=Value(1)).values("one")
    counts = whole.annotate(n=Count("pk", distinct=True)).values("n")
    return Coalesce(Subquery(counts, output_field=IntegerField()), 0)


def any_of(person: Model, rows: Sequence[QuerySet[Any, Any]]) -> list[bool]:
    """Of which of `rows` there is any, asked at once as columns of the row of `person`."""
    return [bool(there) for there in columns_of(person, [Exists(one) for one in rows])]


def columns_of(person: Model, columns: Sequence[Any]) -> list[Any]:
    """What `columns` give in the row of `person`."""
    if not columns:
        return []
    return list(get_user_model().objects.filter(pk=person.pk).values_list(*columns).get())
