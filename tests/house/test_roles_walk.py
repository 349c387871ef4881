"""Every address, asked by everybody: who gets in is written down, and nobody else does."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.house.access_table import OUTSIDERS, WHO_READS
from tests.house.world import world

OURS = ("portal.", "vacancies.", "applications.")
NOT_OURS = ("portal.web.admin",)


def named_addresses(patterns=None, room=""):
    """(name, parts of the address, view) of every address that we wrote."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from named_addresses(pattern.url_patterns, pattern.namespace or room)
        elif isinstance(pattern, URLPattern) and _is_ours(pattern.callback):
            name = f"{room}:{pattern.name}" if room else pattern.name
            yield name, tuple(pattern.pattern.converters), pattern.callback


def _is_ours(view):
    return view.__module__.startswith(OURS) and not view.__module__.startswith(NOT_OURS)


ADDRESSES = sorted(named_addresses(), key=lambda address: address[0])


# An anonymous POST gets back what was typed, to be sent again after signing in.
KEEPING_WHAT_WAS_TYPED = {"intake:page", "profile:edit"}
OPEN_TO_ALL_OFFICERS = {"desk:home", "desk:vacancies", "publishing:new"}
NOTHING_THERE = {403, 404, 405}


@pytest.mark.django_db
def test_everybody_reads_what_the_table_says_and_nobody_else_reads_or_writes(client):
    scene = world()
    got, sent = {}, {}
    for name, wanted, _view in ADDRESSES:
        address = reverse(name, kwargs=_parts(scene, name, wanted))
        for who, person in scene.people.items():
            _become(client, person)
            got[name, who] = _asked(client.get, address)
            if who == "anonymous" or who in OUTSIDERS:
                sent[name, who] = _asked(client.post, address)

    assert {at: status for at, status in (got | sent).items() if status in {400, 500}} == {}
    assert _readers(got) == {name: sorted(people) for name, people in WHO_READS.items()}
    guarded = [name for name, _parts, view in ADDRESSES if view.access != "public"]
    unasked = {
        (name, got[name, "anonymous"], sent[name, "anonymous"])
        for name in guarded
        if {got[name, "anonymous"], sent[name, "anonymous"]} != {"sign in"}
    }
    assert {name for name, _got, _sent in unasked} == KEEPING_WHAT_WAS_TYPED
    assert {asked for _name, asked, _sent in unasked} == {"sign in"}
    of_selections = [name for name, _parts, view in ADDRESSES if view.access not in {"public", "signed in"}]
    let_through = {
        (name, who): sent[name, who]
        for name in of_selections
        for who in OUTSIDERS
        if name not in OPEN_TO_ALL_OFFICERS and sent[name, who] not in NOTHING_THERE
    }
    assert let_through == {}


def _parts(scene, name, wanted):
    parts = scene.parts.get(name) or scene.parts.get(name.partition(":")[0], {})
    return {part: parts[part] for part in wanted}


def _become(client, person):
    client.logout()
    if person:
        client.force_login(person)


def _asked(ask, address):
    answer = ask(address)
    if answer.streaming:
        b"".join(answer.streaming_content)
    to_sign_in = answer.status_code == 302 and "/account/login/" in answer.url
    return "sign in" if to_sign_in else answer.status_code


def _readers(got):
    readers = {name: [] for name, _who in got}
    for (name, who), status in got.items():
        if status == 200:
            readers[name].append(who)
    return {name: sorted(people) for name, people in readers.items()}
