"""What a page of an application weighs on the line at a first visit: its HTML, style and scripts, as they are sent."""

import gzip
import re
import urllib.request

import pytest
from django.urls import reverse
from django.utils.translation import override

from tests.factories.intake import filled_application
from tests.factories.notices import full_notice

MOST = 40 * 1024
PAGES = ("person", "requirements", "statements", "documents", "price", "declaration")


def sent(address, cookie):
    """The body as it comes over the line, and what it says."""
    asked = urllib.request.Request(  # noqa: S310 - our own server
        address, headers={"Accept-Encoding": "gzip", "Cookie": f"{cookie['name']}={cookie['value']}"}
    )
    with urllib.request.urlopen(asked) as answer:  # noqa: S310
        body = answer.read()
        packed = answer.headers.get("Content-Encoding") == "gzip"
    assert packed, f"{address} is not compressed"
    return len(body), gzip.decompress(body).decode()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_no_page_of_an_application_weighs_more_than_40_kilobytes(language, server):
    vacancy = full_notice(published=True)
    draft = filled_application(vacancy, lot=vacancy.lots.first())
    cookie = server.session_of(draft.applicant)
    with override(language):
        addresses = [reverse("intake:page", args=[draft.key, page]) for page in PAGES]
        addresses.append(reverse("intake:review", args=[draft.key]))
    weights = {}
    for address in addresses:
        weight, text = sent(server.url + address, cookie)
        parts = re.findall(r'(?:<link rel="stylesheet" href|<script src)="([^"]+)"', text)
        assert len(parts) >= 3
        weights[address] = weight + sum(sent(server.url + part, cookie)[0] for part in parts)
    assert {address: weight for address, weight in weights.items() if weight > MOST} == {}
