"""Notices of the demonstration that were changed after their publication: extended twice, corrected, cancelled."""

from typing import Any

from applications.demonstration.applicants import amend_again, apply
from applications.demonstration.imported import bring_in
from applications.demonstration.notices import APPROVER, CLOSING_HOUR, OFFICER
from applications.demonstration.people import person
from applications.demonstration.scene import Scene
from vacancies.corrigenda.actions import (
    approve,
    begin_correction,
    extend,
    propose_cancellation,
    submit,
)
from vacancies.document.actions import save_template
from vacancies.models import Vacancy
from vacancies.vacancy.actions import STATION, save_notice

TEMPLATE = "Интервьюеры по районам"
FIVE_DAYS = 5
MORE = {
    "B": "Живу в Первомайском районе восьмой год, знаю дома, рынок и жилмассивы к северу от проспекта. Говорю по-кыргызски и "
    "по-русски. Пять дней обучения, о которых говорится в исправлении, мне подходят: у студентов это каникулы.",
}

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


def extended_twice(scene: Scene) -> None:
    """Closed days ago, had it not been extended; the second extension goes on."""
    diary = scene.diary
    vacancy = bring_in(scene, days=-25, closes_at=diary.on(-6, CLOSING_HOUR))
    steps = [("first", -7, diary.on(-1, CLOSING_HOUR)), ("second", -2, diary.ahead(12, CLOSING_HOUR))]
    for key, days, closes_at in steps:
        extend(vacancy=vacancy, closes_at=closes_at, **REASONS[key], **scene.deed(OFFICER, days, "15:20"))


def corrected(scene: Scene) -> None:
    """Five working days more, as another approved; of two who had applied, one has amended, and one may still do so."""
    vacancy = bring_in(scene, days=-15, closes_at=scene.diary.ahead(15, CLOSING_HOUR))
    apply(vacancy, scene)
    _correct(vacancy, scene)
    application = vacancy.applications.get(applicant=person("beknazarov"))
    # Between the approval and whatever they do in other offices, where it may still be yesterday.
    amend_again(application, scene, days=-5, changed=MORE)
    save_template(vacancy=vacancy, name=TEMPLATE, **scene.deed(OFFICER, -4, "16:05"))


def _correct(vacancy: Vacancy, scene: Scene) -> None:
    correction = begin_correction(vacancy=vacancy, **scene.deed(OFFICER, -6, "09:50"))
    copy = Vacancy.with_amendments.get(amends=vacancy)
    stations = list(copy.duty_stations.values(*STATION))
    save_notice(vacancy=copy, fields=_longer(copy), stations=stations, **scene.deed(OFFICER, -6, "10:05"))
    said = {"of_substance": True, "gap_reason": copy.gap_reason, **REASONS["correction"]}
    correction = submit(corrigendum=correction, **said, **scene.deed(OFFICER, -6, "10:15"))
    approve(corrigendum=correction, **scene.deed(APPROVER, -5, "11:30"))


def _longer(copy: Vacancy) -> dict[str, Any]:
    """Five working days more, in the number and in the words of both languages."""
    days = copy.working_days or 0
    fields: dict[str, Any] = {"working_days": days + FIVE_DAYS}
    for name in ("duration_en", "duration_ru"):
        fields[name] = getattr(copy, name).replace(str(days), str(days + FIVE_DAYS))
    return fields


def cancelled(scene: Scene) -> None:
    vacancy = bring_in(scene, days=-20, closes_at=scene.diary.ahead(5, CLOSING_HOUR))
    proposed = propose_cancellation(
        vacancy=vacancy, **REASONS["cancellation"], **scene.deed(OFFICER, -4, "16:40")
    )
    approve(corrigendum=proposed, **scene.deed(APPROVER, -3, "10:10"))
