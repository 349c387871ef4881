"""Small files and functions, so that everything can be read in one look."""

from statistics import median, quantiles

from tests.house.tree import ROOT, functions, lines_of, modules, name_of, templates

STYLES_AND_SCRIPTS = ("*.css", "*.js")


def test_no_module_is_longer_than_300_lines_and_no_test_than_500():
    limits = {path: 500 if "tests" in path.parts else 300 for path in modules(with_tests=True)}
    assert {name_of(path): lines_of(path) for path, limit in limits.items() if lines_of(path) > limit} == {}


def test_half_of_the_modules_are_short():
    assert median(lines_of(path) for path in modules() if path.name != "__init__.py") <= 75


def test_no_function_is_longer_than_50_lines_and_most_are_short():
    found = [function for path in modules() for function in functions(path)]
    assert {name: length for name, length in found if length > 50} == {}
    assert median(length for _name, length in found) <= 7
    assert quantiles((length for _name, length in found), n=20)[-1] <= 27


def test_no_template_is_longer_than_120_lines():
    assert {name_of(path): lines_of(path) for path in templates() if lines_of(path) > 120} == {}


def test_half_of_the_templates_are_short():
    assert median(lines_of(path) for path in templates()) <= 40


def test_no_style_sheet_or_script_is_longer_than_300_lines():
    found = [path for pattern in STYLES_AND_SCRIPTS for path in (ROOT / "portal" / "static").rglob(pattern)]
    assert found
    assert {name_of(path): lines_of(path) for path in found if lines_of(path) > 300} == {}
