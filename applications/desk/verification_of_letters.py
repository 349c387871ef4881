"""What `manage.py verify` checks of letters: each says what it said when it was written."""

from collections.abc import Iterator

from portal.mailing.models import Message
from portal.record.models import Entry

Faults = Iterator[str]


def letter_faults() -> Faults:
    """Letters of a selection that say something else, or are of another time or kind, than the record tells; those erased are gone."""
    entries = Entry.objects.filter(action="letter.written").order_by("pk")
    said = {
        entry.data["letter"]: (entry.stream, entry.subject, entry.at, entry.data["sha256"])
        for entry in entries.iterator()
        # Those from before the record kept the hash.
        if "sha256" in entry.data
    }
    for letter in Message.objects.exclude(stream="").order_by("pk").iterator():
        stands = (letter.stream, letter.kind, letter.created_at, letter.content_hash)
        if said.get(letter.pk, stands) != stands:
            yield f"letter {letter.pk}, {letter.kind}, on {letter.stream}: is not the one that was written"
