"""What the pages of an applicant weigh on the line at a first visit: their HTML, style and scripts, as they are sent."""

import gzip
import re
import urllib.request

import pytest
from django.urls import reverse
from django.utils.translation import override

from tests.factories.intake import filled_application
from tests.factories.notices import full_notice
from tests.journeys.applying_scenes import (
    of_a_team,
    of_an_application_with_all_pages,
    of_what_comes_after,
)

MOST = 40 * 1024
PAGES = ("person", "requirements", "statements", "documents", "price", "declaration")


def of_a_full_notice():
    """Every page of an application whose notice asks for all there is, and the review."""
    vacancy = full_notice(published=True)
    draft = filled_application(vacancy, lot=vacancy.lots.first())
    pages = [(draft.applicant, "intake:page", [draft.key, page]) for page in PAGES]
    return [*pages, (draft.applicant, "intake:review", [draft.key])]


def sent(address, cookie):
    """The body as it comes over the line, and what it says."""
    headers = {"Accept-Encoding": "gzip"} | (
        {"Cookie": f"{cookie['name']}={cookie['value']}"} if cookie else {}
    )
    asked = urllib.request.Request(address, headers=headers)  # noqa: S310 - our own server
    with urllib.request.urlopen(asked) as answer:  # noqa: S310
        body = answer.read()
        packed = answer.headers.get("Content-Encoding") == "gzip"
    assert packed, f"{address} is not compressed"
    return len(body), gzip.decompress(body).decode()


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(
    "scene",
    [of_a_full_notice, of_an_application_with_all_pages, of_a_team, of_what_comes_after],
    ids=lambda one: one.__name__,
)
def test_no_page_of_an_applicant_weighs_more_than_40_kilobytes(scene, language, server):
    weights = {}
    for reader, name, parts, *query in scene():
        with override(language):
            address = "".join([server.url, reverse(name, args=parts), *query])
        cookie = server.session_of(reader) if reader else None
        weight, text = sent(address, cookie)
        assets = re.findall(r'(?:<link rel="stylesheet" href|<script src)="([^"]+)"', text)
        assert len(assets) >= 2
        weights[address] = weight + sum(sent(server.url + asset, cookie)[0] for asset in assets)
    assert {address: weight for address, weight in weights.items() if weight > MOST} == {}
