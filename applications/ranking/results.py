"""What the page of results says, out of one frozen ranking: its figures as they stand there, with names and reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from applications.ranking.exact import Exact
from applications.ranking.models import Ranking
from applications.ranking.sentences import Said, agreement_notes, agreement_rows, agreement_title
from applications.scoring.formula import shown
from applications.scoring.heat import Group, Head, Heat, Row, initials
from portal.kernel.bilingual import Text
from portal.words.figures import figure

# Fewer paired marks than this say little of a panel's agreement.
FEW = 30
# Krippendorff's own bounds: below the first no conclusion, from the second a reliable one.
TENTATIVE, RELIABLE = Fraction("0.667"), Fraction("0.8")

Names = Mapping[str, str]
Json = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """One candidate of the ranking: the result's own figures, the price, and a remark where something is to be said."""

    code: str
    name: str
    figures: Json
    price: str | None
    remark: str

    @property
    def is_ranked(self) -> bool:
        return bool(self.figures["status"] == "ranked")


@dataclass(frozen=True)
class First:
    """Who would be first if something were otherwise; `changed` where that is somebody else."""

    supposed: str
    name: str
    changed: bool


@dataclass(frozen=True)
class Agreement:
    """How far the panel agrees: Krippendorff's alpha as shown, the number of marks behind it, and what that means."""

    alpha: str | None
    values: int
    words: str
    few: bool
    caution: bool

    @property
    def title(self) -> str:
        return agreement_title(self.alpha, self.values)

    @property
    def kind(self) -> str:
        """The kind of notice it is shown as."""
        return "warn" if self.caution else ""


@dataclass(frozen=True)
class Stated(Group):
    """Marks with the mean and the flag that the result states."""

    stated_mean: str = ""
    flagged: bool = False

    @property
    def mean(self) -> str:
        return self.stated_mean

    @property
    def divergent(self) -> bool:
        return self.flagged


