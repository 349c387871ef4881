"""What the vacancy of the journey is about: its notice and plan in both languages, and what is said of its candidates."""

from dataclasses import dataclass
from datetime import UTC, datetime

# 18:00 in Astana.
CLOSES = datetime(2026, 12, 11, 13, 0, tzinfo=UTC)
CLOSING_DAY, CLOSING_HOUR = "2026-12-11", "18:00"

TITLE = {
    "en": "Lead expert on a manual of international migration law",
    "ru": "Ведущий эксперт по разработке учебного пособия по международному миграционному праву",
}
SUMMARY = {
    "en": "The office seeks an expert who writes a manual for the universities of five countries.",
    "ru": "Офис ищет эксперта, который напишет учебное пособие для вузов пяти стран.",
}
TERMS = {
    "en": "## Outputs\n\n1. A plan of the manual.\n2. The manual, **accepted** by the office.",
    "ru": "## Результаты работы\n\n1. План пособия.\n2. Пособие, **принятое** офисом.",
}
DURATION = {"en": "Five months", "ru": "Пять месяцев"}
CITY = {"en": "Astana", "ru": "Астана"}
# A word of the text in another form than it stands there.
SOUGHT = {"en": "manuals", "ru": "пособием"}

# Beside that of the office, which stands there already.
COUNTRIES = {
    "en": ("Kyrgyzstan", "Tajikistan", "Turkmenistan", "Uzbekistan"),
    "ru": ("Кыргызстан", "Таджикистан", "Туркменистан", "Узбекистан"),
}
NATIONALITY = {"en": "A citizen of one of the five countries", "ru": "Гражданство одной из пяти стран"}
EXPERIENCE = {
    "en": "At least seven years of work in international law",
    "ru": "Не менее семи лет работы в области международного права",
}
# With it every plan begins.
CV = {"en": "CV", "ru": "Резюме"}
PUBLICATIONS = {"en": "List of publications", "ru": "Список публикаций"}


@dataclass(frozen=True)
class Criterion:
    code: str
    name: dict
    points: str
    scale: str
    minimum: str
    anchors: dict


CRITERIA = (
    Criterion(
        "A",
        {"en": "Experience in teaching", "ru": "Опыт преподавания"},
        points="40",
        scale="5",
        minimum="2",
        anchors={
            "0": {"en": "Never taught", "ru": "Не преподавал"},
            "3": {"en": "Taught for three years", "ru": "Преподавал три года"},
            "5": {"en": "Leads a department", "ru": "Заведует кафедрой"},
        },
    ),
    Criterion(
        "B",
        {"en": "Publications on migration law", "ru": "Публикации по миграционному праву"},
        points="60",
        scale="60",
        minimum="",
        anchors={
            "0": {"en": "None", "ru": "Нет"},
            "60": {"en": "A textbook in use", "ru": "Действующий учебник"},
        },
    ),
)

STATEMENT = {
    "A": "С 2012 года преподаю международное право.",
    "B": "Два учебника и одиннадцать статей.",
}
# What each member gives the candidates C1, C2 and C3, on A and on B; the third is far from the others on C1, A.
MARKS = {
    "chair": {"C1": ("5", "52.5"), "C2": ("4", "41"), "C3": ("3", "38")},
    "quiet": {"C1": ("4", "48"), "C2": ("4", "44.5"), "C3": ("3", "30")},
    "guest": {"C1": ("2", "50"), "C2": ("5", "40"), "C3": ("4", "35")},
}
PRICES = {"C1": "12000.50", "C2": "9500", "C3": "11000"}
# The candidates by rank: the dearest is the best.
RANKS = {"cumulative": ["C2", "C1", "C3"], "technical": ["C1", "C2", "C3"]}
