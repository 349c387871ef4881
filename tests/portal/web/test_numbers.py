"""Numbers on forms, in both languages."""

from decimal import Decimal

import pytest
from django import forms
from django.utils.translation import override

from portal.web.numbers import Number


class Weights(forms.Form):
    weight = Number(max_value=100, decimal_places=2)


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("typed", ["2,5", "2.5", " 2,5 "])
def test_a_comma_is_as_good_as_a_point(typed, language):
    with override(language):
        form = Weights({"weight": typed})
        assert form.is_valid()
    assert form.cleaned_data == {"weight": Decimal("2.5")}


@pytest.mark.parametrize(("language", "shown"), [("en", "2.5"), ("ru", "2,5")])
def test_a_number_is_shown_as_the_reader_writes_it(language, shown):
    with override(language):
        box = str(Weights(initial={"weight": Decimal("2.50")})["weight"])
    assert f'value="{shown}"' in box
    assert 'type="text"' in box
    assert 'inputmode="decimal"' in box


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_number_that_is_shown_can_be_sent_back_unchanged(language):
    with override(language):
        shown = Weights(initial={"weight": Decimal("1040.00")})["weight"].value()
        form = Weights({"weight": shown}, initial={"weight": Decimal("1040.00")})
        assert (shown, form.has_changed()) == ("1040", False)


def test_what_was_typed_wrong_stays_as_it_was_typed():
    form = Weights({"weight": "2,5,1"})
    assert (form.is_valid(), form["weight"].value()) == (False, "2,5,1")
