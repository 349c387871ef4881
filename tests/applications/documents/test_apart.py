"""What strangers' files may cost: time, memory, and never the server's life."""

import os
import threading
import time

import pytest

from applications.documents import apart
from applications.documents.faults import Fault, Unusable
from tests.factories import files


def spin() -> None:
    while True:
        pass


def swallow() -> None:
    bytearray(4 * 1024**3)


def die() -> None:
    os.abort()


def sleep() -> None:
    time.sleep(600)


def say() -> tuple[str, bytes]:
    return "said", b"bytes"


def test_what_is_said_comes_back():
    assert apart.apart(say) == ("said", b"bytes")


@pytest.mark.parametrize("work", [spin, swallow, die, sleep])
def test_what_takes_too_much_or_dies_is_refused_and_the_server_goes_on(work, monkeypatch):
    monkeypatch.setattr(apart, "SECONDS", 1)
    monkeypatch.setattr(apart, "PATIENCE", 2)
    begun = time.monotonic()

    with pytest.raises(Unusable) as unusable:
        apart.apart(work)

    assert unusable.value.fault is Fault.TOO_INTRICATE
    assert time.monotonic() - begun < 20
    assert apart.read(files.handmade_pdf(), 60).texts == ["By hand"]


def test_several_are_read_at_once():
    found = []
    readers = [
        threading.Thread(target=lambda: found.append(apart.read(files.handmade_pdf(), 60).kind))
        for _each in range(6)
    ]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()

    assert found == ["pdf"] * 6
