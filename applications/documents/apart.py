"""Work on what strangers sent, in a process of its own: what it costs is bounded, and its end is not that of the server."""

import json
import resource
from collections.abc import Callable
from dataclasses import asdict
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from applications.documents import reading, render
from applications.documents.faults import Fault, Unusable

# Of good files measured, a hundred full pages of ODT took three seconds and 210 MB, a photo of 63 million dots one and 440 MB.
SECONDS = 20
_MEMORY = 2 * 1024**3
# Waiting for a processor is not the file's fault, so the clock on the wall allows for a crowd.
PATIENCE = 4
# Processes are made from one that has read the modules already and holds no connection of the server's: a few milliseconds each.
_processes = get_context("forkserver")
_processes.set_forkserver_preload(["applications.documents.reading"])


def read(data: bytes, most_pages: int) -> reading.Read:
    """`reading.read`, apart."""
    said, rendition = apart(_read, data, most_pages)
    return reading.Read(rendition=rendition, **said)


def page_picture(pdf: bytes, number: int, width: int) -> bytes:
    """`render.page_picture`, apart."""
    return apart(_draw, pdf, number, width)[1]


def bare_copy(pdf: bytes) -> bytes:
    """`render.bare_copy`, apart."""
    return apart(_strip, pdf)[1]


def _read(data: bytes, most_pages: int) -> tuple[Any, bytes]:
    found = asdict(reading.read(data, most_pages))
    return found, found.pop("rendition")


def _draw(pdf: bytes, number: int, width: int) -> tuple[Any, bytes]:
    return None, render.page_picture(pdf, number, width)


def _strip(pdf: bytes) -> tuple[Any, bytes]:
    return None, render.bare_copy(pdf)


def apart(work: Callable[..., tuple[Any, bytes]], *args: Any) -> tuple[Any, bytes]:
    """What `work` answers, plain data and bytes; a process that dies, or takes too much, found the file too intricate."""
    receiver, sender = _processes.Pipe(duplex=False)
    process = _processes.Process(target=_work, args=(sender, SECONDS, work, *args), daemon=True)
    process.start()
    sender.close()
    try:
        answer = _answer(receiver)
    finally:
        process.kill()
        process.join()
        process.close()
        receiver.close()
    if answer is None:
        raise Unusable(Fault.TOO_INTRICATE)
    said, blob = answer
    if "fault" in said:
        raise Unusable(Fault[said["fault"]])
    return said["answer"], blob


def _answer(receiver: Connection) -> tuple[dict[str, Any], bytes] | None:
    """Words and bytes, never objects: nothing a stranger's file could have made is brought to life here."""
    try:
        if not receiver.poll(SECONDS * PATIENCE):
            return None
        return json.loads(receiver.recv_bytes()), receiver.recv_bytes()
    except (EOFError, OSError):
        return None


def _work(sender: Connection, seconds: int, work: Callable[..., tuple[Any, bytes]], *args: Any) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer, blob = work(*args)
    except Unusable as unusable:
        said, blob = {"fault": unusable.fault.name}, b""
    except (MemoryError, RecursionError):
        said, blob = {"fault": Fault.TOO_INTRICATE.name}, b""
    else:
        said = {"answer": answer}
    sender.send_bytes(json.dumps(said).encode())
    sender.send_bytes(blob)
