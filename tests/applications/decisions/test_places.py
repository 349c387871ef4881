"""What the order of a ranking calls for."""

import pytest

from applications.decisions.models import Place
from applications.decisions.places import called_for, departs

S, R, N = Place.SELECTED, Place.RESERVE, Place.NOT_SELECTED


@pytest.mark.parametrize(
    ("ranked", "openings", "places"), [(3, 1, [S, R, R]), (3, 2, [S, S, R]), (1, 2, [S]), (0, 1, [])]
)
def test_the_first_as_many_as_openings_are_selected_and_the_others_wait_in_reserve(ranked, openings, places):
    assert called_for(ranked, openings) == places


@pytest.mark.parametrize("places", [[S, R, R], [S, R, N], [S, N, N]])
def test_to_shorten_the_reserve_list_from_its_end_is_no_departure(places):
    assert not departs(places, 1)


@pytest.mark.parametrize(
    ("places", "openings"),
    [
        ([R, S, R], 1),
        ([S, N, R], 1),
        ([N, R, R], 1),
        ([S, R, R], 2),
        ([N, N, N], 1),
        ([], 1),
    ],
    ids=[
        "the second",
        "a gap in the reserve",
        "nobody, but a reserve",
        "an opening left",
        "nobody",
        "nobody ranked",
    ],
)
def test_whatever_else_is_done_departs_from_the_ranking(places, openings):
    assert departs(places, openings)
