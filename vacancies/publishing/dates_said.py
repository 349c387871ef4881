"""Closing dates that texts speak of, in Russian and in English: «до 18 ноября 2019 года», "by 18 November", 18.11.2026."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_ENGLISH = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_RUSSIAN = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]
_MONTHS = {
    **{name: number for names in (_ENGLISH, _RUSSIAN) for number, name in enumerate(names, start=1)},
    **{name[:3]: number for number, name in enumerate(_ENGLISH, start=1)},
    "sept": 9,
}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_YEAR = r"(?:,?\s+(?P<year>\d{4}))?"
_FORMS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|-?го)?\s+(?:of\s+)?{_MONTH}{_YEAR}",
        rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:){_YEAR}",
        r"\b(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d{4}|\d{2})\b",
        r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b",
    )
]
# Where a sentence ends: before a capital letter or a mark of Markdown, or with the line. «18 ноября 2019 г. до 18:00» goes on.
_SENTENCES = re.compile(r"(?<=[.!?;])\s+(?=[A-ZА-ЯЁ«“#*-])|\n+")
_CLOSING = re.compile(
    r"\b(?:clos(?:e[sd]?|ing)|deadline|submit\w*|submission|appl(?:y|ications?|icants?)|extend\w*|extension"
    r"|подач\w+|под[ао](?:ть|ются|вать|йте)|подан\w*|при[её]м\w*|принимают?ся|продл\w+|заявк\w+|заявлени\w+"
    r"|крайни\w+ срок\w*|закрыва\w+|закрыти\w+|присыла\w+|направля\w+)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class DateSaid:
    """A date as it is written, without a year where the text names none."""

    words: str
    month: int
    day: int
    year: int | None

    def is_on(self, day: date) -> bool:
        return (self.month, self.day) == (day.month, day.day) and self.year in (None, day.year)


def closing_dates(text: str) -> list[DateSaid]:
    """Dates in sentences of `text` that speak of closing, handing in or extending, in their order."""
    return [
        said for sentence in _SENTENCES.split(text) if _CLOSING.search(sentence) for said in _dates(sentence)
    ]


def _dates(sentence: str) -> Iterator[DateSaid]:
    found = [match for form in _FORMS for match in form.finditer(sentence)]
    for match in sorted(found, key=lambda match: match.start()):
        month = match["month"].lower()
        number, day = _MONTHS.get(month) or int(month), int(match["day"])
        if 1 <= number <= 12 and 1 <= day <= 31:
            yield DateSaid(match[0].strip(" ."), number, day, _year(match["year"]))


def _year(text: str | None) -> int | None:
    """Two figures are a year of this century."""
    return None if text is None else int(text) + (2000 if len(text) == 2 else 0)
