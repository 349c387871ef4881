"""All that is held about a person as one ZIP, written while it is sent: no more of it than a piece is ever in memory."""

import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Generator, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils.translation import override

from portal.retention.holdings import HeldFile, holdings, left_out

FORMAT = "konkurs-own-data/1"
_PIECE = 64 * 1024
_LONGEST = 120
# What no file system takes, and what would lead out of the folder.
_UNSAFE = re.compile(r'[\\/:*?"<>|]+')
_ENDING = re.compile(r"\.\w{1,8}$")


class _Wire(io.RawIOBase):
    """What the archive writes, kept until it is taken to be sent."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self._pieces.append(bytes(piece))
        return len(piece)

    def take(self) -> bytes:
        taken, self._pieces = b"".join(self._pieces), []
        return taken


def stream(person: Any, *, at: datetime) -> Iterator[bytes]:
    """The archive piece by piece: a note on what it is, the files, and data.json, which names them all."""
    wire = _Wire()
    taken: set[str] = set()
    files: list[dict[str, Any]] = []
    with zipfile.ZipFile(wire, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_entry("README.txt", at), _note(person, at))
        for holding in holdings():
            for file in holding.files(person):
                path = unique(file.folder, file.name, taken)
                facts = {"path": path, "name": file.name, **file.facts}
                given = yield from _packed(archive, wire, file, path, at)
                files.append({**facts, **given})
        yield from _written(archive, wire, _entry("data.json", at), _document(person, at, files))
    yield wire.take()


def unique(folder: str, name: str, taken: set[str]) -> str:
    """A path in the archive for the sender's `name`, harmless on every system, and no other file's."""
    shown = "".join(
        sign for sign in unicodedata.normalize("NFC", name) if unicodedata.category(sign)[0] != "C"
    )
    harmless = _UNSAFE.sub("_", shown).strip(" .") or "file"
    found = _ENDING.search(harmless)
    ending = found.group() if found else ""
    stem = harmless.removesuffix(ending)[: _LONGEST - len(ending)].strip(" .") or "file"
    number, path = 1, f"{folder}/{stem}{ending}"
    while path.lower() in taken:
        number += 1
        path = f"{folder}/{stem} ({number}){ending}"
    taken.add(path.lower())
    return path


def _entry(path: str, at: datetime) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, at.astimezone(UTC).timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _packed(
    archive: zipfile.ZipFile, wire: _Wire, file: HeldFile, path: str, at: datetime
) -> Generator[bytes, None, dict[str, Any]]:
    """Write one file; what the storage does not give is said in data.json, and the rest goes on."""
    if file.withheld:
        return {"given": False, "why": file.withheld}
    try:
        source = file.open()
    except OSError:
        return {"given": False, "why": "not found in the storage"}
    with source:
        yield from _written(archive, wire, _entry(path, at), iter(lambda: source.read(_PIECE), b""))
    return {"given": True}


def _written(
    archive: zipfile.ZipFile, wire: _Wire, entry: zipfile.ZipInfo, pieces: Iterable[bytes]
) -> Iterator[bytes]:
    with archive.open(entry, "w") as target:
        for piece in pieces:
            target.write(piece)
            yield wire.take()


def _document(person: Any, at: datetime, files: list[dict[str, Any]]) -> Iterator[bytes]:
    """data.json, row by row."""
    with override("en"):
        reasons = [{"what": name, "why": str(why)} for name, why in sorted(left_out().items())]
    head = {"format": FORMAT, "made_at": at.astimezone(UTC).isoformat(timespec="seconds")}
    yield b"{\n" + b"".join(_line(name, value) for name, value in head.items())
    for holding in holdings():
        yield f' "{holding.key}": ['.encode()
        for number, row in enumerate(holding.tell(person)):
            yield b",\n"[0 if number else 1 :] + _json(row)
        yield b"],\n"
    yield _line("files", files) + f' "left_out": {_json(reasons).decode()}\n}}\n'.encode()


def _line(name: str, value: Any) -> bytes:
    return f' "{name}": {_json(value).decode()},\n'.encode()


def _json(value: Any) -> bytes:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1).encode()


def _note(person: Any, at: datetime) -> str:
    with override(person.language):
        why = sorted({str(reason) for reason in left_out().values()})
        context = {
            "parts": [(one.key, one.title) for one in holdings()],
            "reasons": why,
            "at": at,
            "person": person,
        }
        return render_to_string("portal/retention/note.txt", context)
