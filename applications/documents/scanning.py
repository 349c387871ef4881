"""Asking ClamAV's daemon about a file, where the settings name one (INSTREAM of `man clamd`)."""

import socket
from typing import IO

from django.conf import settings

from applications.documents.models import Scan

# Seconds; a stuck scanner leaves a file unscanned, not a worker stuck.
_TIMEOUT = 60
_CHUNK = 64 * 1024


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
    with socket.socket(family) as scanner:
        scanner.settimeout(_TIMEOUT)
        scanner.connect(address)
        scanner.sendall(b"zINSTREAM\0")
        while chunk := file.read(_CHUNK):
            scanner.sendall(len(chunk).to_bytes(4, "big") + chunk)
        scanner.sendall(bytes(4))
        return scanner.makefile("rb").read().decode().strip("\0\n ")


def _address() -> tuple[socket.AddressFamily, str | tuple[str, int]]:
    if settings.CLAMD_SOCKET:
        return socket.AF_UNIX, settings.CLAMD_SOCKET
    return socket.AF_INET, (settings.CLAMD_HOST, settings.CLAMD_PORT)
