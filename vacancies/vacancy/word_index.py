"""The index of words in the database: FTS5 on SQLite, a tsvector under GIN on PostgreSQL, with the same keys in both.

The table `vacancies_words` is none of Django's: a row for each vacancy, replaced whole. A row whose vacancy is gone
does no harm, because what is found is looked up among the vacancies there are.
"""

from collections.abc import Iterable, Sequence

from django.db import connection, transaction

# SQLite joins at most 500 questions into one.
_AT_ONCE = 450

_ALL = {
    "sqlite": "SELECT rowid FROM vacancies_words",
    "postgresql": "SELECT vacancy FROM vacancies_words",
}
_DELETE = {
    "sqlite": "DELETE FROM vacancies_words WHERE rowid = %s",
    "postgresql": "DELETE FROM vacancies_words WHERE vacancy = %s",
}
_INSERT = {
    "sqlite": "INSERT INTO vacancies_words (rowid, keys) VALUES (%s, %s)",
    "postgresql": "INSERT INTO vacancies_words (vacancy, keys) VALUES (%s, array_to_tsvector(%s))",
}
_FIND = {
    "sqlite": "SELECT %s, group_concat(rowid) FROM vacancies_words WHERE vacancies_words MATCH %s",
    "postgresql": "SELECT %s::int, string_agg(vacancy::text, ',') FROM vacancies_words WHERE keys @@ %s::tsquery",
}


@transaction.atomic
def replace(entries: Iterable[tuple[int, set[str]]]) -> None:
    """Set the keys of each vacancy, named by its number."""
    rows = [(number, _stored(keys)) for number, keys in entries]
    with connection.cursor() as cursor:
        cursor.executemany(_DELETE[connection.vendor], [(number,) for number, _keys in rows])
        cursor.executemany(_INSERT[connection.vendor], rows)


@transaction.atomic
def keep_only(numbers: Iterable[int]) -> None:
    """Take out of the index what belongs to no vacancy among `numbers`."""
    kept = set(numbers)
    with connection.cursor() as cursor:
        cursor.execute(_ALL[connection.vendor])
        stale = [row for row in cursor.fetchall() if row[0] not in kept]
        cursor.executemany(_DELETE[connection.vendor], stale)


def having(questions: Sequence[Sequence[str]]) -> list[list[int]]:
    """For each question the numbers of the vacancies that have any of its keys; one query for all of them."""
    found: list[list[int]] = [[] for _question in questions]
    for start in range(0, len(questions), _AT_ONCE):
        part = questions[start : start + _AT_ONCE]
        asked = [value for n, keys in enumerate(part, start) for value in (n, _any_of(keys))]
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join([_FIND[connection.vendor]] * len(part)), asked)
            for n, numbers in cursor.fetchall():
                found[n] = list(map(int, numbers.split(","))) if numbers else []
    return found


def _stored(keys: set[str]) -> str | list[str]:
    return " ".join(keys) if connection.vendor == "sqlite" else list(keys)


def _any_of(keys: Sequence[str]) -> str:
    """Keys hold letters, digits and our marks only, so quoting them is enough for both."""
    if connection.vendor == "sqlite":
        return " OR ".join(f'"{key}"' for key in keys)
    return " | ".join(f"'{key}'" for key in keys)
