"""What `manage.py verify` checks of discussions of marks: each with its minute, against the record."""

from collections import Counter
from collections.abc import Iterator

from applications.scoring.models import Round
from portal.kernel.canonical import sha256_of
from portal.record.models import Entry


def discussion_faults() -> Iterator[str]:
    """Rounds whose discussions are not those that were recorded, one of them changed, slipped in or taken away."""
    for round_ in Round.objects.select_related("panel__vacancy").order_by("pk"):
        rows = round_.discussions.select_related("application", "criterion")
        told = Entry.objects.filter(subject=f"round:{round_.pk}", action="marks.discussed")
        now = Counter(sha256_of(row.said) for row in rows)
        if now != Counter(sha256_of(entry.data) for entry in told):
            yield f"discussions of {round_.vacancy}, {round_.stage}: are not those that were recorded"
