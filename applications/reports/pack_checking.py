"""Checking a reconstruction pack by what stands in it alone, without a database (docs/selection.md section 5)."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from types import SimpleNamespace
from typing import Any
from zipfile import BadZipFile, ZipFile

from applications.intake.receipt import RECEIPTS
from applications.intake.signed import is_signed
from applications.ranking.evaluation import EvaluationFault, evaluate, read_evaluation
from applications.reports.pack_form import FORMAT, KEYS, MANIFEST, SIGNATURE, signed_text
from applications.scoring.content import SHEETS
from portal.kernel.canonical import sha256_of
from portal.record.verify import breaks_among

# No selection comes near; a file made to fill the memory does not get there.
MOST_UNPACKED = 512 * 1024 * 1024
Faults = Iterator[str]
Json = Any


class NoPack(Exception):  # noqa: N818 - an answer to who gave the file
    """A file that is no pack; says why."""


@dataclass(frozen=True)
class Pack:
    """What a pack holds, by name."""

    parts: dict[str, bytes]

    def read(self, name: str) -> Json:
        return json.loads(self.parts[name])

    def under(self, folder: str) -> list[str]:
        return sorted(name for name in self.parts if name.startswith(f"{folder}/") and name.endswith(".json"))

    @property
    def entries(self) -> list[Json]:
        return self.read("record.json")["entries"]

    def said_last(self, subject: str, actions: tuple[str, ...]) -> Json:
        """What the last such entry on `subject` says; nothing where there is none."""
        found = [one for one in self.entries if one["subject"] == subject and one["action"] in actions]
        return found[-1]["data"] if found else {}


def opened(content: bytes) -> Pack:
    """The parts of a pack; raises NoPack for anything else."""
    try:
        with ZipFile(BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise NoPack("it is too large when unpacked")
            pack = Pack({part.filename: packed.read(part) for part in packed.infolist()})
        if pack.read(MANIFEST)["format"] != FORMAT:
            raise NoPack("its manifest is of another format")
    except (BadZipFile, KeyError, ValueError, TypeError, OSError, NotImplementedError, RuntimeError) as error:
        raise NoPack("it is no reconstruction pack") from error
    return pack


def faults(pack: Pack, *, keys: str = "") -> Faults:
    """Everything in which the pack does not hold; `keys` are the portal's, from elsewhere than the pack."""
    for check in (_manifest, _record, _notices, _applications, _sheets, _rankings):
        try:
            yield from check(pack)
        except (KeyError, ValueError, TypeError, AttributeError, IndexError) as error:
            yield f"{check.__name__.strip('_')}: cannot be read ({type(error).__name__}: {error})"
    told = pack.parts.get(SIGNATURE, b"").decode(errors="replace")
    if not is_signed(
        signed_text(pack.parts[MANIFEST]), told, keys or pack.parts.get(KEYS, b"").decode(errors="replace")
    ):
        yield f"{SIGNATURE}: the manifest was not signed with these keys"


def _manifest(pack: Pack) -> Faults:
    named = pack.read(MANIFEST)["files"]
    found = pack.parts.keys() - {MANIFEST, SIGNATURE, KEYS}
    for name in sorted(named.keys() | found):
        if name not in found:
            yield f"{name}: is missing"
        elif name not in named:
            yield f"{name}: was added"
        elif hashlib.sha256(pack.parts[name]).hexdigest() != named[name]:
            yield f"{name}: was changed after the pack was made"


def _record(pack: Pack) -> Faults:
    record = pack.read("record.json")
    entries = [
        SimpleNamespace(**{**one, "at": datetime.fromisoformat(one["at"])}) for one in record["entries"]
    ]
    for one in breaks_among(entries, stream=record["stream"], length=record["length"], head=record["head"]):
        yield f"record.json, entry {one.number}: {one.reason}"


def _notices(pack: Pack) -> Faults:
    recorded = {
        one["data"]["number"]: one["data"]["sha256"] for one in pack.entries if one["action"] == "notice.kept"
    }
    found = {int(name.split("/")[1].removesuffix(".json")): name for name in pack.under("notice")}
    for number in sorted(recorded.keys() | found.keys()):
        if number not in found:
            yield f"notice/{number}.json: is missing"
        elif sha256_of(pack.read(found[number])) != recorded.get(number):
            yield f"{found[number]}: is not the version that was recorded"


