"""The demonstration, loaded once for a module of tests."""

import pytest
from django.db import transaction

from applications.demonstration.loading import load
from tests.factories.portal import NOW


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker):
    """Everything the demonstration holds; what a test does to it is undone after the test."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(at=NOW)
        yield
        transaction.set_rollback(True)
