"""What is remembered of each save: by which window a text was kept, and the texts set aside."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from applications.autosave.models import Typing
from applications.autosave.sent import Sent


def remember(
    *, rows: list[Typing], settled: list[Typing], said: Mapping[str, str], clashing: Collection[str],
    changed: Collection[str], sent: Sent, owner: Any, place: str, at: datetime,
) -> list[Typing]:  # fmt: skip
    """Bring the rows of a place up to date; returns the texts that other windows have set aside there.

    `said` is what the fields of this window say, `clashing` those of them that were not kept, `changed` those that were.
    """
    gone = {row.pk for row in settled}
    own = {row.name: row for row in rows if row.window == sent.window}
    for name, text in said.items():
        row = own.get(name)
        if name in clashing:
            _write(
                row,
                at,
                owner=owner,
                place=place,
                name=name,
                window=sent.window,
                turn=sent.turn,
                kept=False,
                text=text,
            )
        elif name in changed:
            gone |= {other.pk for other in rows if other.name == name and other.kept and other is not row}
            _forget(gone)
            if sent.window:
                _write(
                    row,
                    at,
                    owner=owner,
                    place=place,
                    name=name,
                    window=sent.window,
                    turn=sent.turn,
                    kept=True,
                    text="",
                )
        elif row and not row.kept:
            gone.add(row.pk)
        elif row:
            Typing.objects.filter(pk=row.pk, turn__lt=sent.turn).update(turn=sent.turn)
    _forget(gone)
    return [row for row in rows if not row.kept and row.window != sent.window and row.pk not in gone]


def _write(row: Typing | None, at: datetime, *, owner: Any, turn: int, **told: Any) -> None:
    """A late request does not put back what a later one has said."""
    if row and row.turn > turn:
        return
    key = {"user": owner, **{name: told.pop(name) for name in ("place", "name", "window")}}
    Typing.objects.update_or_create(**key, defaults={"turn": turn, "at": at, **told})


def _forget(pks: Collection[int]) -> None:
    if pks:
        Typing.objects.filter(pk__in=pks).delete()
