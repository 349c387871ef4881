"""Rows on a form, without a script: one more, in order, removed."""

import pytest
from django import forms
from django.http import QueryDict

from portal.web.rows import MOST, Row, rows_of, with_one_more


class Town(Row):
    caption_words = "Town %(number)s"
    name = forms.CharField()
    people = forms.IntegerField(required=False, initial=1)


Towns = rows_of(Town, order=True)


def said(*rows, initial=0):
    data = QueryDict(mutable=True)
    data.update({"towns-TOTAL_FORMS": str(len(rows)), "towns-INITIAL_FORMS": str(initial)})
    for number, row in enumerate(rows):
        data.update({f"towns-{number}-{name}": value for name, value in row.items()})
    return data


def test_rows_are_kept_in_the_order_of_their_numbers_and_the_rest_after_them():
    rows = Towns(
        said({"name": "Osh"}, {"name": "Khujand", "ORDER": "2"}, {"name": "Mary", "ORDER": "1"}),
        prefix="towns",
    )
    assert rows.is_valid()
    assert [row.said["name"] for row in rows.kept] == ["Mary", "Khujand", "Osh"]


def test_an_empty_row_is_ignored_and_an_emptied_one_is_not():
    rows = Towns(said({"name": ""}, {"name": "", "people": "1"}, initial=1), prefix="towns")
    assert not rows.is_valid()
    assert [row.errors for row in rows] == [{"name": ["This field is required."]}, {}]


def test_a_removed_row_has_no_faults_and_is_not_kept():
    rows = Towns(said({"people": "many", "DELETE": "on"}, {"name": "Osh"}, initial=2), prefix="towns")
    assert rows.is_valid()
    assert (rows.faulty, [row.said["name"] for row in rows.kept]) == (None, ["Osh"])


def test_the_first_row_with_a_fault_is_found():
    rows = Towns(said({"name": "Osh"}, {"people": "2"}, {"people": "3"}), prefix="towns")
    assert rows.faulty is rows.forms[1]
    assert rows.faulty.caption == "Town 2"


def test_one_more_row_holds_what_it_was_given_and_leaves_the_others_alone():
    data = said({"name": "Osh", "people": "many"})
    rows = Towns(with_one_more(data, "towns", name="Mary"), prefix="towns", quiet=True)
    assert [(row["name"].value(), row["people"].value(), row.errors) for row in rows] == [
        ("Osh", "many", {}),
        ("Mary", None, {}),
    ]
    assert data["towns-TOTAL_FORMS"] == "1"


def test_the_row_just_added_takes_the_keyboard():
    rows = Towns(with_one_more(said({"name": "Osh"}), "towns"), prefix="towns", quiet=True)
    assert ["autofocus" in str(row["name"]) for row in rows] == [False, True]


@pytest.mark.parametrize("total", ["", "abc", "-3"])
def test_a_count_that_is_none_counts_as_no_rows(total):
    assert with_one_more(QueryDict(f"towns-TOTAL_FORMS={total}"), "towns")["towns-TOTAL_FORMS"] == "1"


def test_there_is_an_end_to_rows():
    rows = Towns(with_one_more(said(*[{"name": "Osh"}] * MOST), "towns"), prefix="towns", quiet=True)
    assert len(rows.forms) == MOST
