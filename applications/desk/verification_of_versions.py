"""What `manage.py verify` checks of marks that were locked, opened again and changed: each version against the record."""

from collections.abc import Iterator

from applications.scoring.content import content_hash
from applications.scoring.models import Round
from applications.scoring.versions import Allowance, Reopening
from portal.record.models import Entry

Faults = Iterator[str]


def reopening_faults() -> Faults:
    """Versions that are not what was locked, and openings that are not as they were recorded."""
    for round_ in Round.objects.exclude(version=1, reopenings=None).with_panel().order_by("pk"):
        kept = list(round_.reopenings.order_by("version"))
        if [one.version for one in kept] != list(range(1, round_.version)):
            yield f"{_called(round_)}: its versions are not counted as they were opened"
        told = _entries(round_, "round.reopened")
        locks = [entry.data["sheets"] for entry in _entries(round_, "round.locked")]
        for one in kept:
            place = f"{_called(round_)}, version {one.version}"
            said = told[one.version - 1] if one.version <= len(told) else None
            if said is None or _of(one) != (said.actor, {key: said.data.get(key) for key in _of(one)[1]}):
                yield f"{place}: its opening is not the one that was recorded"
            yield from _unlike_the_lock(round_, one, locks[one.version - 1 : one.version], place)


def _of(one: Reopening) -> tuple[int, dict[str, object]]:
    names = ("version", "reason", "instead", "prices_seen", "sheets")
    return one.by_id, {name: getattr(one, name) for name in names}


def _unlike_the_lock(round_: Round, one: Reopening, lock: list[dict[str, str]], place: str) -> Faults:
    """The marks of the version, computed anew, against the hashes in the entry on its lock."""
    for sheet in round_.sheets.with_panel():
        if sheet.member in one.sheets and [content_hash(sheet, one.version)] != [
            said.get(sheet.member) for said in lock
        ]:
            yield f"{place}: the sheet of {sheet.member} is not what was locked"


def allowance_faults() -> Faults:
    """Allowances that were never given, or with another reason."""
    for one in Allowance.objects.select_related("round__panel__vacancy").order_by("pk"):
        told = {
            entry.data["version"]: (entry.actor, entry.data["reason"])
            for entry in _entries(one.round, "round.reopening_allowed")
        }
        if told.get(one.version) != (one.by_id, one.reason):
            yield f"{_called(one.round)}, version {one.version}: that it may be opened is not what was recorded"


def _entries(round_: Round, action: str) -> list[Entry]:
    return list(Entry.objects.filter(subject=f"round:{round_.pk}", action=action).order_by("number"))


def _called(round_: Round) -> str:
    return f"marks of {round_.vacancy}, {round_.stage}"
