"""Finding vacancies by words: one analyser for what is written and what is asked, the same on every database."""

import re
import unicodedata
from collections.abc import Iterator

from snowballstemmer import stemmer

from portal.kernel.bilingual import languages
from vacancies.vacancy.models import Vacancy, VacancyQuerySet

_WORD = re.compile(r"[^\W_]+")
# Accents and the dots of ё go; the breve that makes й of и stays.
_MARKS = re.compile("(?!(?<=и)\u0306)[\u0300-\u036f]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")

_TO_LATIN = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True))
    | {
        "ж": "zh",
        "х": "kh",
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "щ": "shch",
        "ю": "yu",
        "я": "ya",
        "ъ": "",
        "ь": "",
    }
    # Letters of Kazakh, Kyrgyz, Tajik and Uzbek.
    | dict(zip("әғқңөұүһіҳҷҡ", "agknouuhihjk", strict=True))
)
_TO_CYRILLIC = (
    {
        "shch": "щ",
        "kh": "х",
        "zh": "ж",
        "ch": "ч",
        "sh": "ш",
        "ts": "ц",
        "yu": "ю",
        "ya": "я",
        "yo": "е",
        "ye": "е",
    }
    | {"ay": "ай", "ey": "ей", "iy": "ий", "oy": "ой", "uy": "уй", "x": "кс"}
    | dict(zip("abcdefghijklmnopqrstuvwyz", "абкдефгхижклмнопкрстуввыз", strict=True))
)
_LATIN_SOUND = re.compile("|".join(_TO_CYRILLIC))


def search_text_of(vacancy: Vacancy) -> str:
    """What `Vacancy.search_text` holds: the stems of all its texts in both languages, each between spaces.

    Every word stands there in both scripts, so that «Алматы» finds "Almaty" and the reverse.
    """
    written = dict.fromkeys(word for text in _texts(vacancy) for word in words(text))
    forms = dict.fromkeys(stem(form) for word in written for form in (word, in_other_script(word)))
    return f" {' '.join(forms)} "


def matching(queryset: VacancyQuerySet, text: str) -> VacancyQuerySet:
    """The vacancies of `queryset` that have every word of `text` in some form; all of them for an empty text.

    A text without a single word, such as "?!", is found nowhere.
    """
    asked = dict.fromkeys(map(stem, words(text)))
    if not asked:
        return queryset.none() if text.strip() else queryset
    for form in asked:
        queryset = queryset.filter(search_text__contains=f" {form} ")
    return queryset


def words(text: str) -> list[str]:
    """The words of `text`, without case, accents and the difference of ё and е."""
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return _WORD.findall(unicodedata.normalize("NFC", bare))


def stem(word: str) -> str:
    """`word` without its endings, by its script; stemmed until nothing more comes off.

    Once is not enough for names: «Нурсултане» would lose one ending and «Нурсултан» another.
    """
    # A stemmer works on itself and so is never shared between threads; making one costs less than a microsecond.
    stemmed = stemmer("russian" if _CYRILLIC.search(word) else "english").stemWord(word)
    return word if stemmed == word else stem(stemmed)


def in_other_script(word: str) -> str:
    """`word` in Latin letters when it is Cyrillic, in Cyrillic when it is Latin: almaty, алматы."""
    if _CYRILLIC.search(word):
        return word.translate(_TO_LATIN)
    return _LATIN_SOUND.sub(lambda sound: _TO_CYRILLIC[sound.group()], word)


def _texts(vacancy: Vacancy) -> Iterator[str]:
    yield vacancy.reference
    for language in languages():
        for name in ("title", "summary", "terms", "duration"):
            yield getattr(vacancy, f"{name}_{language}")
        for name in ("name", "city"):
            yield getattr(vacancy.office, f"{name}_{language}")
        for station in vacancy.duty_stations.all():
            yield getattr(station, f"city_{language}")
