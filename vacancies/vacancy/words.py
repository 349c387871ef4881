"""What a word sounds like and where its endings begin: one analyser for what is written and what is asked.

Every word of a text leaves several keys in the index, and a question asks for one key of each of its words:

- the stem in its own script: «права» and «право» meet;
- the sound, which is one for all scripts and romanisations: «Худжанд», Khujand, Hujand and Khudzhand meet. A sound
  says by its mark whether it was written in Latin (LATIN) or in Cyrillic letters (CYRILLIC), so that within one
  script only stems and spellings meet, and «щит» does not find «шить».
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from snowballstemmer import stemmer

LATIN, CYRILLIC, SPELT = "+", "=", "~"
# Sounds shorter than this are in every text: "no" is not «но».
SHORTEST_SOUND = 3
# No word of a language is longer; PostgreSQL would refuse what is much longer.
LONGEST = 60

_APOSTROPHES = "'’ʼʻ`´"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[\u0300-\u036f\u00ad]|[{_APOSTROPHES}](?=[^\W_]))*")
_PART = re.compile(r"\d+|[^\W\d_]+")
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}]s$")
_DROPPED = re.compile(rf"[{_APOSTROPHES}\u00ad]")
# Accents and the dots of ё go; the breve that makes й of и stays.
_MARKS = re.compile("(?!(?<=и)\u0306)[\u0300-\u036f]")
_IS_CYRILLIC = re.compile("[\u0400-\u04ff]")
_IS_LATIN = re.compile("[a-z]")

# Letters of Turkmen and Turkish, and of the scientific transliteration, before their marks are taken away.
_HISSING = str.maketrans({"ş": "sh", "š": "sh", "ç": "ch", "č": "ch", "ž": "zh", "ý": "y", "ı": "i"})
# Letters of Kazakh, Kyrgyz, Tajik and Uzbek by the Russian ones they are written with elsewhere.
_NEIGHBOURS = str.maketrans(dict(zip("әғқңөұүһіҳҡєґ", "агкноуухихкег", strict=True)) | {"ҷ": "дж", "ў": "у"})
_LOOKALIKE = str.maketrans("авекмнорстухіјѕ", "abekmhopctyxijs")
_LOOKALIKE_BACK = str.maketrans("abekmhopctyxijs", "авекмнорстухіјѕ")

_TO_CYRILLIC = [
    ("shch|sch", "щ"), ("d?zh|dj", "дж"), ("sh", "ш"), ("tch|ch", "ч"), ("kh", "х"), ("ts|tz|c(?=[eiy])", "ц"),
    ("ck", "к"), ("ph", "ф"), ("th", "т"), ("gh", "г"), ("^x", "х"), ("x", "кс"),
    ("ija$|ia$|iya", "ия"), ("iju$|iu$|iyu", "ию"), ("ije$|iye", "ие"), ("(?<=[iyoea])j$", "й"), ("j", "дж"),
    ("ya", "я"), ("yu", "ю"), ("yo", "е"), ("(?<=[^aeiouy])ye", "ые"), ("ye", "е"),
    ("(?<=[aeiou])y|(?<=y)y|(?<=[aeou])i$", "й"), ("y", "ы"),
]  # fmt: skip
_ONE_BY_ONE = str.maketrans(dict(zip("abcdefghiklmnopqrstuvwz", "абкдефгхиклмнопкрстуввз", strict=True)))
_ROMAN = re.compile("|".join(f"(?P<g{n}>{pattern})" for n, (pattern, _sound) in enumerate(_TO_CYRILLIC)))
_SOUNDS = str.maketrans(
    dict(zip("абвгдежзийклмнопрстуфхыэ", "abvgdejziiklmnoprstufhie", strict=True))
    | {"ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "iu", "я": "ia", "ъ": "", "ь": ""}
)
_AGAIN = re.compile(r"(.)\1+")

_STOP_WORDS = (
    "a an and are as at be by for from in into is of on or the to with "
    "а без в во для до за и из или к ко на над о об от по под при с со у"
)
_STOP = frozenset(_STOP_WORDS.split())


@dataclass(frozen=True)
class Word:
    """A word of a text as it is compared, and where it stands there; `tied` says that it is glued to a number."""

    form: str
    start: int
    end: int
    tied: bool = False

    @property
    def is_stop(self) -> bool:
        """Whether it says too little to be looked for: "of", «для»; the letter of a reference does not."""
        return self.form in _STOP and not self.tied


def words(text: str) -> list[str]:
    """The words of `text` without case, accents and the difference of ё and е; numbers without leading zeros."""
    return [word.form for word in spelled(text)]


def spelled(text: str) -> Iterator[Word]:
    """The words of `text` with their places in it; "P11" are two, as is "11(C)", where the letter is tied."""
    number_ends = -1
    for found in _WORD.finditer(text):
        for part in _PART.findall(_folded(found.group())):
            is_number = part.isdigit()
            near = text[number_ends : found.start()] if number_ends >= 0 else None
            tied = near is not None and (number_ends == found.end() or near in ("", "(", "-", "/"))
            form = part.lstrip("0")[:LONGEST] or "0" if is_number else _in_one_script(part)[:LONGEST]
            yield Word(form, found.start(), found.end(), tied=tied and len(form) == 1)
            number_ends = found.end() if is_number else -1


@lru_cache(maxsize=50_000)
def written(form: str) -> tuple[str, ...]:
    """The keys that a word of a text leaves in the index."""
    if form.isdigit():
        return (form,)
    if _IS_CYRILLIC.search(form):
        return (stem(form), *_marked(CYRILLIC, sound(form)))
    return (stem(form), *_marked(SPELT, skeleton(form)), *_marked(LATIN, sound(form)))


@lru_cache(maxsize=10_000)
def asked(form: str) -> tuple[str, ...]:
    """The keys of which a text must have one to have the word of a question."""
    if form.isdigit():
        return (form,)
    if _IS_CYRILLIC.search(form):
        looks = form.translate(_LOOKALIKE)
        alike = () if _IS_CYRILLIC.search(looks) or len(form) > SHORTEST_SOUND else (looks,)
        return (stem(form), *_marked(LATIN, sound(form)), *alike)
    return (stem(form), *_marked(SPELT, skeleton(form)), *_marked(CYRILLIC, sound(form)))


def pair(first: str, second: str) -> str:
    """The key of two words that follow each other, stop words between them left out."""
    return f"{stem(first)}_{stem(second)}"


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """`word` without its endings, by its script; stemmed until nothing more comes off.

    Once is not enough for names: «Нурсултане» would lose one ending and «Нурсултан» another.
    """
    # A stemmer works on itself and so is never shared between threads; making one costs less than a microsecond.
    stemmed = stemmer("russian" if _IS_CYRILLIC.search(word) else "english").stemWord(word)
    return word if stemmed == word else stem(stemmed)


def sound(word: str) -> str:
    """How `word` sounds without its Russian endings, in a spelling that all romanisations lead to: hujand."""
    return _heard(stem(_in_cyrillic(word)))


def skeleton(word: str) -> str:
    """How `word` sounds with its endings, in whatever script it is written."""
    return word if word.isdigit() else _heard(_in_cyrillic(word))


def _folded(word: str) -> str:
    plain = _DROPPED.sub("", _POSSESSIVE.sub("", word.casefold()))
    plain = unicodedata.normalize("NFC", plain).translate(_HISSING)
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", plain))
    return unicodedata.normalize("NFC", bare).translate(_NEIGHBOURS)


def _in_one_script(word: str) -> str:
    """A word with letters of both scripts in the one it was meant in: most often one letter only looks right."""
    if not (_IS_CYRILLIC.search(word) and _IS_LATIN.search(word)):
        return word
    latin, cyrillic = word.translate(_LOOKALIKE), word.translate(_LOOKALIKE_BACK)
    if not _IS_CYRILLIC.search(latin):
        return latin
    return cyrillic if not _IS_LATIN.search(cyrillic) else _in_cyrillic(word)


def _in_cyrillic(word: str) -> str:
    """Latin letters by the Russian ones they stand for in most romanisations."""
    heard = _ROMAN.sub(lambda found: _TO_CYRILLIC[int(str(found.lastgroup)[1:])][1], word)
    return heard.translate(_ONE_BY_ONE)


def _heard(cyrillic: str) -> str:
    """Latin letters for sounds: ж and дж are one, as are ш and щ, и, й and ы; what is doubled stands once."""
    return _AGAIN.sub(r"\1", cyrillic.translate(_SOUNDS).replace("dj", "j"))


def _marked(mark: str, key: str) -> tuple[str, ...]:
    return (mark + key,) if len(key) >= SHORTEST_SOUND else ()
