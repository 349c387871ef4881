"""Choosing countries on a form."""

import pytest
from django import forms

from portal.web.places import CountriesField, CountryField


class Trip(forms.Form):
    start = CountryField()
    through = CountriesField(required=False)


def test_the_region_and_what_is_chosen_stand_open_and_all_others_are_folded():
    widget = Trip({"through": ["DE", "UZ"]})["through"]
    context = widget.field.widget.get_context("through", ["DE", "UZ"], {"id": "id_through"})
    assert [(box["value"], box["selected"]) for box in context["near"]] == [
        ("KZ", False),
        ("KG", False),
        ("TJ", False),
        ("TM", False),
        ("UZ", True),
        ("DE", True),
    ]
    assert len(context["far"]) == 243


def test_every_box_has_its_own_label():
    shown = str(Trip({"through": ["DE"]})["through"])
    assert shown.count("<input") == shown.count("<label") == 249
    assert '<input type="checkbox" name="through" value="DE"' in shown
    assert shown.count(" checked") == 1


@pytest.mark.parametrize(("chosen", "kept"), [(["UZ", "AF", "KZ", "AF"], ["KZ", "UZ", "AF"]), ([], [])])
def test_chosen_countries_are_kept_once_with_the_region_first(chosen, kept):
    form = Trip({"start": "KZ", "through": chosen})
    assert form.is_valid()
    assert form.cleaned_data["through"] == kept


def test_what_is_no_country_is_refused():
    assert set(Trip({"start": "XX", "through": ["XX"]}).errors) == {"start", "through"}
    assert set(Trip({"start": ""}).errors) == {"start"}
