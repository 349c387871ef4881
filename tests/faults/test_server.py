"""What the other tests of faults rest on: the server is a real one, dies when it is killed, and a line breaks when cut."""

import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException

import pytest

from tests.factories.portal import NewsFactory

BROKEN = (HTTPException, OSError)


def read(address):
    with urllib.request.urlopen(f"{address}/en/") as answer:  # noqa: S310 - our own server
        return answer.read().decode()


def test_the_server_reads_what_the_test_writes(server):
    NewsFactory(title_en="The portal is open")
    assert "The portal is open" in read(server.url)


def test_a_server_that_is_killed_answers_nobody_until_it_is_started_again(server):
    server.kill()
    with pytest.raises(BROKEN):
        read(server.url)
    server.start()
    assert read(server.url)


def test_nothing_comes_through_a_line_that_is_cut(line):
    assert read(line.url)
    line.cut()
    with pytest.raises(BROKEN):
        read(line.url)
    line.mend()
    assert read(line.url)


def test_a_request_is_held_where_it_is_wanted_and_dies_with_the_server(server):
    server.hold("/en/", method="GET")
    with ThreadPoolExecutor() as threads:
        asked = threads.submit(read, server.url)
        server.wait_until_held()
        server.kill()
        with pytest.raises(BROKEN):
            asked.result()
