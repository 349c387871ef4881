"""What is remembered of each save: by which window a text was kept, and the texts set aside."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from applications.autosave.models import Typing
from applications.autosave.sent import Sent


def remember(
    *, rows: list[Typing], settled: list[Typing], said: Mapping[str, str], aside: Collection[str],
    changed: Collection[str], sent: Sent, owner: Any, place: str, at: datetime,
) -> list[Typing]:  # fmt: skip
    """Bring the rows of a place up to date; returns the texts that other windows have set aside there.

    `said` is what the fields of this window say, `aside` those of them that were not kept, `changed` those that were.
    """
    gone = {row.pk for row in settled}
    own = {row.name: row for row in rows if row.window == sent.window}
    written: list[Typing] = []
    unchanged: list[int] = []
    for name, text in said.items():
        row = own.get(name)
        new = Typing(user=owner, place=place, name=name, window=sent.window, turn=sent.turn, at=at)
        if name in aside:
            new.kept, new.text = False, text
            if sent.window:
                written.append(new)
        elif name in changed:
            gone |= {other.pk for other in rows if other.name == name and other.kept and other is not row}
            if sent.window:
                written.append(new)
        elif row and not row.kept:
            gone.add(row.pk)
        elif row:
            unchanged.append(row.pk)
    _forget(gone)
    _write([new for new in written if not _is_late(new, own.get(new.name))])
    _go_on(unchanged, sent.turn)
    return [row for row in rows if not row.kept and row.window != sent.window and row.pk not in gone]


def _is_late(new: Typing, row: Typing | None) -> bool:
    """A late request does not put back what a later one has said."""
    return row is not None and row.turn > new.turn


def _forget(pks: Collection[int]) -> None:
    if pks:
        Typing.objects.filter(pk__in=pks).delete()


def _write(rows: list[Typing]) -> None:
    if rows:
        Typing.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["user", "place", "name", "window"],
            update_fields=["turn", "at", "kept", "text"],
        )


def _go_on(pks: Collection[int], turn: int) -> None:
    if pks:
        Typing.objects.filter(pk__in=pks, turn__lt=turn).update(turn=turn)
