"""What an office asks of a panel, and what these people lack of it; pure, so that it is asked of every candidate alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from applications.profile.models import Sex
from portal.offices.models import Office


class Judge(Protocol):
    """Somebody who scores, as far as the rules ask."""

    sex: str
    outside: str
    expertise: str


@dataclass(frozen=True)
class Rule:
    """One thing an office asks: its code, the sentence that asks it, and whether the people who score meet it."""

    code: str
    words: str
    is_met: bool


def words_of(code: str, least: int) -> str:
    """The sentence that asks a rule."""
    if code == "sexes":
        return _("At least one woman and one man score.")
    if code == "outside":
        return _("At least one of those who score comes from outside the unit.")
    if code == "expertise":
        return _("At least one of those who score is an expert on the subject.")
    words = ngettext(
        "At least %(n)s person scores, the chair included.",
        "At least %(n)s people score, the chair included.",
        least,
    )
    return words % {"n": least}


def rules_for(office: Office, judges: Iterable[Judge], *, least: int) -> list[Rule]:
    """What `office` asks of those who score, at least `least` of them, each with whether `judges` meet it.

    What the office does not ask is left out.
    """
    people = list(judges)
    asked = {
        "least": (True, len(people) >= least),
        "sexes": (office.panel_both_sexes, {Sex.FEMALE, Sex.MALE} <= {one.sex for one in people}),
        "outside": (office.panel_outsider, any(one.outside for one in people)),
        "expertise": (office.panel_expert, any(one.expertise for one in people)),
    }
    return [
        Rule(code, words_of(code, least), is_met) for code, (is_asked, is_met) in asked.items() if is_asked
    ]
