"""A workbook computes the ranking again by its own formulas, in a real spreadsheet, to what the portal says."""

import json
import subprocess
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook

from applications.ranking.evaluation import evaluate, read_evaluation
from applications.reports.workbook import workbook
from tests.applications.ranking.brute import files
from tests.factories.portal import NOW
from tests.machine import need

ABOUT = [("Vacancy", "IOMKAZ/2026/11(C)")]


def made(file):
    evaluation = read_evaluation(json.dumps(file).encode())
    return workbook(said=file, result=evaluate(evaluation), evaluation=evaluation, about=ABOUT, at=NOW)


@pytest.fixture(scope="module")
def spreadsheet(tmp_path_factory):
    """`spreadsheet([content, …])`: the first sheet of each as a spreadsheet program shows it, computed anew."""
    program, place = need("soffice"), tmp_path_factory.mktemp("books")

    def computed(contents):
        for number, content in enumerate(contents):
            (place / f"{number}.xlsx").write_bytes(content)
        books = [place / f"{number}.xlsx" for number in range(len(contents))]
        home = f"-env:UserInstallation=file://{place}/home"
        order = [program, home, "--headless", "--convert-to", "xlsx", "--outdir", place / "out", *books]
        subprocess.run(order, check=True, capture_output=True, timeout=240)  # noqa: S603 - our own command
        return [load_workbook(place / "out" / book.name, data_only=True).worksheets[0] for book in books]

    return computed


def rows(sheet):
    heads, *lines = list(sheet.iter_rows(min_row=4, values_only=True))
    return {line[0]: dict(zip(heads, line, strict=True)) for line in lines}


def said_by(file):
    return {line["code"]: line for line in evaluate(read_evaluation(json.dumps(file).encode()))["results"]}


def many():
    """Evaluation files of every kind: the first of a strategy are simple, so some hundred are drawn."""
    found = []

    @settings(max_examples=120, deadline=None, derandomize=True, database=None)
    @given(files())
    def draw(file):
        found.append(file)

    draw()
    return found


def test_its_formulas_come_to_what_the_portal_says_whatever_was_ranked(spreadsheet):
    found = many()
    for file, sheet in zip(found, spreadsheet([made(file) for file in found]), strict=True):
        computed, said = rows(sheet), said_by(file)
        for code, line in said.items():
            assert (computed[code]["Rank"] or None) == line.get("rank"), (file, code)
            if "total" in line:
                assert abs(Decimal(str(computed[code]["Total"])) - Decimal(line["total"])) <= Decimal(
                    "0.005000001"
                )
        assert sheet["H2"].value == 1, file
    kinds = {(file["plan"]["method"], file["plan"].get("technical_scaling")) for file in found}
    assert len(kinds) > 3
    statuses = [{line["status"] for line in said_by(file).values()} for file in found]
    assert sum("ranked" in one and len(one) > 1 for one in statuses) > 10


def test_another_mark_weight_or_price_moves_the_places_as_the_portal_would(spreadsheet):
    before = two_of_three_by_price()
    after = two_of_three_by_price(weight="40", price="8000", mark="2")
    book = load_workbook(BytesIO(made(before)))
    places, plan, marks = book.worksheets
    plan["B2"] = 40
    places["D6"] = 8000
    next(row for row in marks.iter_rows() if row[0].value == "C1")[3].value = 2
    content = BytesIO()
    book.save(content)
    sheet = spreadsheet([content.getvalue()])[0]
    said = said_by(after)
    assert {code: line["Rank"] for code, line in rows(sheet).items()} == {"C1": 2, "C2": 1, "C3": None}
    assert {code: line.get("rank") for code, line in said.items()} == {"C1": 2, "C2": 1, "C3": None}
    assert [round(rows(sheet)[code]["Total"], 2) for code in ("C1", "C2")] == [
        float(said[code]["total"]) for code in ("C1", "C2")
    ]
    assert sheet["H2"].value == 0


def two_of_three_by_price(*, weight="30", price="12000", mark="5"):
    """C1 before C2, and C3 below the pass mark."""
    plan = {
        "method": "cumulative", "technical_weight": "70", "financial_weight": weight, "pass_mark": "50",
        "criteria": [{"code": "A", "points": "40", "scale": "5"}, {"code": "B", "points": "60", "scale": "10"}],
    }  # fmt: skip
    marks = {"C1": (mark, "9"), "C2": ("4", "8"), "C3": ("1", "2")}
    prices = {"C1": "10000", "C2": price, "C3": "100"}
    candidates = [
        {"code": code, "price": prices[code], "marks": {"M1": {"A": a, "B": b}}}
        for code, (a, b) in marks.items()
    ]
    return {"format": "evaluation/1", "plan": plan, "seed": "1", "members": ["M1"], "candidates": candidates}
