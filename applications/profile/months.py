"""Months as people write them, in English and in Russian: 03.2019, March 2019, март 2019 г."""

import re
from datetime import date

_NAMES = (
    ("january", "jan", "январь", "января", "январе", "янв"),
    ("february", "feb", "февраль", "февраля", "феврале", "февр", "фев"),
    ("march", "mar", "март", "марта", "марте", "мар"),
    ("april", "apr", "апрель", "апреля", "апреле", "апр"),
    ("may", "май", "мая", "мае"),
    ("june", "jun", "июнь", "июня", "июне", "июн"),
    ("july", "jul", "июль", "июля", "июле", "июл"),
    ("august", "aug", "август", "августа", "августе", "авг"),
    ("september", "sept", "sep", "сентябрь", "сентября", "сентябре", "сент", "сен"),
    ("october", "oct", "октябрь", "октября", "октябре", "окт"),
    ("november", "nov", "ноябрь", "ноября", "ноябре", "нояб", "ноя"),
    ("december", "dec", "декабрь", "декабря", "декабре", "дек"),
)
_NUMBERS = {name: number for number, names in enumerate(_NAMES, 1) for name in names}
_WORD = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"

# A month and a year as they stand in a text, or a day of that month; to be compiled with IGNORECASE.
IN_TEXT = (
    rf"(?:(?:(?:0?[1-9]|[12]\d|3[01])\.)?(?:0?[1-9]|1[0-2])\.{_YEAR}"
    rf"|(?:0?[1-9]|1[0-2])/{_YEAR}"
    rf"|(?:{_WORD})\.?,?\s+{_YEAR})(?!\d)"
)
# Also as computers write it; in a text 2011-12 may be two years.
MONTH = rf"(?:{IN_TEXT}|{_YEAR}-(?:0[1-9]|1[0-2]))"
YEAR = rf"(?<!\d){_YEAR}(?!\d)"

_FIGURES = re.compile(rf"(?:\d\d?\.)?(?P<month>\d\d?)[./](?P<year>{_YEAR})")
_BACKWARDS = re.compile(rf"(?P<year>{_YEAR})-(?P<month>\d\d)")
_SPELT = re.compile(rf"(?P<word>{_WORD})\.?,?\s+(?P<year>{_YEAR})", re.IGNORECASE)
_TAIL = re.compile(r"\s*(?:г\.?|года?|году)$", re.IGNORECASE)


def month_of(text: str) -> date | None:
    """The first day of the month that `text` names, and nothing else with it; None where it names none."""
    text = _TAIL.sub("", text.strip())
    if not re.fullmatch(MONTH, text, re.IGNORECASE):
        return None
    if spelt := _SPELT.fullmatch(text):
        return date(int(spelt["year"]), _NUMBERS[spelt["word"].lower()], 1)
    figures = _FIGURES.fullmatch(text) or _BACKWARDS.fullmatch(text)
    return date(int(figures["year"]), int(figures["month"]), 1) if figures else None
