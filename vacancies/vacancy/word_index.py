"""Indexes of words in the database: FTS5 on SQLite, a tsvector under GIN on PostgreSQL, with the same keys in both.

A table of words is none of Django's: a row for each thing that is found by its words, replaced whole. A row whose thing
is gone does no harm, because what is found is looked up among the things there are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models.expressions import RawSQL

# SQLite joins at most 500 questions into one.
_AT_ONCE = 450


@dataclass(frozen=True)
class WordTable:
    """One table of words; `column` is what PostgreSQL calls the number of a row, which for SQLite is the row's own."""

    name: str
    column: str

    @property
    def _number(self) -> str:
        return "rowid" if connection.vendor == "sqlite" else self.column

    @transaction.atomic
    def replace(self, entries: Iterable[tuple[int, set[str]]]) -> None:
        """Set the keys of each thing, named by its number."""
        rows = [(number, _stored(keys)) for number, keys in entries]
        value = "%s" if connection.vendor == "sqlite" else "array_to_tsvector(%s)"
        self.remove([number for number, _keys in rows])
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {self.name} ({self._number}, keys) VALUES (%s, {value})", rows)  # noqa: S608 - names of ours

    def remove(self, numbers: Iterable[int]) -> None:
        """Take things out of the index."""
        with connection.cursor() as cursor:
            cursor.executemany(
                f"DELETE FROM {self.name} WHERE {self._number} = %s",  # noqa: S608 - names of ours
                [(number,) for number in numbers],
            )

    @transaction.atomic
    def keep_only(self, numbers: Iterable[int]) -> None:
        """Take out of the index what belongs to nothing among `numbers`."""
        kept = set(numbers)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {self._number} FROM {self.name}")  # noqa: S608 - names of ours
            stale = [row[0] for row in cursor.fetchall() if row[0] not in kept]
        self.remove(stale)

    def having(self, questions: Sequence[Sequence[str]]) -> list[list[int]]:
        """For each question the numbers of the things that have any of its keys; one query for all of them."""
        found: list[list[int]] = [[] for _question in questions]
        for start in range(0, len(questions), _AT_ONCE):
            part = questions[start : start + _AT_ONCE]
            asked = [value for n, keys in enumerate(part, start) for value in (n, _any_of(keys))]
            with connection.cursor() as cursor:
                cursor.execute(" UNION ALL ".join([self._find] * len(part)), asked)
                for n, numbers in cursor.fetchall():
                    found[n] = list(map(int, numbers.split(","))) if numbers else []
        return found

    def numbers_having(self, keys: Sequence[str]) -> RawSQL:
        """The numbers of the things that have any of `keys`, as a part of another query: `filter(pk__in=…)`."""
        return RawSQL(f"SELECT {self._number} FROM {self.name} WHERE {self._has}", (_any_of(keys),))  # noqa: S608, S611 - names of ours, keys as a parameter

    @property
    def _find(self) -> str:
        if connection.vendor == "sqlite":
            return f"SELECT %s, group_concat(rowid) FROM {self.name} WHERE {self._has}"  # noqa: S608 - names of ours
        return f"SELECT %s::int, string_agg({self.column}::text, ',') FROM {self.name} WHERE {self._has}"  # noqa: S608 - names of ours

    @property
    def _has(self) -> str:
        return f"{self.name} MATCH %s" if connection.vendor == "sqlite" else "keys @@ %s::tsquery"


VACANCIES = WordTable("vacancies_words", "vacancy")
replace, keep_only, having = VACANCIES.replace, VACANCIES.keep_only, VACANCIES.having


def _stored(keys: set[str]) -> str | list[str]:
    return " ".join(keys) if connection.vendor == "sqlite" else list(keys)


def _any_of(keys: Sequence[str]) -> str:
    """Keys hold letters, digits and our marks only, so quoting them is enough for both."""
    if connection.vendor == "sqlite":
        return " OR ".join(f'"{key}"' for key in keys)
    return " | ".join(f"'{key}'" for key in keys)
