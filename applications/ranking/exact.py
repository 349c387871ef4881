"""The exact figures behind a frozen ranking, by the very functions that made it."""

import json
from functools import cached_property, partial
from typing import Any

from applications.ranking.evaluation import Beside, agreement_beside, read_evaluation
from applications.ranking.material import counted_members, counted_sheets
from applications.ranking.order import Judged, Place, break_tie, draw, judge, rank
from applications.scoring.formula import criterion_marks, shown


class Exact:
    """What an evaluation file comes to before anything is rounded."""

    def __init__(self, evaluation: dict[str, Any]) -> None:
        self.read = read_evaluation(json.dumps(evaluation, ensure_ascii=False).encode())
        self.plan = self.read.plan

    @cached_property
    def judged(self) -> dict[str, Judged]:
        members, plan = counted_members(self.read), self.plan
        found: dict[str, Judged] = {}
        for one in self.read.candidates:
            if sheets := counted_sheets(one, members, plan.absent_rule):
                found[one.code] = judge(one, criterion_marks(sheets.values(), plan.criteria), plan.criteria)
        return found

    @cached_property
    def places(self) -> list[Place]:
        return rank(self.plan, self.judged.values(), partial(draw, self.read.fingerprint, self.read.seed))

    @cached_property
    def beside(self) -> Beside:
        """What is said of the members' agreement beside the frozen result."""
        return agreement_beside(self.read)

    def below_minimum(self, code: str) -> list[tuple[str, str]]:
        """Criteria whose minimum the candidate does not reach, each with that minimum."""
        marks = self.judged[code].marks
        return [
            (one.code, shown(one.minimum))
            for one in self.plan.criteria
            if one.minimum is not None and marks[one.code] < one.minimum
        ]

    def is_drawn(self, code: str, other: str) -> bool:
        """Whether two candidates of one total are equal in every step of the tie-break: then the lot alone decides."""
        pair = [place for place in self.places if place.code in (code, other)]
        return all(self._first_by_lot(pair, lucky) == lucky for lucky in (code, other))

    def _first_by_lot(self, pair: list[Place], lucky: str) -> str:
        """Who of `pair` comes first where `lucky` has the better lot."""
        return break_tie(self.plan, pair, lambda code: str(code != lucky))[0].code
