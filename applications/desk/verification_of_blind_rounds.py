"""What `manage.py verify` checks of blind rounds: the codes, who showed the names and when, what was hidden by hand, against the record."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import Q

from applications.intake.models import Application
from applications.scoring.models import Round
from portal.kernel.canonical import sha256_of
from portal.record.models import Entry

Faults = Iterator[str]

# What each step adds to what is hidden, or takes from it.
STEPS = {"passage.hidden": 1, "passage.shown": -1}


def blind_round_faults() -> Faults:
    """Rounds that are blind, or are not, against the frozen plan; codes and unblinding that are not what was recorded."""
    rounds = Round.objects.select_related("panel__vacancy__plan").prefetch_related("pseudonyms__application")
    for round_ in rounds.order_by("pk"):
        yield from (f"{round_.panel.vacancy}, {round_.stage}: {fault}" for fault in _wrong_with(round_))


def _wrong_with(round_: Round) -> Faults:
    plan = round_.panel.vacancy.plan
    if round_.is_blind != (round_.stage in plan.blind_stages):
        yield "is read with names or without them against the plan"
    entries = Entry.objects.filter(subject=f"round:{round_.pk}")
    codes = {one.application.code: one.code for one in round_.pseudonyms.all()}
    if codes != entries.filter(action="round.blinded").said_last().get("codes", {}):
        yield "the codes of its candidates are not the ones that were recorded"
    shown = entries.filter(action="round.unblinded").order_by("pk").last()
    told = (shown.actor, shown.at) if shown else (None, None)
    if told != (round_.unblinded_by_id, round_.unblinded_at):
        yield "who showed its names, and when, is not what was recorded"
    if round_.hides_names and not round_.panel.is_blind:
        yield "its names are open to the panel, though nobody showed them"


def hidden_passage_faults() -> Faults:
    """Passages hidden by hand that nobody recorded, or recorded and gone; those of who was erased are gone by right."""
    subjects = Entry.objects.filter(action__in=STEPS).values_list("subject", flat=True).distinct()
    recorded = [int(subject.partition(":")[2]) for subject in subjects]
    people = Application.objects.filter(Q(pk__in=recorded) | Q(hidden_passages__isnull=False)).distinct()
    for person in people.exclude(snapshot__has_key="erased_at").select_related("vacancy").order_by("pk"):
        now = Counter(sha256_of(one.text) for one in person.hidden_passages.all())
        told: Counter[str] = Counter()
        for entry in Entry.objects.filter(subject=f"application:{person.pk}", action__in=STEPS):
            told[entry.data["sha256"]] += STEPS[entry.action]
        if now != +told:
            yield f"{person}: what is hidden in its texts is not what was recorded"
