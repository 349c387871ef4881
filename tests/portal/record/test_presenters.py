"""How entries of the record read to people."""

import pytest

from portal.record.models import Entry
from portal.record.presenters import sentence
from tests.factories.portal import OfficeFactory


@pytest.mark.parametrize("kept", ["2026-12-11T18:00:00+05:00", "2026-12-11T13:00:00Z"])
def test_a_moment_reads_as_people_write_it_and_says_on_which_clock(kept):
    entry = Entry(action="preview.revoked", actor_name="Marat", data={"expires_at": kept})
    assert sentence(entry).replace("\N{NO-BREAK SPACE}", " ") == (
        "Marat revoked the link to the preview that was valid until 11 December 2026, 13:00 UTC"
    )


def test_beside_the_times_of_an_office_it_reads_on_the_clock_of_that_office():
    entry = Entry(action="preview.revoked", actor_name="Marat", data={"expires_at": "2026-12-11T13:00:00Z"})
    office = OfficeFactory.build(time_zone="Asia/Almaty", city_en="Almaty")
    assert (
        sentence(entry, office)
        .replace("\N{NO-BREAK SPACE}", " ")
        .endswith("11 December 2026, 18:00 (Almaty)")
    )


def test_what_only_begins_like_a_moment_is_left_as_it_was_written():
    entry = Entry(
        action="vacancy.returned", actor_name="Marat", data={"comment": "2026-12-11T13:00:00Z is too late"}
    )
    assert sentence(entry).endswith(": 2026-12-11T13:00:00Z is too late")
