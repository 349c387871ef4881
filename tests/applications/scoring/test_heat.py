"""The table of marks: a revised mark stands beside its original, in either language."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from applications.scoring.actions import revise
from applications.scoring.models import Mark
from applications.scoring.moderation import heat_of, shown_round
from tests.factories.portal import NOW
from tests.factories.scoring import revealed_round

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "original"), [("en", "4.75"), ("ru", "4,75")])
def test_an_original_with_decimals_stands_beside_its_revision(language, original):
    round_ = revealed_round(None, lambda _person, _criterion: "4.75", candidates=1)
    mark = Mark.objects.filter(value=Decimal("4.75")).first()
    revise(mark=mark, value=Decimal("2.5"), reason="One is a translation.", by=mark.sheet.seat.user, at=NOW)
    with override(language):
        (row,) = heat_of(shown_round(round_), set()).rows
        originals = [cell.original for group in row.groups for cell in group.cells]
    assert original in originals
