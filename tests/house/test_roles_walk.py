"""Every address, asked and sent to by everybody at three moments: who gets in is written down, and nobody else does."""

from copy import deepcopy

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from portal.models import Entry
from tests.house import world
from tests.house.access_table import DECIDED, MOMENTS

OURS = ("portal.", "vacancies.", "applications.")
NOT_OURS = ("portal.web.admin",)
# Sent to by nobody who is signed in, these give back what was typed, to be sent again after signing in.
KEEPING_WHAT_WAS_TYPED = {
    "intake:page",
    "messages:own",
    *(f"profile:{name}" for name in ("edit", "declarations", "add", "new", "change")),
}
# Public for a link whose team is withdrawn alone; every other link asks to sign in, so it is held to what is guarded.
ASKING_TO_SIGN_IN = {"intake:invited"}
SIGN_IN = "sign in"
SHUT = {403, 404, SIGN_IN}
WRONG = {400, 500}


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


ADDRESSES = {name: (parts, view) for name, parts, view in named_addresses()}
PUBLIC = {name for name, (_parts, view) in ADDRESSES.items() if view.access == "public"} - ASKING_TO_SIGN_IN


def test_every_address_stands_in_the_table():
    assert set(DECIDED) == set(ADDRESSES)


@pytest.mark.django_db
@pytest.mark.parametrize("moment", MOMENTS)
def test_everybody_gets_what_the_table_says_and_nobody_else_reads_or_sends(moment):
    scene = getattr(world, moment)()
    addresses = {name: address for name in ADDRESSES if (address := _address(scene, name))}
    got, sent = _walked(scene, addresses)

    assert [at for answers in (got, sent) for at, answer in answers.items() if answer in WRONG] == []
    readers = {name: {who for who in scene.people if got[name, who] == 200} for name in addresses}
    assert readers == {name: who & scene.people.keys() for name, who in MOMENTS[moment].items()}
    guarded = addresses.keys() - PUBLIC
    assert {name for name in addresses if got[name, "anonymous"] == SIGN_IN} == guarded
    assert {name for name in guarded if sent[name, "anonymous"] not in SHUT} == set()
    assert {name for name in guarded if sent[name, "anonymous"] != SIGN_IN} <= KEEPING_WHAT_WAS_TYPED
    assert {
        at for at, answer in sent.items() if at[0] in guarded and answer not in SHUT and got[at] in SHUT
    } == set()


def _address(scene, name):
    """The address with what the scene has for its parts; nothing for what is not there at that moment."""
    room, colon, _name = name.partition(":")
    parts = scene.parts.get(name, scene.parts.get(room if colon else ""))
    wanted, _view = ADDRESSES[name]
    return None if parts is None else reverse(name, kwargs={part: parts[part] for part in wanted})


def _walked(scene, addresses):
    """What everybody gets at every address, and what an empty form sent there is answered; nothing that it does is kept."""
    got, sent = {}, {}
    for who, person in scene.people.items():
        client = Client()
        if person:
            client.force_login(person)
        signed_in = deepcopy(client.cookies)
        for name, address in addresses.items():
            got[name, who] = _answer(client.get(address))
            with transaction.atomic():
                sent[name, who] = _answer(client.post(address))
                assert who != "auditor" or not _deeds_of(person), f"an auditor did something at {name}"
                transaction.set_rollback(True)
            # One address signs out whoever sends there.
            client.cookies = deepcopy(signed_in)
    return got, sent


def _deeds_of(person):
    """Entries of what a person did; to read is no deed."""
    return Entry.objects.filter(actor=person.pk).exclude(action__endswith=".read")


def _answer(answer):
    """The status, or that one is asked to sign in; what is sent piece by piece is read to its end."""
    if answer.streaming:
        b"".join(answer.streaming_content)
    return SIGN_IN if answer.status_code == 302 and "/account/login/" in answer.url else answer.status_code
