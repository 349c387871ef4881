"""What tests of the rooms can ask for."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext


@pytest.fixture
def count_queries():
    """`count_queries(client, address)`: how often a page asks the database, once it is warm."""

    def count(client, address):
        assert client.get(address).status_code == 200
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    return count
