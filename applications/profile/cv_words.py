"""Words by which pieces of a CV are told apart: titles, employers, degrees, schools, languages, in Russian and English. Pure."""

import re

TITLE, EMPLOYER, DEGREE, SCHOOL = "title", "employer", "degree", "school"

_TITLES = (
    "доцент|профессор|преподавател|учител|юрист|юрисконсульт|адвокат|прокурор(?!ск)|следовател|консультант|эксперт|специалист"
    "|менеджер|координатор|директор|руководител|начальник|заведующ|заместител|ассистент|помощник|аналитик|исследователь"
    "|сотрудник|переводчик|корреспондент|журналист|редактор|бухгалтер|экономист|инженер|программист|разработчик|врач|медсестр"
    "|социолог|психолог|тренер|референт|рецензент|секретарь|интервьюер|оператор|администратор|стажер|методист|инспектор|советник"
    "|lecturer|professor|teacher|lawyer|advis[eo]r|attorney|prosecutor|consultant|expert|specialist|manager|coordinator|director"
    "|officer|assistant|analyst|researcher|translator|interpreter|editor|correspondent|journalist|accountant|economist|engineer"
    "|developer|programmer|doctor|nurse|trainer|secretary|interviewer|enumerator|administrator|intern(?!at)|inspector|counsel"
)
_SCHOOLS = "университет|институт|академи[яи]|колледж|лице[йя]|школа|гимнази|училищ|university|institute|academy|college|lyceum|school"
_EMPLOYERS = (
    f"{_SCHOOLS}|министерств|агентств|комитет|фонд|центр|организация|компания|ооо|осоо|тоо|ао|зао|оао|нпо|банк|бюро|коллеги[яи]"
    "|прокуратур|суд|служб[аы]|ассоциаци|проон|мом|юнисеф|оон|проект|программа|газета|издательств|больниц|посольств|миссия"
    "|представительств|завод|ministry|agency|committee|foundation|fund|cent(?:re|er)|organi[sz]ation|company|llc|ltd|inc|gmbh|bank"
    "|bureau|court|service|association|undp|iom|unicef|unhcr|un|project|programme|program|newspaper|hospital|embassy|mission|ngo"
    "|society|council|commission"
)
# Whole words: others begin with them.
_WHOLE = {
    "исследователь",
    "ооо",
    "осоо",
    "тоо",
    "ао",
    "зао",
    "оао",
    "нпо",
    "мом",
    "оон",
    "суд",
    "llc",
    "ltd",
    "inc",
    "iom",
    "un",
    "ngo",
    "fund",
}


def _stems(words: str) -> re.Pattern[str]:
    parts = (rf"{word}\b" if word in _WHOLE else word for word in words.split("|"))
    return re.compile(rf"\b(?:{'|'.join(parts)})", re.IGNORECASE)


_IS_TITLE, _IS_EMPLOYER, _IS_SCHOOL = _stems(_TITLES), _stems(_EMPLOYERS), _stems(_SCHOOLS)

# In Russian the noun comes first: «Коллегия адвокатов» employs them, «Адвокат коллегии» is one.
_BEGINS_AS_EMPLOYER = re.compile(rf"(?=[а-яё])(?:{_IS_EMPLOYER.pattern})", re.IGNORECASE)
# What stands further back only says what the employer, or the work, is about.
_HEAD_WORDS = 4

# Levels as vacancies name them; letters alone count only as capitals.
_LEVELS = {
    "doctorate": r"(?i:\b(?:кандидат|доктор)\s+(?:\S+\s+){0,2}наук|доктор философии|\bdoctor(?:ate)?\b|ph\.?\s?d)",
    "master": r"(?i:\bмагистр\b|\bмагистра\b|магистратур|\bmaster\b|\bmaster’s|\bmaster's|\bспециалист\b|\bспециалитет|ll\.?m)|\bM\.?Sc\b|\bMA\b|\bMBA\b",
    "bachelor": r"(?i:\bбакалавр|\bbachelor|ll\.?b)|\bB\.?Sc\b|\bBA\b",
    "secondary": r"(?i:\bсреднее (?:общее|полное)|\bаттестат|\bsecondary school|\bhigh school)",
}

_LANGUAGES = {
    "en": "английск|english", "ru": "русск|russian", "kk": "казахск|kazakh", "ky": "кыргызск|киргизск|kyrgyz",
    "tg": "таджикск|tajik", "tk": "туркменск|turkmen", "uz": "узбекск|uzbek", "fa": "персидск|фарси|дари|persian|farsi|dari",
    "ps": "пушту|pashto", "tr": "турецк|turkish", "az": "азербайджанск|azerbaijani", "ar": "арабск|arabic",
    "zh": "китайск|chinese", "es": "испанск|spanish", "fr": "французск|french", "de": "немецк|german", "hi": "хинди|hindi",
    "ur": "урду|urdu", "uk": "украинск|ukrainian", "it": "итальянск|italian", "ko": "корейск|korean", "ja": "японск|japanese",
    "kaa": "каракалпакск|karakalpak", "sgh": "шугнанск|shughni",
}  # fmt: skip
LANGUAGE = re.compile(
    r"\b(?:" + "|".join(f"(?P<{code}>{names})" for code, names in _LANGUAGES.items()) + r")\w*", re.IGNORECASE
)


def plain(text: str) -> str:
    """`text` for comparing: ё is е."""
    return text.replace("ё", "е").replace("Ё", "Е")


def kind_of_work(piece: str) -> str:
    """A title, an employer, or nothing that is certain."""
    text = plain(piece)
    head = " ".join(text.split()[:_HEAD_WORDS])
    if _IS_TITLE.search(text) and not _BEGINS_AS_EMPLOYER.match(text):
        return TITLE
    return EMPLOYER if _IS_EMPLOYER.search(head) else ""


def kind_of_study(piece: str) -> str:
    return DEGREE if levels_of(piece) else SCHOOL if _IS_SCHOOL.search(plain(piece)) else ""


def levels_of(piece: str) -> list[str]:
    """The levels of education whose words stand in `piece`."""
    return [level for level, words in _LEVELS.items() if re.search(words, piece)]


def pieces_of(line: str) -> list[str]:
    """What commas, semicolons, bars and dashes part, but not within quotation marks or brackets."""
    found, depth, here = [], 0, ""
    for part in re.split(r"([«“(\[»”)\]]|\s*[,;|·]\s*|\s+[–—-]\s+|\s{3,})", line):
        if part in {"«", "“", "(", "["}:
            depth += 1
        elif part in {"»", "”", ")", "]"}:
            depth -= 1
        elif depth <= 0 and re.fullmatch(r"\s*[,;|·]\s*|\s+[–—-]\s+|\s{3,}", part):
            found.append(here.strip())
            here = ""
            continue
        here += part
    return [piece for piece in [*found, here.strip()] if piece]
