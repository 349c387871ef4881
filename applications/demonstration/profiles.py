"""What consultants of the demonstration tell in their profiles, one of them nearly everything."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from applications.demonstration.data_files import read
from applications.demonstration.people import person
from applications.profile.actions import add_part, save_profile
from applications.profile.sections import SECTIONS

# Before any of them applies.
TOLD_BEFORE = timedelta(days=120)
_MONTHS = ("began", "ended")


def load_profiles(*, now: datetime) -> None:
    """Tell what data/profiles.json holds."""
    at = now - TOLD_BEFORE
    for key, told in read("profiles").items():
        who = person(key)
        save_profile(user=who, at=at, **told["person"], **told["declared"])
        for section in SECTIONS:
            for entry in told[section.key]:
                add_part(model=section.model, by=who, at=at, **_typed(entry))


def _typed(entry: Mapping[str, Any]) -> dict[str, Any]:
    """An entry of the data as a form would hand it on."""
    typed = {name: date.fromisoformat(f"{entry[name]}-01") for name in _MONTHS if name in entry}
    typed |= {"rate": Decimal(entry["rate"])} if "rate" in entry else {}
    return {**entry, **typed}
