"""Several counts in one question."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count, IntegerField, Model, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce


def counted(rows: QuerySet[Any, Any], by: str) -> Coalesce:
    """For an annotation: how many of `rows` belong to the outer row by their field `by`."""
    grouped = (
        rows.filter(**{by: OuterRef("pk")}).order_by().values(by).annotate(counted=Count("pk", distinct=True))
    )
    return Coalesce(Subquery(grouped.values("counted")), 0)


def number(rows: QuerySet[Any, Any]) -> Coalesce:
    """How many there are of `rows`, as a column."""
    whole = rows.order_by().annotate(one=Value(1)).values("one")
    counts = whole.annotate(n=Count("pk", distinct=True)).values("n")
    return Coalesce(Subquery(counts, output_field=IntegerField()), 0)


def columns_of(person: Model, columns: Sequence[Any]) -> list[Any]:
    """What `columns` give in the row of `person`."""
    if not columns:
        return []
    return list(get_user_model().objects.filter(pk=person.pk).values_list(*columns).get())
