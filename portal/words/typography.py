"""Setting a line of text: no-break spaces where a line must not end, in Russian and in English."""

import re
from collections.abc import Callable, Sequence

NBSP = "\N{NO-BREAK SPACE}"
_BEFORE_NEXT = "а|в|во|да|до|за|и|из|к|ко|на|не|ни|но|о|об|от|по|с|со|у"
_AFTER_PREVIOUS = "б|бы|ж|же|ли|ль"
_UNITS = (
    r"%|°C|г\.|год\w*|лет|месяц\w*|недел\w*|день|дн\w+|час\w*|мин\w*|сек\w*|балл\w*|знак\w*|страниц\w*|"
    r"тыс\.|млн|млрд|руб\w*|долл\w*|тенге|сом\w*|манат\w*|евро|км|кг|м|КБ|МБ|ГБ|"
    r"янв\w+|фев\w+|март\w*|апр\w+|мая|июн\w+|июл\w+|авг\w+|сент\w+|окт\w+|ноя\w+|дек\w+|"
    r"years?|months?|weeks?|days?|hours?|minutes?|points?|characters?|pages?|KB|MB|GB|km|kg|m|USD|EUR|KZT|UZS|"
    r"January|February|March|April|May|June|July|August|September|October|November|December"
)
_RULES: Sequence[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]] = [
    (re.compile(rf"(?<![\w-])({_BEFORE_NEXT}) +(?=\S)", re.IGNORECASE), rf"\1{NBSP}"),
    (re.compile(rf"(?<=\w) +(?=(?:{_AFTER_PREVIOUS})\b)"), NBSP),
    (re.compile(r"(?<=\S) +(?=[–—] )"), NBSP),
    (re.compile(r"(?<=[№§]) +(?=[\dA-ZА-ЯЁ])"), NBSP),
    (re.compile(r"(?<!\d)\d{1,3}(?: \d{3})+(?!\d)"), lambda figure: figure[0].replace(" ", NBSP)),
    (re.compile(rf"(?<=\d) +(?=(?:{_UNITS})(?!\w))"), NBSP),
    (re.compile(r"(?<![\w])([A-ZА-ЯЁ]\.) +(?=[A-ZА-ЯЁ][\w.])"), rf"\1{NBSP}"),
]


def set_text(text: str) -> str:
    """`text` with no-break spaces where a line must not end (docs of the design, section 2, "Type")."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text
