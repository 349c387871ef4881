"""What is done with what is typed: it is kept, or set aside where keeping it would lose what was typed elsewhere."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from applications.autosave import clashes, sent
from applications.autosave.marks import fields_of, mark, put, texts_of, unsaid
from applications.autosave.memory import remember
from applications.autosave.merging import Texts, merge, settle
from applications.autosave.models import Typing
from portal.kernel.workflow import Refused
from portal.models import User


class Desk(Protocol):
    """Where something is typed: whose it is, a form of what is `stored` now or of what was `typed`, and the verb that keeps it."""

    place: str
    owner: Any

    def stored(self) -> Any: ...

    def typed(self, data: QueryDict) -> Any: ...

    def keep(self, form: Any) -> None: ...


@dataclass(frozen=True)
class Kept:
    """The form as the person is to see it, and what it is to send along; `values` are texts that are new to its window."""

    form: Any
    window: str
    turn: int
    began: dict[str, str]
    clashes: list[clashes.Clash]
    at: datetime | None = None
    values: dict[str, str] = field(default_factory=dict)
    newer: frozenset[str] = frozenset()
    # What cannot be kept as it was typed: it is set aside until it is mended, or chosen in another window.
    unkept: frozenset[str] = frozenset()
    joined: bool = False

    @property
    def waits(self) -> bool:
        """Whether something that was typed in this window waits for a choice."""
        return any(clash.typed_here for clash in self.clashes)


def look(*, desk: Desk) -> Kept:
    """What is stored, in a new window, with the texts that were set aside."""
    form = desk.stored()
    texts = texts_of(form)
    aside = list(Typing.objects.at_place(desk.owner, desk.place).aside())
    return Kept(form, sent.new_window(), 0, _marks(texts), clashes.of_others(form, texts, aside))


@transaction.atomic
def keep(*, desk: Desk, posted: QueryDict, by: Any, at: datetime) -> Kept:
    """Keep what was typed; a text that was changed elsewhere since the form was shown stays, and what was typed is set aside.

    One at a time for what is one person's: what is typed in other windows waits until this is done.
    """
    told = sent.read(posted)
    if told.person not in ("", str(by.pk)):
        raise Refused(_("Another person has signed in here since this page was opened, so nothing was saved"))
    one_at_a_time(desk.owner)
    rows = list(Typing.objects.at_place(desk.owner, desk.place))
    last = {row.name: row for row in rows if row.kept}
    before, form = texts_of(desk.stored()), desk.typed(posted)
    typed = texts_of(form) | {name: before.get(name, "") for name in unsaid(form)}
    told, said, settled = settle(
        stored=before, typed=typed, sent=told, aside=[row for row in rows if not row.kept]
    )
    merged = merge(stored=before, typed=said, sent=told, last=last)
    desk.keep(desk.typed(_saying(form, posted, merged.said)))
    after = texts_of(desk.stored())
    changed = {name for name in after if after[name] != before.get(name)}
    unkept = {name for name in said if merged.said[name] == said[name] != after.get(name)}
    left = remember(
        rows=rows, settled=settled, said=said, aside=merged.clashing | unkept, changed=changed,
        sent=told, owner=desk.owner, place=desk.place, at=at,
    )  # fmt: skip
    shown = after | {name: said[name] for name in merged.clashing | unkept}
    seen = desk.typed(_saying(form, posted, shown))
    return Kept(
        form=seen,
        window=told.window or sent.new_window(),
        turn=told.turn,
        began=_marks(after) | {name: told.began.get(name, "") for name in merged.clashing},
        clashes=[*clashes.here(seen, after, merged.clashing, last), *clashes.of_others(seen, after, left)],
        at=at,
        values={name: shown[name] for name in typed if shown.get(name) != typed[name]},
        newer=merged.newer,
        unkept=frozenset(unkept),
        joined=any(choice.wanted == sent.BOTH for choice in told.choices.values()),
    )


def one_at_a_time(owner: Any) -> None:
    """Until the end of the transaction, nothing else that is this person's is kept."""
    User.objects.select_for_update(no_key=True).get(pk=owner.pk)


def turn_of(*, user: Any, place: str, window: str) -> int:
    """The last that one window has sent and that changed something."""
    turns = Typing.objects.at_place(user, place).filter(window=window).values_list("turn", flat=True)
    return max(turns, default=0)


def forget(*, user: Any, under: str) -> None:
    """All that is known of the windows in which something was typed, at places whose names begin so, once that is over."""
    Typing.objects.filter(user=user, place__startswith=under).delete()


def carry_over(*, user: Any, old: str, new: str) -> None:
    """What is known of the windows of one place is known of another, which took its place."""
    rows = Typing.objects.at_place(user, old)
    names = list(rows.filter(kept=True).values_list("name", flat=True))
    Typing.objects.at_place(user, new).filter(kept=True, name__in=names).delete()
    rows.update(place=new)


def _marks(texts: Texts) -> dict[str, str]:
    return {name: mark(text) for name, text in texts.items()}


def _saying(form: Any, posted: QueryDict, texts: Texts) -> QueryDict:
    """What was sent, with `texts` in the fields of the form."""
    data = posted.copy()
    for one in fields_of(form):
        put(data, one, texts.get(one.html_name, ""))
    return data
