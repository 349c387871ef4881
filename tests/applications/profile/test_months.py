"""Months as people write them."""

from datetime import date

import pytest

from applications.profile.months import month_of


@pytest.mark.parametrize(
    "text",
    [
        "03.2019", "3.2019", "03/2019", "2019-03", "01.03.2019", "март 2019", "Марта 2019 г.", "март 2019 года", "мар. 2019",
        "March 2019", "mar 2019", "Mar. 2019", "  MARCH, 2019 ",
    ],
)  # fmt: skip
def test_a_month_is_read_however_it_is_written(text):
    assert month_of(text) == date(2019, 3, 1)


@pytest.mark.parametrize("text", ["мая 2020", "май 2020", "May 2020", "05.2020"])
def test_may_is_not_march(text):
    assert month_of(text) == date(2020, 5, 1)


@pytest.mark.parametrize(
    "text",
    ["", "2019", "13.2019", "00.2019", "март", "март 19", "032019", "03.1819", "2019-13", "марш 2019", "31/03/2019",
     "03.2019 – 05.2020"],
)  # fmt: skip
def test_what_is_no_month_is_none(text):
    assert month_of(text) is None
