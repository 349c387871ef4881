"""The files of the project, as the house tests read them."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("portal", "vacancies", "applications")


def modules(*, with_tests: bool = False) -> list[Path]:
    """Python files written by hand: no migrations."""
    places = (*APPS, "tests") if with_tests else APPS
    return [
        path
        for place in places
        for path in sorted((ROOT / place).rglob("*.py"))
        if "migrations" not in path.parts
    ]


def templates() -> list[Path]:
    return sorted(path for path in (ROOT / "templates").rglob("*") if path.suffix in {".html", ".txt"})


def pages() -> list[Path]:
    return [path for path in templates() if path.suffix == ".html"]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def lines_of(path: Path) -> int:
    return len(path.read_text().splitlines())


def functions(path: Path) -> list[tuple[str, int]]:
    """Name and number of lines of each function in a module, decorators left out."""
    return [
        (f"{name_of(path)}:{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
