"""The rules once more, as naively as possible, on the file's own dictionaries, and random files to compare on."""

import hashlib
from fractions import Fraction

from hypothesis import strategies as st

from tests.applications.ranking.paper import MEMBERS


def standing(file):
    return [
        one for one in file["candidates"] if one.get("eligible", True) and not one.get("withdrawn", False)
    ]


def judges(file, one):
    """The members whose marks count for one candidate who stands."""
    if file["plan"].get("absent_rule", "member") == "cell":
        return [member for member in file["members"] if member in one["marks"]]
    return [member for member in file["members"] if all(member in other["marks"] for other in standing(file))]


def mark(file, one, criterion):
    given = [Fraction(one["marks"][member][criterion["code"]]) for member in judges(file, one)]
    total = Fraction(0)
    for value in given:
        total += value
    return total / len(given)


def percent(file, one):
    points = sum(Fraction(criterion["points"]) for criterion in file["plan"]["criteria"])
    earned = sum(
        mark(file, one, criterion) / Fraction(criterion["scale"]) * Fraction(criterion["points"])
        for criterion in file["plan"]["criteria"]
    )
    return 100 * earned / points


def passes(file, one):
    plan = file["plan"]
    minimums = [(mark(file, one, criterion), criterion.get("minimum")) for criterion in plan["criteria"]]
    reached = all(minimum is None or value >= Fraction(minimum) for value, minimum in minimums)
    return reached and (plan.get("pass_mark") is None or percent(file, one) >= Fraction(plan["pass_mark"]))


def totals(file, financial=None):
    """The exact total of each of the ranked; ``financial`` in place of the plan's weights, in per cent of both."""
    plan = file["plan"]
    ranked = [one for one in standing(file) if passes(file, one)]
    if plan["method"] == "lowest_price":
        return {one["code"]: Fraction(one["price"]) for one in ranked}
    if plan["method"] == "technical":
        points = sum(Fraction(criterion["points"]) for criterion in plan["criteria"])
        return {one["code"]: percent(file, one) * points / 100 for one in ranked}
    technical_weight, financial_weight = (
        Fraction(plan["technical_weight"]),
        Fraction(plan["financial_weight"]),
    )
    if financial is not None:
        technical_weight, financial_weight = 100 - financial, financial
    found = {}
    for one in ranked:
        best = (
            max(percent(file, other) for other in ranked)
            if plan.get("technical_scaling") == "relative"
            else 100
        )
        scaled = 100 * percent(file, one) / best if best else 0
        lowest = min(Fraction(other["price"]) for other in ranked)
        found[one["code"]] = technical_weight * scaled / 100 + financial_weight * lowest / Fraction(
            one["price"]
        )
    return found


def ranking(file, fingerprint, financial=None):
    """The codes of the ranked, the best first."""
    points = totals(file, financial)
    by_code = {one["code"]: one for one in file["candidates"]}
    worst_first = file["plan"]["method"] == "lowest_price"

    def key(code):
        one = by_code[code]
        steps = {
            "technical": lambda: -percent(file, one),
            "price": lambda: Fraction(one["price"]),
            **{
                f"criterion:{criterion['code']}": lambda criterion=criterion: -mark(file, one, criterion)
                for criterion in file["plan"]["criteria"]
            },
        }
        lot = hashlib.sha256(f"{fingerprint}:{file['seed']}:{code}".encode()).hexdigest()
        total = points[code] if worst_first else -points[code]
        return [total, *(steps[step]() for step in file["plan"].get("tie_break", ["technical"])), lot]

    return sorted(points, key=key)


def tipping(file, fingerprint):
    """The nearest change of the first place below and above the published weight: walking from level to level.

    Between two neighbouring levels nobody overtakes anybody, so one ranking half-way tells who is first there.
    """
    at_none, at_full = totals(file, Fraction(0)), totals(file, Fraction(100))
    gaps = [
        (at_none[one] - at_none[other], at_full[one] - at_full[other]) for one in at_none for other in at_none
    ]
    levels = {100 * none / (none - full) for none, full in gaps if none != full}
    technical, financial = (
        Fraction(file["plan"]["technical_weight"]),
        Fraction(file["plan"]["financial_weight"]),
    )
    published = 100 * financial / (technical + financial)
    (first, *_) = ranking(file, fingerprint)
    found = []
    for end in (0, 100):
        way = sorted(
            {weight for weight in {*levels, end} if min(published, end) <= weight <= max(published, end)}
            - {published}
        )
        here = published
        for level in way if end else reversed(way):
            between = ranking(file, fingerprint, (here + level) / 2)[0]
            if between != first:
                found.append((here, between))
                break
            here = level
        else:
            at_end = ranking(file, fingerprint, Fraction(end))[0]
            if at_end != first and published != end:
                found.append((Fraction(end), at_end))
    return found


# Small grids, so that ties, boundaries and levels come up often.
CRITERIA = st.tuples(
    st.sampled_from(["10", "40", "2.5"]),
    st.sampled_from(["2", "5", "10"]),
    st.sampled_from([None, None, "1"]),
)
PRICES = st.sampled_from(["100", "120", "150", "200", "99.99"])
STEPS = ["technical", "price", "criterion:A", "criterion:B"]


@st.composite
def files(draw, method=None, complete=False, **fixed):
    """A readable file; ``complete``: everybody stands and has all marks. The first member always marks all."""
    drawn = draw(st.lists(CRITERIA, min_size=1, max_size=3))
    criteria = [
        {"code": code, "points": points, "scale": scale, "minimum": minimum}
        for code, (points, scale, minimum) in zip("ABC", drawn, strict=False)
    ]
    steps = [step for step in STEPS if step != "criterion:B" or len(criteria) > 1]
    plan = {
        "method": method or draw(st.sampled_from(["technical", "cumulative", "lowest_price"])),
        "technical_scaling": draw(st.sampled_from(["absolute", "relative"])),
        "technical_weight": draw(st.sampled_from(["70", "50", "1", "0"])),
        "financial_weight": draw(st.sampled_from(["30", "50", "1"])),
        "pass_mark": draw(st.sampled_from([None, "25", "50"])),
        "absent_rule": draw(st.sampled_from(["member", "cell"])),
        "tie_break": draw(st.lists(st.sampled_from(steps), max_size=2, unique=True)),
        "divergence": draw(st.sampled_from([None, "0.5"])),
        "criteria": criteria,
    }
    members = list(MEMBERS[: draw(st.integers(1, 3))])
    marks = st.fixed_dictionaries(
        {
            one["code"]: st.integers(0, 2 * int(one["scale"])).map(lambda half: str(half / 2))
            for one in criteria
        }
    )
    rarely = st.just(False) if complete else st.sampled_from([False, False, False, True])
    candidates = [
        {
            "code": f"C{number}",
            "price": draw(PRICES),
            "withdrawn": draw(rarely),
            "eligible": not draw(rarely),
            "marks": {who: draw(marks) for who in members if who == members[0] or not draw(rarely)},
        }
        for number in range(1, draw(st.integers(1, 5)) + 1)
    ]
    return {
        "format": "evaluation/1",
        "plan": plan | fixed,
        "seed": "s",
        "members": members,
        "candidates": candidates,
    }
