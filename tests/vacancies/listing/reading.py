"""How the tests of the public pages make vacancies that can be found, and read what is shown."""

import re
from datetime import timedelta
from html import unescape

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.portal import NOW
from tests.factories.vacancies import DutyStationFactory, VacancyFactory
from vacancies.vacancy.search import index


def on_the_list(**fields):
    """A published vacancy with a duty station, as the room that writes notices leaves it."""
    vacancy = VacancyFactory(**{"published": True, **fields})
    DutyStationFactory(vacancy=vacancy)
    index(vacancy)
    return vacancy


def closing(**left):
    """A closing date so much after the present of the tests."""
    return NOW + timedelta(**left)


def words_of(answer):
    """What a page says, without its tags, on one line."""
    body = re.sub(r"<(head|script)\b.*?</\1>", " ", answer.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body))).strip()


def queries_of(client, address, **query):
    """How many queries a page takes, once what is kept between pages is there."""
    client.get(address, query)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address, query).status_code == 200
    return len(found)
