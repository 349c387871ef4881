"""A document as the beginning of another notice: without its dates, with the standard clauses in force."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from portal.offices.models import Office
from vacancies.document import layout
from vacancies.document.layout import read
from vacancies.terms.standing import clauses_for


def as_template(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document without what belongs to one vacancy only: its reference, its dates, its clauses, its excuse."""
    said = deepcopy(dict(document))
    said |= {"reference": "", "closes_at": None, "questions_until": None, "starts_on": None}
    said |= {"gap_reason": "", "clauses": []}
    for output in said["outputs"]:
        output["due_on"] = None
    return said


def beginning(template: Mapping[str, Any], office: Office) -> dict[str, Any]:
    """What a notice that is begun now from a template says."""
    clauses = [read(layout.CLAUSE, clause) for clause in clauses_for(office, template["kind"])]
    return {**template, "clauses": clauses}
