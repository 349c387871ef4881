"""The API answers as its own description says, whatever it is asked."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis import checks

from portal.wsgi import application
from tests.factories.portal import NOW, HotlineFactory
from tests.factories.publishing import AnswerFactory, CorrigendumFactory
from tests.factories.vacancies import planned_vacancy
from vacancies.corrigenda.models import Status

pytestmark = pytest.mark.django_db

api = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
# A word that fits its parameter may still name no office or no page: 404 and 422 are answers then, not faults.
NOT_ASKED = [checks.positive_data_acceptance]


@pytest.fixture(autouse=True)
def _one_connection():
    """A request from outside would close the connection in which the test's rows are."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture(autouse=True)
def _something(_one_connection):
    """A vacancy with everything that can follow it."""
    vacancy = planned_vacancy(published=True, slug="0")
    HotlineFactory(office=vacancy.office)
    AnswerFactory(vacancy=vacancy, number=1)
    CorrigendumFactory(vacancy=vacancy, number=1, status=Status.PUBLISHED, published_at=NOW)


@api.parametrize()
@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_every_answer_is_as_described(case):
    case.call_and_validate(headers={"Accept-Encoding": "identity"}, excluded_checks=NOT_ASKED)


def test_every_address_was_asked():
    assert {operation.ok().label for operation in api.get_all_operations()} == {
        "GET /api/v1/vacancies",
        "GET /api/v1/vacancies/{slug}",
        "GET /api/v1/corrigenda",
        "GET /api/v1/offices",
    }
