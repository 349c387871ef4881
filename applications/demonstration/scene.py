"""Where one vacancy of the demonstration plays: what the data tell of it, and who does something when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from applications.demonstration.data_files import read
from applications.demonstration.diary import Diary
from applications.demonstration.people import person
from portal.models import Office


@dataclass(frozen=True)
class Scene:
    """The vacancy called `key` in data/vacancies.json or by its file in data/notices; hours are those of its office."""

    key: str
    office: Office
    diary: Diary

    @classmethod
    def of(cls, key: str, *, now: datetime) -> "Scene":
        office = Office.objects.get(code=_told(key)["office"])
        return cls(key, office, Diary(now, office.zone))

    @property
    def told(self) -> Mapping[str, Any]:
        return _told(self.key)

    @property
    def applications(self) -> list[Mapping[str, Any]]:
        """What is told of those who apply, in the order in which they hand in, drafts last."""
        return read("applications")[self.key]

    @property
    def on_paper(self) -> list[Mapping[str, Any]]:
        """What is told of those whose application HR enters."""
        return read("on_paper")[self.key]

    @property
    def selection(self) -> Mapping[str, Any]:
        """What is told of screening, marks and decision."""
        return read("selections")[self.key]

    def deed(self, who: str, days: int, hour: str) -> dict[str, Any]:
        """What every verb asks: by whom, and at which instant (`Diary.on`)."""
        return {"by": person(who), "at": self.diary.on(days, hour)}


def _told(key: str) -> Mapping[str, Any]:
    return next((told for told in read("vacancies") if told["key"] == key), None) or read(f"notices/{key}")
