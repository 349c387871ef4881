"""Every text a person sees stands in both languages."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import polib
from django.conf import settings

from tests.house.tree import APPS, ROOT
from tests.machine import need

GETTEXT = {"_", "gettext", "ngettext", "pgettext", "gettext_lazy", "ngettext_lazy", "pgettext_lazy"}
BROKEN_TAG = re.compile(r"{%[^%]*\n")
RUSSIAN = ROOT / "locale" / "ru" / "LC_MESSAGES" / "django.po"


def test_every_text_is_translated_and_none_is_a_guess():
    catalogue = polib.pofile(str(RUSSIAN))
    assert len(catalogue) > 100
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []


def test_every_plural_has_its_three_russian_forms():
    plurals = [entry for entry in polib.pofile(str(RUSSIAN)) if entry.msgid_plural]
    forms = {entry.msgid: len(list(filter(None, entry.msgstr_plural.values()))) for entry in plurals}
    assert [text for text, number in forms.items() if number < 3] == []


def test_the_compiled_translations_are_those_of_the_catalogue():
    compiled = {
        (entry.msgctxt, entry.msgid): entry.msgstr or dict(entry.msgstr_plural)
        for entry in polib.mofile(str(RUSSIAN.with_suffix(".mo")))
    }
    written = {
        (entry.msgctxt, entry.msgid): entry.msgstr or dict(entry.msgstr_plural)
        for entry in polib.pofile(str(RUSSIAN))
        if not entry.obsolete
    }
    assert compiled == written


def test_placeholders_survive_translation():
    def holes(text: str) -> set[str]:
        return {part.split(")")[0] for part in text.split("%(")[1:]}

    wrong = [
        entry.msgid
        for entry in polib.pofile(str(RUSSIAN))
        if not entry.msgid_plural and holes(entry.msgid) != holes(entry.msgstr)
    ]
    assert wrong == []


def test_no_text_of_the_code_is_missing_from_the_catalogue(tmp_path):
    """Collects the texts anew, in a copy, and compares."""
    need("msgfmt")
    for place in (*APPS, "templates", "locale", "manage.py"):
        subprocess.run(["cp", "-r", ROOT / place, tmp_path / place], check=True)  # noqa: S603, S607
    command = [
        "django-admin",
        "makemessages",
        "-l",
        "ru",
        "--no-obsolete",
        "--no-wrap",
        "--add-location=file",
    ]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, env=_environment())  # noqa: S603
    collected = tmp_path / "locale" / "ru" / "LC_MESSAGES" / "django.po"
    assert _texts(collected) == _texts(RUSSIAN)


def test_no_text_hides_from_the_collection():
    """What stands in an f-string, or in a tag that runs over a line, is neither collected nor translated."""
    modules = [path for app in APPS for path in (ROOT / app).rglob("*.py")]
    hidden = [
        path.name for path in modules if any(map(_calls_gettext, ast.walk(ast.parse(path.read_text()))))
    ]
    broken = [path.name for path in (ROOT / "templates").rglob("*.*") if BROKEN_TAG.search(path.read_text())]
    assert (hidden, broken) == ([], [])


def _calls_gettext(node: ast.AST) -> bool:
    inside = ast.walk(node) if isinstance(node, ast.JoinedStr) else ()
    return any(isinstance(one, ast.Name) and one.id in GETTEXT for one in inside)


def _environment() -> dict[str, str]:
    """Ours, without the settings of the tests, which are not in the copy."""
    ours = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    return {**ours, "PATH": f"{Path(sys.executable).parent}:{ours['PATH']}"}


def _texts(path) -> set[tuple[str | None, str]]:
    return {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(path)) if not entry.obsolete}


def test_both_languages_are_offered():
    assert [code for code, _name in settings.LANGUAGES] == ["en", "ru"]
