"""The sections of a CV, found by their headings: what a line is about depends on where it stands. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

HEAD, CONTACTS, WORK, EDUCATION, LANGUAGES, REFEREES, OTHER = (
    "head", "contacts", "work", "education", "languages", "referees", "other",
)  # fmt: skip
_HEADINGS = {
    CONTACTS: r"контакты|контактн\w+ (?:данные|информация)|личн\w+ (?:данные|информация)|contacts?|contact (?:details|information)"
    r"|personal (?:details|information|data)",
    WORK: r"(?:профессиональный |трудовой )?опыт(?: работы)?|трудовая деятельность|места? работы|карьера"
    r"|(?:professional |work |relevant )?experience|work history|employment(?: history| record)?|career(?: history)?",
    EDUCATION: r"(?:высшее |основное )?образование|education(?: and degrees)?|academic (?:background|qualifications)",
    LANGUAGES: r"(?:знание |владение |иностранные )?язык(?:и|ов|ами)|языковые навыки|languages?(?: skills)?|language proficiency",
    REFEREES: r"рекомендаци[ия]|рекомендател[ия]|referees?|references?",
}
_KNOWN = {
    kind: re.compile(rf"(?:\d+[.)]\s*)?(?:{words})\s*[:.]?", re.IGNORECASE)
    for kind, words in _HEADINGS.items()
}
# Words of headings under which nothing is read; only of short lines that can be no employer.
_OTHERS = re.compile(
    r"публикац|стать[ия]|издани|курсы|обучени|тренинг|навык|проекты|экспертн\w+ работ|редактор\w+ работ|преподаватель\w+ работ"
    r"|волонт|наград|достижени|интерес|хобби|о себе|кратко|коротко|главное|конференци|сертификат|программ|мероприяти|членств"
    r"|дополнительн|переводила?\b|цели|publication|articles|courses?|training|skills|projects|assignments|volunteer|award|interests"
    r"|hobbies|summary|profile|about me|conferences|certificat|written work|membership|additional|objective",
    re.IGNORECASE,
)
_MOST_WORDS = 5
# Longer ones are no lines of a CV, and would only take time.
_LONGEST = 500
_REFEREE_LINE = re.compile(
    r"рекоменд|поручител|referee|reference|supervisor|руководител\w*\s*:|факс|fax|экстренн|emergency",
    re.IGNORECASE,
)
BULLET = re.compile(r"^\s*[•●▪◦‣*·–—-]\s+")
_FOOT = re.compile(
    r"^\s*(?:\d{1,2}|.*\s\d{1,2}\s*/\s*\d{1,2}|(?:page|стр\.?|страница)\s*\d+.*)\s*$", re.IGNORECASE
)


@dataclass(frozen=True)
class Line:
    """A line of the CV as it stands, in its section."""

    section: str
    text: str

    @property
    def is_bullet(self) -> bool:
        return bool(BULLET.match(self.text))

    @property
    def is_of_another(self) -> bool:
        """Whether it speaks of somebody else who can be reached."""
        return bool(_REFEREE_LINE.search(self.text))


def lines_of(texts: list[str], dated: re.Pattern[str]) -> list[Line]:
    """Every line but headings and feet of pages; after a line that `dated` finds a time in comes no heading of its own."""
    return list(_lines("\n".join(texts), dated))


def _lines(text: str, dated: re.Pattern[str]) -> Iterator[Line]:
    section, before = HEAD, ""
    for raw in text.splitlines():
        line = raw.replace("\N{NO-BREAK SPACE}", " ").strip()
        if not line or len(line) > _LONGEST or _FOOT.match(line):
            continue
        found = _heading(line, after_a_date=bool(dated.search(before)))
        before = line
        if found:
            section = found
        else:
            yield Line(section, line)


def _heading(line: str, *, after_a_date: bool) -> str:
    for kind, words in _KNOWN.items():
        if words.fullmatch(line):
            return kind
    short = len(line.split()) <= _MOST_WORDS and not re.search(r"[\d,;@]", line)
    if short and not after_a_date and not BULLET.match(line) and _OTHERS.search(line):
        return OTHER
    return ""
