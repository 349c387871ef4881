"""Evaluation files for tests, written short."""

import json

from applications.ranking.evaluation import evaluate, read_evaluation

MEMBERS = ("M1", "M2", "M3")
ONE = ({"code": "A", "points": "100", "scale": "100"},)
TWO = (
    {"code": "A", "points": "40", "scale": "5"},
    {"code": "B", "points": "60", "scale": "60", "minimum": "30"},
)


def paper(*candidates, criteria=TWO, members=2, seed="2026-11-21/1", **plan):
    """A file with the given candidates and, but for ``plan``, a plan of the method ``technical``."""
    return {
        "format": "evaluation/1",
        "plan": {"method": "technical", "criteria": [dict(one) for one in criteria], **plan},
        "seed": seed,
        "members": list(MEMBERS[:members]),
        "candidates": list(candidates),
    }


def candidate(code, *sheets, **more):
    """A candidate with each member's marks, in the order of members and criteria; None for no marks."""
    marks = {
        member: dict(zip("ABC", sheet, strict=False))
        for member, sheet in zip(MEMBERS, sheets, strict=False)
        if sheet is not None
    }
    return {"code": code, "marks": marks, **more}


def cumulative(*candidates, technical="70", financial="30", **more):
    return paper(
        *candidates, method="cumulative", technical_weight=technical, financial_weight=financial, **more
    )


def read(file):
    return read_evaluation(json.dumps(file, ensure_ascii=False).encode())


def result(file):
    return evaluate(read(file))


def lines(file):
    """Each candidate's entry of the result, by code."""
    return {line["code"]: line for line in result(file)["results"]}


def order(file):
    return [line["code"] for line in result(file)["results"] if line["status"] == "ranked"]


def statuses(file):
    return {code: line["status"] for code, line in lines(file).items()}
