"""Where things live, and what they are called."""

import ast
import re

from tests.house.tree import APPS, ROOT, modules, name_of, pages

JUNK = {"utils", "helpers", "common", "misc", "services"}
AT_THE_ROOT = {*APPS, "templates", "locale", "tests", "docs", "deploy"}


def test_code_lives_in_three_apps_and_nowhere_else():
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")}
    assert folders - {"var"} <= AT_THE_ROOT


def test_no_module_or_package_is_a_junk_drawer():
    assert [name_of(path) for path in modules() if JUNK & {path.stem, *path.parent.parts}] == []


def test_every_module_says_in_one_line_what_lives_there():
    silent = [name_of(path) for path in modules() if not ast.get_docstring(ast.parse(path.read_text()))]
    assert silent == []


def test_roles_are_named_only_where_permissions_are_composed():
    word = re.compile(
        r"\bRole\.[A-Z]|\bholds(_anywhere)?\(|is_staff|is_superuser|SeatRole\.[A-Z]|\boffices_as\("
    )
    reading = [path for path in modules() if path.name in {"views.py", "urls.py", "feeds.py"}]
    assert [name_of(path) for path in [*reading, *pages()] if word.search(path.read_text())] == []


def test_nothing_is_imported_inside_a_function():
    found = [
        f"{name_of(path)}:{inner.lineno}"
        for path in modules()
        if path.name != "apps.py"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert found == []


def test_nobody_takes_the_present_for_themselves():
    """The clock is a parameter; the one place that asks for the present is the kernel's."""
    asking = re.compile(
        r"timezone\.now\(|datetime\.now\(|date\.today\(|utcnow\(|from portal\.kernel\.clock import"
    )
    assert [name_of(path) for path in modules() if asking.search(path.read_text())] == [
        "portal/kernel/clock.py"
    ]


def test_no_error_is_swallowed_whole():
    swallowing = re.compile(r"suppress\((Base)?Exception\)|except(\s+(Base)?Exception)?\s*:")
    assert [name_of(path) for path in modules() if swallowing.search(path.read_text())] == []