def _applications(pack: Pack) -> Faults:
    """Each receipt and its files are those of the record, and nobody of the record is left out."""
    told = {one["subject"]: one for one in pack.read("applications.json")}
    recorded = {one["subject"] for one in pack.entries if one["action"] in RECEIPTS}
    for subject in sorted(recorded - told.keys()):
        yield f"applications.json: {subject} is missing"
    for subject, one in told.items():
        data = pack.said_last(subject, RECEIPTS)
        same = (data.get("receipt"), data.get("code")) == (one["receipt"], one["code"])
        if not same or data.get("files") != [file["sha256"] for file in one["files"]]:
            yield f"applications.json, {one['code']}: is not what was recorded"


def _sheets(pack: Pack) -> Faults:
    told = {one["subject"]: one for one in pack.read("sheets.json")}
    recorded = {
        one["subject"]
        for one in pack.entries
        if one["action"] in SHEETS and one["subject"].startswith("sheet:")
    }
    for subject in sorted(recorded - told.keys()):
        yield f"sheets.json: {subject} is missing"
    for subject, one in told.items():
        if pack.said_last(subject, SHEETS).get("sha256") != sha256_of(one["content"]):
            yield f"sheets.json, {subject} of {one['content']['member']}: is not what was recorded"
        yield from _earlier_versions(pack, one)


def _earlier_versions(pack: Pack, one: Json) -> Faults:
    """What was locked and opened again, against the entries on its opening: none is missing and none is another."""
    member = one["content"]["member"]
    recorded = {
        entry["data"]["version"]: entry["data"]["sheets"][member]["sha256"]
        for entry in pack.entries
        if entry["action"] == "round.reopened"
        and entry["subject"] == one.get("round")
        and member in entry["data"]["sheets"]
    }
    found = {earlier["version"]: sha256_of(earlier["content"]) for earlier in one.get("earlier", [])}
    for number in sorted(recorded.keys() | found.keys()):
        if recorded.get(number) != found.get(number):
            yield f"sheets.json, {one['subject']} of {member}, version {number}: is not what was locked"


def _rankings(pack: Pack) -> Faults:
    """Each ranking is the one recorded, follows from its evaluation file, and that from the sheets."""
    told = {pack.read(name)["subject"]: name for name in pack.under("rankings")}
    recorded = {one["subject"] for one in pack.entries if one["action"] == "ranking.made"}
    for subject in sorted(recorded - told.keys()):
        yield f"rankings: {subject} is missing"
    for subject, name in told.items():
        ranking, data = pack.read(name), pack.said_last(subject, ("ranking.made",))
        if data.get("evaluation_sha256") != sha256_of(ranking["evaluation"]):
            yield f"{name}: its evaluation file is not the one that was recorded"
        if data.get("rounds", {}) != ranking.get("rounds", {}):
            yield f"{name}: the versions of the marks it was made of are not those that were recorded"
        if data.get("result_sha256") != sha256_of(ranking["result"]):
            yield f"{name}: its result is not the one that was recorded"
        yield from (
            f"{name}: {reason}" for reason in _recomputed(ranking, _marks(pack, ranking.get("rounds", {})))
        )


def _recomputed(ranking: Json, marks: dict[tuple[str, str, str], str]) -> Faults:
    try:
        if evaluate(read_evaluation(json.dumps(ranking["evaluation"]).encode())) != ranking["result"]:
            yield "its result does not follow from its evaluation file"
    except EvaluationFault as fault:
        yield f"its evaluation file has a fault: {fault}"
    for candidate in ranking["evaluation"]["candidates"]:
        for member, given in candidate["marks"].items():
            if any(marks.get((member, candidate["code"], code)) != mark for code, mark in given.items()):
                yield f"the marks of {member} for {candidate['code']} do not follow from the sheets"


def _marks(pack: Pack, versions: dict[str, int]) -> dict[tuple[str, str, str], str]:
    """The marks that count in those versions by stage, by member, candidate and criterion: the last revision of each."""
    found = {}
    for sheet in pack.read("sheets.json"):
        earlier = {one["version"]: one["content"] for one in sheet.get("earlier", [])}
        content = earlier.get(versions.get(sheet["content"]["stage"], 1), sheet["content"])
        for candidate, marks in content["candidates"].items():
            for criterion, one in marks.items():
                last = one["revisions"][-1] if one["revisions"] else one
                found[content["member"], candidate, criterion] = last["mark"]
    return found
