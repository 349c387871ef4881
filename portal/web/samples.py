"""Texts and figures of the style page, in both languages, long where life is long."""

from types import SimpleNamespace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.web.forms import LimitedText

TITLES = {
    "en": "National Consultant to Compile a Collection of Legislative Acts of Turkmenistan on Trafficking in Persons",
    "ru": "Ведущий эксперт по разработке учебного пособия «Международное миграционное право: возвратная миграция»",
}
LEADS = {
    "en": "Selects, arranges and comments on the legal acts in force – 12 500 pages in all.",
    "ru": "Координация авторского коллектива, разработка и пилотирование учебного пособия – 12 500 страниц на 5 языках.",
}
CRITERIA = {
    "en": [
        (
            "A",
            "Experience in writing textbooks and curricula",
            "Published textbooks, courses for universities",
            30,
        ),
        ("B", "Knowledge of international migration law", "Including return migration and readmission", 25),
        ("C", "Plan and method", "Realism, piloting, the law of five countries", 20),
        ("D", "Languages and writing", "Fluent Russian, one language of the region is an advantage", 10),
    ],
    "ru": [
        ("A", "Опыт разработки учебных пособий и программ", "Изданные пособия, курсы для вузов", 30),
        ("B", "Знание международного миграционного права", "В том числе норм о возвратной миграции", 25),
        ("C", "План и методика разработки пособия", "Реалистичность, пилотирование, право пяти стран", 20),
        ("D", "Языки и письменная речь", "Русский свободно, один из языков региона – преимущество", 10),
    ],
}
MARKDOWN = {
    "en": "## Terms of reference\n\nThe expert **coordinates** the authors:\n\n- plan of the textbook;\n- piloting in 2 universities.\n\n"
    "| Output | Due | Share |\n|---|---|--:|\n| Plan | 25 January 2027 | 20 % |\n| Manuscript | 15 March 2027 | 80 % |\n",
    "ru": "## Техническое задание\n\nЭксперт **координирует** работу авторов:\n\n- план пособия;\n- занятия в 2 вузах.\n\n"
    "| Результат | Срок | Доля |\n|---|---|--:|\n| План | 25 января 2027 | 20 % |\n| Рукопись | 15 марта 2027 | 80 % |\n",
}
ANSWERS = {
    "en": "Since 2016 I have taught “Migration Law” at the Eurasian National University. " * 3,
    "ru": "С 2016 года веду курс «Миграционное право» в Евразийском национальном университете. " * 3,
}
NAMES = ["Ахметова Динара Сериковна", "Мухаммадиев Азизбек Шухратжонович", "Miller Anna"]
HOTLINES = [
    SimpleNamespace(phone="+(993 12) 463514", dialled="+99312463514", note=""),
    SimpleNamespace(phone="+(993 422) 32229", dialled="+99342232229", note=""),
]


class SampleForm(forms.Form):
    """One field of each kind, filled in so that some are wrong."""

    mark_optional = True
    email = forms.EmailField(
        label=gettext_lazy("E-mail address"), help_text=gettext_lazy("A code will be sent to it.")
    )
    statement = LimitedText(label=gettext_lazy("Statement"), limit=200, rows=4)
    office = forms.ChoiceField(
        label=gettext_lazy("Office"),
        choices=[("kz", "Kazakhstan / Казахстан"), ("tm", "Turkmenistan / Туркменистан")],
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"),
        choices=[("ru", "Русский"), ("en", "English"), ("tm", "Türkmençe")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    degree = forms.ChoiceField(
        label=gettext_lazy("University degree"),
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        widget=forms.RadioSelect,
    )
    cv = forms.FileField(
        label=gettext_lazy("CV"), help_text=gettext_lazy("PDF, DOCX or a scan, up to 10 MB."), required=False
    )
    true = forms.BooleanField(label=gettext_lazy("What I have stated is true"))


def sample_form(language: str) -> SampleForm:
    """The form as it comes back from the server with its errors."""
    return SampleForm(
        {"email": "dinara.example.org", "statement": ANSWERS[language], "languages": ["ru"], "office": "kz"}
    )


def working_samples() -> dict[str, Any]:
    """What only working pages show: the pipeline, tabs, steps."""
    return {
        "stages": [
            {"label": _("Drafts"), "number": 63, "note": _("contents closed")},
            {
                "label": _("Submitted"),
                "number": 41,
                "note": _("6 new today"),
                "url": "#pipe",
                "current": True,
            },
            {"label": _("Admitted"), "number": 28, "note": _("4 to check"), "url": "#pipe"},
            {"label": _("Decision"), "number": "–", "note": _("by 20 January"), "url": "#pipe"},
        ],
        "tabs": [
            {"label": _("Applications"), "url": "#tabs", "current": True, "number": 41},
            {"label": _("Notice"), "url": "#tabs", "number": None},
            {"label": _("Questions"), "url": "#tabs", "number": 0},
        ],
        "path": [
            {"title": _("Requirements"), "url": "#path", "word": _("filled in"), "kind": "ok on"},
            {
                "title": _("Criteria"),
                "url": "#path",
                "word": _("in progress"),
                "kind": "go half",
                "current": True,
            },
            {"title": _("Documents"), "url": "#path", "word": _("not begun"), "kind": ""},
        ],
        "timeline": [
            {"title": _("Published"), "when": "9.11.2026", "state": "done"},
            {"title": _("Applications"), "when": "11.12.2026", "state": "now"},
            {"title": _("Decision"), "when": "20.01.2027", "state": ""},
        ],
        "marks": range(6),
    }