class Results:
    """One frozen ranking, read; `names` of candidates by code, `members` by their code in the file."""

    def __init__(self, ranking: Ranking, *, names: Names, members: Names) -> None:
        self.ranking, self.names, self.members = ranking, names, members
        self.plan: Json = ranking.evaluation["plan"]
        self.result: Json = ranking.result
        self.entries: dict[str, Json] = {one["code"]: one for one in ranking.evaluation["candidates"]}

    @cached_property
    def exact(self) -> Exact:
        return Exact(self.ranking.evaluation)

    @property
    def lines(self) -> list[Line]:
        return [self._line(one) for one in self.result["results"]]

    def _line(self, one: Json) -> Line:
        code = one["code"]
        return Line(code, self.names.get(code, code), one, self.entries[code].get("price"), self._remark(one))

    def _remark(self, one: Json) -> str:
        match one["status"]:
            case "ranked":
                return self._tie(one) if one["tied_with"] else ""
            case "below_minimum":
                return self._below_minimum(one)
            case "below_pass_mark":
                return self._below_pass_mark(one)
            case "ineligible":
                return _("A requirement is not met")
            case _withdrawn:
                return _("Withdrawn")

    def _tie(self, one: Json) -> str:
        words = {"codes": ", ".join(one["tied_with"])}
        if any(self.exact.is_drawn(one["code"], other) for other in one["tied_with"]):
            return _("The same total as %(codes)s; placed by lot") % words
        return _("The same total as %(codes)s; placed by the tie-break of the plan") % words

    def _below_minimum(self, one: Json) -> str:
        words = [
            _("Criterion %(code)s: %(mark)s, the minimum is %(minimum)s")
            % {
                "code": code,
                "mark": figure(one["criteria"][code], 2),
                "minimum": figure(minimum, _places(minimum)),
            }
            for code, minimum in self.exact.below_minimum(one["code"])
        ]
        return "; ".join(words)

    def _below_pass_mark(self, one: Json) -> str:
        pass_mark = self.plan["pass_mark"]
        words = _("Below the pass mark of %(mark)s") % {"mark": figure(pass_mark, _places(pass_mark))}
        if one["technical_percent"] == shown(Fraction(pass_mark)):
            return _("%(words)s before rounding") % {"words": words}
        return words

    @property
    def heat(self) -> Heat:
        """All marks behind the figures; the means are those of the result."""
        criteria = [
            Head(one["code"], named(one), scale=Fraction(one["scale"])) for one in self.plan["criteria"]
        ]
        counted = [code for code in self.ranking.evaluation["members"] if code in self.result["severity"]]
        heads = initials((code, self.members.get(code, code)) for code in counted)
        divergence = self.plan["divergence"]
        rows = [self._row(one, criteria, counted) for one in self.result["results"] if "criteria" in one]
        return Heat(criteria, heads, rows, Fraction(divergence) if divergence else None)

    def _row(self, one: Json, criteria: Sequence[Head], members: Sequence[str]) -> Row:
        code = one["code"]
        return Row(code, self.names.get(code, code), [self._group(one, head, members) for head in criteria])

    def _group(self, one: Json, head: Head, members: Sequence[str]) -> Group:
        sheets = self.entries[one["code"]]["marks"]
        marks = [sheets[member][head.code] if member in sheets else None for member in members]
        flagged = (one["code"], head.code) in self._flagged
        return Stated(head, marks, None, stated_mean=one["criteria"][head.code], flagged=flagged)

    @cached_property
    def _flagged(self) -> set[tuple[str, str]]:
        return {(cell["code"], cell["criterion"]) for cell in self.result.get("divergent", [])}

    @property
    def left_out(self) -> list[str]:
        return [self.members.get(code, code) for code in self.result["members_left_out"]]

    @property
    def severity(self) -> list[tuple[str, str]]:
        return [(self.members.get(code, code), value) for code, value in self.result["severity"].items()]

    @property
    def first(self) -> str | None:
        """The code of the first place; None where nobody is ranked."""
        return next((one["code"] for one in self.result["results"] if one["status"] == "ranked"), None)

    @property
    def firsts(self) -> list[First]:
        said = self.result["robustness"]
        members = [
            (_("without the marks of %(name)s") % {"name": self.members.get(code, code)}, first)
            for code, first in said["first_without_member"].items()
        ]
        criteria = [
            (_("without criterion %(code)s") % {"code": code}, first)
            for code, first in said["first_without_criterion"].items()
        ]
        rows = [*members, *criteria, (_("with the median in place of the mean"), said["first_by_median"])]
        return [First(words, self.called(code), code != self.first) for words, code in rows]

    def called(self, code: str | None) -> str:
        """A candidate's code and name; what is said where nobody would be ranked."""
        return f"{code} {self.names.get(code, '')}".strip() if code else _("nobody")

    @property
    def tipping(self) -> list[Json] | None:
        """Financial weights at which the first place changes, with the name of who is first then; None without prices."""
        weights = self.result["robustness"].get("tipping_financial_weight")
        if weights is None:
            return None
        return [{**one, "name": self.called(one["new_first"])} for one in weights]

    @property
    def prices(self) -> list[str]:
        """The prices of the ranked."""
        return [line.price for line in self.lines if line.is_ranked and line.price]

    @property
    def agreement(self) -> Agreement:
        said = self.result["agreement"]
        return agreement_of(said["krippendorff_alpha"], said["values"])

    @property
    def agreement_rows(self) -> list[Said]:
        """Alpha as it is frozen, and the figures beside it."""
        return agreement_rows(self.result["agreement"]["krippendorff_alpha"], self.exact.beside)

    @property
    def agreement_notes(self) -> list[str]:
        return agreement_notes(self.exact.beside)


def agreement_of(alpha: str | None, values: int) -> Agreement:
    """What an alpha, as shown in the result, says; with caution where it is low or rests on few marks."""
    few = values < FEW
    if alpha is None:
        words = _("It cannot be computed: the marks do not vary, or nobody else gave any.")
        return Agreement(None, values, words, few=False, caution=True)
    if Fraction(alpha) < TENTATIVE:
        return Agreement(
            alpha, values, _("The members probably understood the scale differently."), few, caution=True
        )
    if Fraction(alpha) < RELIABLE:
        return Agreement(alpha, values, _("The members agree in the main, not throughout."), few, caution=few)
    return Agreement(alpha, values, _("The members understood the scale alike."), few, caution=few)


def _places(number: str) -> int:
    """How many decimals a published number needs."""
    return 0 if Fraction(number).denominator == 1 else 2


def named(criterion: Json) -> Text:
    """A published criterion's name in the reader's language, or in the other one."""
    names = criterion.get("name") or {}
    here = get_language() or "en"
    for language in (here, *names):
        if names.get(language):
            return Text.of(names[language], language=language, borrowed=language != here)
    return Text.of("", language=here, borrowed=False)
