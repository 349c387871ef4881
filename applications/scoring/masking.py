"""Takes out of a text what tells whose it is: names in every script and spelling, addresses, links, telephones. By rule, so never for certain."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from applications.screening.likeness import heard
from vacancies.vacancy.words import Word, skeleton, sound, spelled, words

Span = tuple[int, int]

# A name as short as this is a word of the language too («Ким» and «кем»), unless it is written with a capital.
_SHORT = 4
_PHONE_DIGITS = 7
_EMAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_ENDS = "com|org|net|info|int|edu|gov|eu|io|me|pro|site|online|ru|kz|kg|tj|tm|uz|рф"
_LINK = re.compile(rf"(?:https?://|www\.)\S+|\b[A-Za-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:{_ENDS})\b(?:/\S*)?")
_HANDLE = re.compile(r"(?<![\w/.])@\w{3,}")
_DIALLED = re.compile(r"(?<!\w)[+(]?\d[\d \t\u00a0().\-–/]{6,}\d(?!\w)")
_DATES = re.compile(r"(?<!\d)(?:(?:\d{1,2}[./])?\d{1,2}[./])?(?:19|20)\d\d(?!\d)")
_LABELS = (
    r"date of birth|birth ?date|d\.?o\.?b\.?|place of birth|born|(?:home |postal |mailing |residential )?address|"
    r"passport(?: (?:no|number))?|skype|telegram|whatsapp|viber|linkedin|facebook|instagram|"
    r"(?:дата|год|место|дата и место) рождения|родил(?:ся|ась)|(?:домашний |почтовый )?адрес(?: проживания| регистрации)?|"
    r"место жительства|прописка|паспорт|иин|инн|пинфл|телеграм"
)
# What follows such a label, to the end of the line, or the next line where it stands alone.
_LABELLED = re.compile(
    rf"^[^\w\n]*(?:{_LABELS})(?:[ \t]*[:|–—-][ \t]*(?P<here>\S[^\n]*)|[ \t]*:?[ \t]*\n[ \t]*(?P<below>\S[^\n]*)|[ \t]+(?P<day>(?:on )?\d[^\n]*))",
    re.IGNORECASE | re.MULTILINE,
)
_INITIALS_BEFORE = re.compile(r"(?:\b[A-ZА-ЯЁ]\.\s?){1,2}$")
_INITIALS_AFTER = re.compile(r"^\s?(?:[A-ZА-ЯЁ]\.\s?){1,2}")


@dataclass(frozen=True)
class Hidden:
    """What is to be taken out: names as they sound, the short ones apart, and passages word by word."""

    names: frozenset[str]
    short: frozenset[str] = frozenset()
    passages: tuple[str, ...] = ()

    @classmethod
    def of(cls, names: Iterable[str], passages: Iterable[str] = ()) -> "Hidden":
        parts = {part for name in names for part in words(name) if len(part) > 1 and not part.isdigit()}
        long = {part for part in parts if len(part) > _SHORT}
        return cls(_keys(*long), _keys(*(parts - long)), tuple(passages))


def masked(text: str, hidden: Hidden, mark: str) -> str:
    """`text` with `mark` in place of whatever tells of the person; what stands side by side is hidden by one mark."""
    parts, at = [], 0
    for start, end in _merged(text, sorted(_spans(text, hidden))):
        parts += [text[at:start], mark]
        at = end
    return "".join([*parts, text[at:]])


def _spans(text: str, hidden: Hidden) -> Iterator[Span]:
    for pattern in (_EMAIL, _LINK, _HANDLE):
        yield from (found.span() for found in pattern.finditer(text))
    yield from (found.span() for found in _DIALLED.finditer(text) if _is_dialled(found.group()))
    for found in _LABELLED.finditer(text):
        yield found.span(str(found.lastgroup))
    for passage in hidden.passages:
        yield from (found.span() for found in _as_written(passage).finditer(text))
    for word in spelled(text):
        if _is_name(word, text, hidden):
            yield _with_initials(text, word.start, word.end)


def _keys(*parts: str) -> frozenset[str]:
    """Parts of a name as they sound, with their endings and without: Иванова, Иванов, Ivanov."""
    heard_as = ((heard(skeleton(part)), heard(sound(part))) for part in parts)
    return frozenset(key for keys in heard_as for key in keys if key)


def _is_name(word: Word, text: str, hidden: Hidden) -> bool:
    if len(word.form) == 1 or word.form.isdigit():
        return False
    keys = _keys(word.form)
    return not hidden.names.isdisjoint(keys) or (
        text[word.start].isupper() and not hidden.short.isdisjoint(keys)
    )


def _with_initials(text: str, start: int, end: int) -> Span:
    before = _INITIALS_BEFORE.search(text[max(0, start - 8) : start])
    after = _INITIALS_AFTER.search(text[end : end + 8])
    return start - (len(before.group()) if before else 0), end + (len(after.group().rstrip()) if after else 0)


def _is_dialled(run: str) -> bool:
    """Whether digits are enough for a telephone when years and dates are left out."""
    return len(re.sub(r"\D", "", _DATES.sub("", run))) >= _PHONE_DIGITS


def _as_written(passage: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(map(re.escape, passage.split())), re.IGNORECASE)


def _merged(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Spans that overlap, or have only space between them on one line, as one."""
    last: Span | None = None
    for start, end in spans:
        if start == end:
            continue
        if last and (start <= last[1] or text[last[1] : start].strip(" \t\u00a0") == ""):
            last = (last[0], max(last[1], end))
            continue
        if last:
            yield last
        last = (start, end)
    if last:
        yield last
