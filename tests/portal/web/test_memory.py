"""What the frame of a page remembers, for whom, and until when."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from portal.record.actions import write
from portal.web.memory import LASTS, remembered
from tests.factories.portal import NOW, UserFactory

A_SECOND = timedelta(seconds=1)

pytestmark = pytest.mark.django_db


def asked_again(person):
    """Another request of the same person."""
    return type(person).objects.get(pk=person.pk)


@pytest.fixture
def work():
    """Something that is worked out, and how often it was."""

    def work_out():
        work_out.times += 1
        return work_out.times

    work_out.times = 0
    return work_out


def test_nothing_is_worked_out_twice_while_nothing_happens(work, django_assert_num_queries):
    person = UserFactory()
    assert remembered("menu", person, work) == 1
    again = asked_again(person)
    with django_assert_num_queries(1):
        assert [remembered("menu", again, work), remembered("menu", again, work)] == [1, 1]


def test_what_anybody_does_makes_it_new(work):
    person = UserFactory()
    remembered("menu", person, work)
    write(stream="vacancy:1", action="panel.convened", by=UserFactory(), at=NOW)
    assert remembered("menu", asked_again(person), work) == 2


def test_that_somebody_reads_makes_nothing_new(work):
    """The pictures of a document are asked for beside the page, and each is an entry of the record."""
    person = UserFactory()
    remembered("menu", person, work)
    for action in ("document.read", "page.read", "report.read"):
        write(stream="vacancy:1", action=action, by=UserFactory(), at=NOW)
    assert remembered("menu", asked_again(person), work) == 1


def test_nothing_is_older_than_half_a_minute(work, monkeypatch):
    """Whenever it was worked out: there are no windows that end for everything at once."""
    person = UserFactory()
    for second in range(0, 60, 10):
        begun = NOW + timedelta(days=second, seconds=second)
        monkeypatch.setattr("portal.kernel.clock.now", lambda begun=begun: begun)
        known = remembered("menu", person, work)
        monkeypatch.setattr("portal.kernel.clock.now", lambda begun=begun: begun + LASTS - A_SECOND)
        assert remembered("menu", asked_again(person), work) == known
        monkeypatch.setattr("portal.kernel.clock.now", lambda begun=begun: begun + LASTS)
        assert remembered("menu", asked_again(person), work) == known + 1


def test_everybody_language_and_thing_has_its_own(work):
    person = UserFactory()
    remembered("menu", person, work)
    assert remembered("links", person, work) == 2
    assert remembered("menu", UserFactory(), work) == 3
    with override("ru"):
        assert remembered("menu", person, work) == 4


def test_nothing_found_is_remembered_as_well(work):
    person = UserFactory()
    found = [remembered("nothing", person, lambda: work() and None) for _time in range(2)]
    assert (found, work.times) == ([None, None], 1)
