"""Writing the question guide: freely until the interviews are opened, then as a new version with its reason."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from applications.panels.models import Panel
from applications.scoring.actions import given, record
from applications.scoring.guide import (
    Guide,
    GuideQuestion,
    GuideVersion,
    guide_of,
    interview_of,
    text_columns,
)
from applications.scoring.rules import require_part
from portal.kernel.workflow import Refused, locked

# What the form says of one question: its texts by column, `minutes`, `criteria`, and the `number` of one that stands.
Said = Mapping[str, Any]


def obstacle(panel: Panel) -> str:
    """Why the guide cannot be changed now, in words; empty when it can."""
    round_ = interview_of(panel)
    if round_ and round_.is_revealed:
        return _("The interviews are marked and shown: the questions are evidence now.")
    return ""


@transaction.atomic
def write_guide(
    *, panel: Panel, questions: Sequence[Said], seen: str, by: Any, at: datetime, reason: str = ""
) -> GuideVersion:
    """Write the questions in this order; once the interviews are opened, as a new version that needs its `reason`.

    `seen` is the hash of the guide that the writer began from. Raises Refused where another has written meanwhile, where
    nothing changes, and once the marks of the interviews are shown. The panel is locked, as whoever opens a round does.
    """
    panel = locked(panel)
    require_part("applications.write_guide", panel, by=by)
    if round_ := interview_of(panel):
        # Whoever hands in the last sheet holds it: no question changes while the marks are being shown.
        locked(round_)
    if words := obstacle(panel):
        raise Refused(words)
    guide = guide_of(panel)
    if seen != guide.hash_of(guide.latest):
        raise Refused(
            _("Somebody else has changed the guide meanwhile. Look at it as it stands, then write again.")
        )
    if not questions:
        raise Refused(_("Write at least one question."))
    if round_ and guide.versions:
        return _change(panel, guide, questions, given(reason), by=by, at=at)
    GuideQuestion.objects.filter(panel=panel).delete()
    for number, said in enumerate(questions, start=1):
        _create(panel, number, 1, said)
    version, _made = GuideVersion.objects.update_or_create(
        panel=panel, number=1, defaults={"by": by, "at": at}
    )
    return _recorded(version, "guide.written", by=by, at=at)


def _change(
    panel: Panel, guide: Guide, questions: Sequence[Said], reason: str, *, by: Any, at: datetime
) -> GuideVersion:
    """End what is changed or taken out, and begin what takes its place; what is left as it was goes on."""
    number = guide.latest + 1
    kept = {said["number"]: said for said in questions if said.get("number")}
    added = [said for said in questions if not said.get("number")]
    changed = [one for one in guide.standing if one.number not in kept or _says_else(one, kept[one.number])]
    if not changed and not added:
        raise Refused(_("No question is changed."))
    GuideQuestion.objects.filter(pk__in=[one.pk for one in changed]).update(until=guide.latest)
    for one in changed:
        if one.number in kept:
            _create(panel, one.number, number, kept[one.number])
    highest = max(one.number for one in guide.questions)
    for place, said in enumerate(added, start=highest + 1):
        _create(panel, place, number, said)
    version = GuideVersion.objects.create(panel=panel, number=number, reason=reason, by=by, at=at)
    return _recorded(version, "guide.changed", by=by, at=at, reason=reason)


def _says_else(question: GuideQuestion, said: Said) -> bool:
    codes = sorted(criterion.code for criterion in said["criteria"])
    texts = {name: said[name] for name in text_columns()}
    now = {"number": question.number, "minutes": said["minutes"], "criteria": codes, **texts}
    return question.said != now


def _create(panel: Panel, number: int, since: int, said: Said) -> None:
    texts = {name: said[name] for name in text_columns()}
    question = GuideQuestion.objects.create(
        panel=panel, number=number, since=since, minutes=said["minutes"], **texts
    )
    question.criteria.set(said["criteria"])


def _recorded(version: GuideVersion, action: str, *, by: Any, at: datetime, **data: Any) -> GuideVersion:
    """The record tells that it was written and by what hash, never the questions: more people read it than the guide."""
    guide = guide_of(version.panel)
    record(
        version.panel.vacancy, action=action, subject=f"panel:{version.panel_id}", by=by, at=at, version=version.number,
        questions=len(guide.standing), sha256=guide.hash_of(version.number), **data,
    )  # fmt: skip
    return version
