"""Several people at the same moment: no number is given twice."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from portal.accounts.roles import Role
from portal.models import Entry
from portal.record.actions import write
from portal.record.verify import breaks
from tests.factories.portal import OfficeFactory, person_with
from vacancies.publishing.actions import create_vacancy
from vacancies.vacancy.models import Kind, Scope

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 4


def together(deed):
    """What `deed(number)` returns to each of several people who do it at once."""
    start = Barrier(PEOPLE)

    def run(number):
        start.wait()
        try:
            return deed(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(PEOPLE) as pool:
        return list(pool.map(run, range(PEOPLE)))


def test_notices_begun_at_once_get_different_numbers(now):
    office = OfficeFactory(reference_scheme="KAZ/{year}/{number}")
    officers = [person_with(Role.OFFICER, office) for _number in range(PEOPLE)]

    def begin(number):
        return create_vacancy(
            office=office, by=officers[number], at=now, kind=Kind.STAFF, scope=Scope.NATIONAL
        ).reference

    assert sorted(together(begin)) == ["KAZ/2026/1", "KAZ/2026/2", "KAZ/2026/3", "KAZ/2026/4"]


def test_entries_written_at_once_form_one_chain(now):
    numbers = together(lambda _number: write(stream="test:1", action="test.done", by=None, at=now).number)
    assert sorted(numbers) == [1, 2, 3, 4]
    assert (Entry.objects.count(), list(breaks())) == (4, [])
