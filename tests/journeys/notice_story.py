"""What the journeys of publishing are about: what is written into a notice, changed in it, asked and answered."""

from datetime import UTC, datetime

FILE = "applications/demonstration/data/notices/intern-communication.json"
TITLE = {"en": "Intern, public information", "ru": "Стажёр по общественной информации"}
REFERENCE = "IOMALA/2026/05(I)"
# A word of the Russian summary, typed in Latin letters.
SOUGHT, FOUND = "stazhirovka", "стажировку"

# The summary is changed in one language, then the other is brought after it.
SUMMARY = {
    "en": "The sub-office in Almaty invites a student to an internship of seven months in public information.",
    "ru": "Субофис в Алматы приглашает студента на семимесячную стажировку по общественной информации.",
}
REMARK = "Напишите, сколько часов в неделю."
RETURNED = "Не сказано, сколько времени нужно."
DURATION = {"en": "Seven months, 20 hours a week", "ru": "Семь месяцев, 20 часов в неделю"}
LONGER = {"en": "Eight months, 20 hours a week", "ru": "Восемь месяцев, 20 часов в неделю"}
# Independence Day, on which nobody works, and the Friday after it.
HOLIDAY, FRIDAY = "2026-12-16", "2026-12-18"
CLOSES = datetime(2026, 12, 14, 13, 0, tzinfo=UTC)
EXTENDED = datetime(2026, 12, 18, 13, 0, tzinfo=UTC)

ASKED = "Можно ли проходить стажировку удалённо?"
QUESTION = {"en": "Can the internship be done from home?", "ru": "Можно ли стажироваться удалённо?"}
ANSWER = {"en": "One day a week, by arrangement.", "ru": "Один день в неделю, по договорённости."}
REASONS = {
    "extension": {"en": "Few students have applied.", "ru": "Заявок от студентов мало."},
    "correction": {"en": "The project was prolonged.", "ru": "Проект продлён."},
    "cancellation": {"en": "The project has lost its funds.", "ru": "Проект лишился средств."},
}

# The notice of the second journey.
SHORT_DAY = "2026-11-27"
OVERRULED = "The donor closes its books in December"
OUTPUTS = (
    ({"en": "A plan of the manual", "ru": "План пособия"}, "40"),
    ({"en": "The manual", "ru": "Пособие"}, "60"),
)
LOTS = "Bishkek | Бишкек | 2\nOsh | Ош\n"
LOT = {"en": "Osh", "ru": "Ош"}
SCHEDULED_DAY, SCHEDULED_HOUR = "2026-11-23", "09:00"
STATEMENT = {"A": "Twelve years at a law faculty.", "B": "Two textbooks and eleven papers."}
AMENDED = {**STATEMENT, "B": "Two textbooks, eleven papers, and a third textbook in print."}
DURATIONS = {
    "before": {"en": "Five months", "ru": "Пять месяцев"},
    "after": {"en": "Six months", "ru": "Полгода"},
}
