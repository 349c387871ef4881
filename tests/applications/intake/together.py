"""Deeds done in the same instant, in threads of their own."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

from django.db import connection

from portal.kernel.workflow import Refused

# So long one waits for the other where both must pass; whoever is held back by a lock never comes.
PATIENCE = 0.4


def at_once(deeds):
    """Do all `deeds` in threads of their own: what each returned, or the words in which it was refused."""

    def done(deed):
        try:
            return deed()
        except Refused as refused:
            return str(refused)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(done, deeds))


def meeting(monkeypatch, *places, patience=PATIENCE):
    """Let two who come to these places, each a module with a name in it, go on together, with all that they have locked by then."""
    both = Barrier(2)
    for room, name in places:
        monkeypatch.setattr(room, name, _after(both, patience, getattr(room, name)))


def _after(both, patience, deed):
    def waits(*args, **options):
        with suppress(BrokenBarrierError):
            both.wait(patience)
        return deed(*args, **options)

    return waits
