"""Notices of the demonstration that were changed after their publication: extended twice, corrected, cancelled."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from applications.demonstration.data_files import read
from applications.demonstration.diary import Diary
from applications.demonstration.people import person
from portal.models import Office
from vacancies.corrigenda.actions import (
    approve,
    begin_correction,
    extend,
    propose_cancellation,
    submit,
)
from vacancies.models import Vacancy
from vacancies.publishing.actions import publish, submit_for_approval
from vacancies.publishing.beginnings import import_notice
from vacancies.vacancy.actions import STATION, save_notice

OFFICER, APPROVER = "officer", "approver"
CLOSING_HOUR = "18:00"
# From the closing to the start of the work.
UNTIL_THE_START = timedelta(days=38)
ALL_THE_SAME = "The project was confirmed late, and the donor has set the dates."

REASONS = {
    "first": {
        "reason_en": "A power cut in the region on the last day kept applicants from handing in.",
        "reason_ru": "Из-за отключения электричества в регионе в последний день не все успели подать заявку.",
    },
    "second": {
        "reason_en": "Fewer than three applications meet the requirements.",
        "reason_ru": "Требованиям отвечают менее трёх заявок.",
    },
    "correction": {
        "reason_en": "The training of enumerators was left out of the number of working days.",
        "reason_ru": "В числе рабочих дней не было учтено обучение интервьюеров.",
    },
    "cancellation": {
        "reason_en": "The project that was to pay for the post has been postponed to next year.",
        "reason_ru": "Проект, из которого оплачивается должность, перенесён на следующий год.",
    },
}


def load_changed_notices(*, now: datetime) -> None:
    for name, play in PLAYS.items():
        document = read(f"notices/{name}")
        office = Office.objects.get(code=document["office"])
        play(document, Diary(now, office.zone))


def extended_twice(document: Mapping[str, Any], diary: Diary) -> None:
    """Closed days ago, had it not been extended; the second extension goes on."""
    vacancy = _public(document, diary, days=-25, closes_at=diary.on(-6, CLOSING_HOUR))
    steps = [("first", -7, diary.on(-1, CLOSING_HOUR)), ("second", -2, diary.ahead(12, CLOSING_HOUR))]
    for key, days, closes_at in steps:
        deed = _deed(diary, OFFICER, days, "15:20")
        extend(vacancy=vacancy, closes_at=closes_at, **REASONS[key], **deed)


def corrected(document: Mapping[str, Any], diary: Diary) -> None:
    """Five working days more, as another person approved."""
    vacancy = _public(document, diary, days=-15, closes_at=diary.ahead(15, CLOSING_HOUR))
    correction = begin_correction(vacancy=vacancy, **_deed(diary, OFFICER, -6, "09:50"))
    copy = correction.working_copy
    if copy is None:
        return
    days = copy.working_days or 0
    fields: dict[str, Any] = {"working_days": days + 5}
    for name in ("duration_en", "duration_ru"):
        fields[name] = getattr(copy, name).replace(str(days), str(days + 5))
    stations = list(copy.duty_stations.values(*STATION))
    save_notice(vacancy=copy, fields=fields, stations=stations, **_deed(diary, OFFICER, -6, "10:05"))
    said = {"of_substance": True, "gap_reason": copy.gap_reason, **REASONS["correction"]}
    correction = submit(corrigendum=correction, **said, **_deed(diary, OFFICER, -6, "10:15"))
    approve(corrigendum=correction, **_deed(diary, APPROVER, -5, "11:30"))


def cancelled(document: Mapping[str, Any], diary: Diary) -> None:
    vacancy = _public(document, diary, days=-20, closes_at=diary.ahead(5, CLOSING_HOUR))
    proposed = propose_cancellation(
        vacancy=vacancy, **REASONS["cancellation"], **_deed(diary, OFFICER, -4, "16:40")
    )
    approve(corrigendum=proposed, **_deed(diary, APPROVER, -3, "10:10"))


def _public(document: Mapping[str, Any], diary: Diary, *, days: int, closes_at: datetime) -> Vacancy:
    """Imported on the working day `days`, submitted a day later, published after two more."""
    vacancy = import_notice(document=_dated(document, closes_at), **_deed(diary, OFFICER, days, "09:30"))
    submit_for_approval(
        vacancy=vacancy,
        gap_reason=document["gap_reason"],
        overruled_because=ALL_THE_SAME,
        **_deed(diary, OFFICER, days + 1, "12:00"),
    )
    return publish(
        vacancy=vacancy, overruled_because=ALL_THE_SAME, **_deed(diary, APPROVER, days + 3, "10:40")
    )


def _dated(document: Mapping[str, Any], closes_at: datetime) -> dict[str, Any]:
    """The document with its dates counted from the closing time, as far apart as they were."""
    starts_on = (closes_at + UNTIL_THE_START).date()
    later = starts_on - date.fromisoformat(document["starts_on"])

    def moved(row: Mapping[str, Any]) -> dict[str, Any]:
        due_on = row["due_on"] and (date.fromisoformat(row["due_on"]) + later).isoformat()
        return {**row, "due_on": due_on}

    return {
        **document,
        "closes_at": closes_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "starts_on": starts_on.isoformat(),
        "questions_until": None,
        "outputs": [moved(row) for row in document["outputs"]],
    }


def _deed(diary: Diary, who: str, days: int, hour: str) -> dict[str, Any]:
    return {"by": person(who), "at": diary.on(days, hour)}


PLAYS: Mapping[str, Callable[[Mapping[str, Any], Diary], None]] = {
    "home-based-data-expert": extended_twice,
    "enumerators-sixty-districts": corrected,
    "staff-project-assistant": cancelled,
}
