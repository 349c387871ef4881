"""Asking ClamAV's daemon about a file, where the settings name one (INSTREAM of `man clamd`)."""

import socket
import time
import unicodedata
from typing import IO

from django.conf import settings

from applications.documents.models import Scan

_CHUNK = 64 * 1024
# An answer is one line.
_LONGEST_ANSWER = 1024


def is_configured() -> bool:
    return bool(settings.CLAMD_SOCKET or settings.CLAMD_HOST)


def ask(file: IO[bytes]) -> tuple[Scan, str]:
    """What the scanner says of `file`, and a note: the name of what was found, or why nothing can be said.

    A file over the scanner's limit and a scanner that does not answer are not a pass: both are unscanned, with the reason.
    """
    if not is_configured():
        return Scan.UNSCANNED, ""
    try:
        answer = _answer(file)
    except OSError as error:
        # A scanner hangs up in the middle of a file far over its limit.
        answer = f"no answer from the scanner: {error}"
    if answer == "stream: OK":
        return Scan.CLEAN, ""
    if answer.endswith(" FOUND"):
        return Scan.INFECTED, answer.removeprefix("stream: ").removesuffix(" FOUND")[:200]
    return Scan.UNSCANNED, answer[:200]


def _answer(file: IO[bytes]) -> str:
    family, address = _address()
    until = time.monotonic() + settings.CLAMD_TIMEOUT
    with socket.socket(family) as scanner:
        _let_wait(scanner, until)
        scanner.connect(address)
        scanner.sendall(b"zINSTREAM\0")
        while chunk := file.read(_CHUNK):
            _let_wait(scanner, until)
            scanner.sendall(len(chunk).to_bytes(4, "big") + chunk)
        scanner.sendall(bytes(4))
        return _line(_received(scanner, until))


def _received(scanner: socket.socket, until: float) -> bytes:
    said = b""
    while len(said) < _LONGEST_ANSWER:
        _let_wait(scanner, until)
        part = scanner.recv(_LONGEST_ANSWER)
        if not part:
            break
        said += part
    return said


def _let_wait(scanner: socket.socket, until: float) -> None:
    """All of it has one limit: a scanner that goes on by one byte a minute is stuck too."""
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("timed out")
    scanner.settimeout(left)


def _line(said: bytes) -> str:
    """The answer as text that a database keeps; what is none says so."""
    text = "".join(
        " " if unicodedata.category(sign).startswith("C") else sign
        for sign in said.decode("utf-8", "replace")
    )
    return text.strip() or "an empty answer"


def _address() -> tuple[socket.AddressFamily, str | tuple[str, int]]:
    if settings.CLAMD_SOCKET:
        return socket.AF_UNIX, settings.CLAMD_SOCKET
    return socket.AF_INET, (settings.CLAMD_HOST, settings.CLAMD_PORT)
