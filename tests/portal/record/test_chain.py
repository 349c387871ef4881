"""The record: entries follow from one another, and whatever is done to an old one is found."""

import hashlib
import json
from datetime import timedelta, timezone

import pytest
from django.db import IntegrityError, connection, transaction

from portal.kernel.workflow import Refused
from portal.models import Chain, Entry, User
from portal.record.actions import write
from portal.record.presenters import known, register, sentence
from portal.record.verify import breaks
from tests.factories.portal import UserFactory

pytestmark = pytest.mark.django_db
STREAM = "vacancy:7"


@pytest.fixture
def three(now):
    """Three entries of one stream, and one of another."""
    author = UserFactory(name="Ж. Сапарова")
    write(stream="vacancy:8", action="vacancy.created", by=author, at=now)
    return [
        write(
            stream=STREAM,
            action="vacancy.changed",
            by=author,
            at=now,
            subject="KAZ/2026/1",
            data={"fields": [name]},
        )
        for name in ("title_en", "title_ru", "openings")
    ]


def tamper(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def found():
    return [(fault.stream, fault.number, fault.reason) for fault in breaks()]


def test_entries_are_numbered_and_each_carries_the_hash_of_the_one_before(three):
    assert [entry.number for entry in three] == [1, 2, 3]
    assert [entry.previous for entry in three] == ["", three[0].hash, three[1].hash]
    chain = Chain.objects.get(stream=STREAM)
    assert (chain.length, chain.head) == (3, three[2].hash)
    assert found() == []


def test_the_hash_can_be_made_with_standard_tools(three):
    entry = Entry.objects.of(STREAM)[1]
    said = {
        "stream": STREAM,
        "number": 2,
        "at": "2026-11-21T09:00:00.000000+00:00",
        "actor": entry.actor,
        "actor_name": "Ж. Сапарова",
        "action": "vacancy.changed",
        "subject": "KAZ/2026/1",
        "data": {"fields": ["title_ru"]},
        "previous": three[0].hash,
    }
    spelled = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert entry.hash == hashlib.sha256(spelled.encode()).hexdigest()


def test_the_clock_of_the_writer_does_not_change_the_hash(now):
    almaty = now.astimezone(timezone(timedelta(hours=5)))
    write(stream=STREAM, action="vacancy.created", by=None, at=almaty)
    assert found() == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("actor_name", "Somebody else"),
        ("action", "vacancy.published"),
        ("subject", "KAZ/2026/2"),
        ("data", "{}"),
        ("actor", 999),
    ],
)
def test_an_entry_edited_by_hand_is_found(three, column, value):
    tamper(f"UPDATE portal_entry SET {column} = %s WHERE id = %s", value, three[1].pk)  # noqa: S608
    assert found() == [(STREAM, 2, "was changed after it was written")]


def test_an_entry_put_at_another_time_is_found(three, now):
    tamper("UPDATE portal_entry SET at = %s WHERE id = %s", now - timedelta(days=1), three[2].pk)
    assert found() == [(STREAM, 3, "was changed after it was written")]


def test_an_edited_entry_with_a_new_hash_of_its_own_is_found_by_the_next_one(three):
    tamper("UPDATE portal_entry SET hash = %s WHERE id = %s", "0" * 64, three[0].pk)
    assert found() == [
        (STREAM, 1, "was changed after it was written"),
        (STREAM, 2, "does not follow from the entry before it"),
    ]


def test_an_entry_removed_from_the_middle_is_found(three):
    tamper("DELETE FROM portal_entry WHERE id = %s", three[1].pk)
    assert found() == [
        (STREAM, 2, "is missing"),
        (STREAM, 3, "does not follow from the entry before it"),
    ]


def test_an_entry_removed_from_the_end_is_found(three):
    tamper("DELETE FROM portal_entry WHERE id = %s", three[2].pk)
    assert found() == [(STREAM, 3, "the end of the chain is not the last entry written")]


def test_one_stream_can_be_verified_by_itself(three):
    tamper("DELETE FROM portal_entry WHERE id = %s", three[2].pk)
    assert list(breaks(["vacancy:8"])) == []
    assert [fault.number for fault in breaks([STREAM])] == [3]


def test_entries_are_neither_changed_nor_removed_through_the_portal(three):
    three[0].action = "vacancy.published"
    for deed in (
        three[0].save,
        three[0].delete,
        Entry.objects.all().delete,
        lambda: Entry.objects.update(action="x"),
    ):
        with pytest.raises(Refused):
            deed()
    assert found() == []


def test_a_number_is_given_once(three):
    with pytest.raises(IntegrityError):
        Entry.objects.create(
            stream=STREAM, number=3, at=three[0].at, actor_name="", action="", subject="", hash="x"
        )


@transaction.atomic
def failing_deed(now):
    write(stream=STREAM, action="vacancy.submitted", by=None, at=now)
    raise Refused("No")


def test_a_deed_that_fails_leaves_no_entry_and_no_gap(three, now):
    with pytest.raises(Refused):
        failing_deed(now)
    entry = write(stream=STREAM, action="vacancy.submitted", by=None, at=now)
    assert (entry.number, entry.previous, entry.actor_name) == (4, three[2].hash, "Konkurs")
    assert found() == []


@transaction.atomic
def deed_with_a_bad_entry(now):
    """A fraction of a number has several spellings, so it is no data of an entry."""
    write(stream=STREAM, action="vacancy.created", by=UserFactory(), at=now, data={"share": 0.4})


def test_an_entry_that_cannot_be_written_undoes_the_deed(now):
    with pytest.raises(TypeError):
        deed_with_a_bad_entry(now)
    assert User.objects.count() == 0
    assert Chain.objects.count() == 0


def test_an_entry_reads_as_a_sentence_whatever_its_data_lack(now):
    register({"test.read": "%(actor)s read %(page)s of %(subject)s"})
    entry = write(stream=STREAM, action="test.read", by=UserFactory(name="Ann"), at=now, subject="the CV")
    assert sentence(entry) == "Ann read … of the CV"
    assert "test.read" in known()


def test_an_action_without_a_sentence_stands_for_itself(now):
    entry = write(stream=STREAM, action="test.unknown", by=None, at=now, subject="it")
    assert sentence(entry) == "test.unknown it"
