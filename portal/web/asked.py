"""What the frame of a page asks of the database about its reader: rooms say what, and one question answers all of it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from portal.kernel import clock
from portal.kernel.counting import columns_of

# Expressions by a name, as columns of the row of the person.
Columns = Callable[[Any, datetime], Mapping[str, Any]]
_columns: list[Columns] = []


def register(columns: Columns) -> None:
    """Ask `columns(person, at)` as well; called from `AppConfig.ready()`."""
    if columns not in _columns:
        _columns.append(columns)


def answers(person: Any) -> Mapping[str, Any]:
    """What was asked, by its name; once a request."""
    if not hasattr(person, "answers"):
        at = clock.now()
        columns = {name: column for asked in _columns for name, column in asked(person, at).items()}
        person.answers = dict(zip(columns, columns_of(person, list(columns.values())), strict=True))
    return person.answers
