"""The sentences that stand beside a ranking's figures: how totals are made, what the price's weight decides, agreement."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from applications.ranking.concordance import Hanging
from applications.ranking.evaluation import Beside
from applications.scoring.formula import percent as share
from applications.scoring.formula import shown
from portal.words.figures import figure, money, percent, plain

Json = dict[str, Any]

NONE = "–"


@dataclass(frozen=True)
class Said:
    """One figure of agreement as it is shown: what it tells, and from where to where it goes without a candidate."""

    name: str
    tells: str
    value: str
    reach: str
    remark: str


def formula_words(plan: Json, ranked_prices: list[str]) -> str:
    """How the total of the published plan's method comes about."""
    if plan["method"] == "technical":
        return _(
            "The total is the points earned: on each criterion, the panel’s mark as a share of the scale, times its points."
        )
    if plan["method"] == "lowest_price":
        return _("Those who pass are ordered by price, the lowest first.")
    best = _("the best technical percentage") if plan["technical_scaling"] == "relative" else "100"
    lowest = min(ranked_prices, key=Fraction, default="")
    words = {
        "technical": plain(plan["technical_weight"]),
        "best": best,
        "financial": plain(plan["financial_weight"]),
        "lowest": money(lowest) or "–",
    }
    return (
        _(
            "Technical, of %(technical)s = %(technical)s × technical percentage / %(best)s. "
            "Price, of %(financial)s = %(financial)s × lowest price among the ranked (%(lowest)s) / the candidate’s price."
        )
        % words
    )


def tipping_words(plan: Json, tipping: list[Json], first: str) -> str:
    """What the published weight of the price decides, and from which weights on somebody else would be first."""
    financial, technical = Fraction(plan["financial_weight"]), Fraction(plan["technical_weight"])
    published = shown(share(financial, financial + technical))
    start = _("At the published weight of the price, %(weight)s, %(first)s is first.") % {
        "weight": published_weight(plan),
        "first": first,
    }
    if not tipping:
        return " ".join([start, _("At no other weight would somebody else be.")])
    return " ".join([start, *(_turn(one, Fraction(published)) for one in tipping)])


def published_weight(plan: Json) -> str:
    """The financial weight as a per cent of the two weights' sum, with decimals only where it needs them."""
    financial, technical = Fraction(plan["financial_weight"]), Fraction(plan["technical_weight"])
    weight = share(financial, financial + technical)
    return percent(weight, 0 if weight.denominator == 1 else 2)


def _turn(one: Json, published: Fraction) -> str:
    weight = Fraction(one["percent"])
    words = {"weight": percent(one["percent"], 2), "name": one["name"]}
    if weight < published:
        return _("Below %(weight)s %(name)s would be.") % words
    if weight > published:
        return _("Above %(weight)s %(name)s would be.") % words
    return _("With the slightest change of the weight %(name)s may be.") % words


def agreement_title(alpha: str | None, values: int) -> str:
    """Krippendorff's alpha, with the number of marks behind it."""
    marks = ngettext("%(n)s mark", "%(n)s marks", values) % {"n": figure(values)}
    if alpha is None:
        return _("Agreement of the panel: no figure (%(marks)s)") % {"marks": marks}
    return _("Agreement of the panel: α = %(alpha)s (%(marks)s)") % {
        "alpha": figure(alpha, 4),
        "marks": marks,
    }


def agreement_rows(alpha: str | None, beside: Beside) -> list[Said]:
    """The figures of agreement, `alpha` as the frozen result has it, each with how far it hangs on single candidates."""
    single, panel = beside.icc_single, beside.icc_panel
    return [
        _said(
            _("Krippendorff’s alpha"),
            _("whether members gave the same marks"),
            figure(alpha, 4),
            beside.alpha,
        ),
        _said(
            _("Kendall’s W"),
            _("whether members put the candidates in the same order"),
            figure(beside.kendall_w.value, 4),
            beside.kendall_w,
        ),
        _said(
            _("Intraclass correlation ICC(2,1)"),
            _("whether one member’s figure could stand for another’s"),
            figure(single.value, 4),
            single,
        ),
        _said(
            _("Intraclass correlation ICC(2,k)"),
            _("how steady the mean of the panel is"),
            figure(panel.value, 4),
            panel,
        ),
    ]


def _said(name: str, tells: str, value: str, hanging: Hanging) -> Said:
    ends = {"least": figure(hanging.least, 4), "greatest": figure(hanging.greatest, 4)}
    reach = pgettext("range", "%(least)s to %(greatest)s") % ends if ends["least"] else NONE
    remark = _("Without one candidate there is no figure.") if hanging.lost else ""
    return Said(name, tells, value or NONE, reach, remark)


def agreement_notes(beside: Beside) -> list[str]:
    """How the figures of agreement are to be read, and what they are computed from."""
    counts = {"n": beside.candidates, "judged": beside.judged, "k": beside.members}
    return [
        _(
            "The last column has the least and the greatest value when any one candidate is left out. "
            "It is no confidence interval: it shows how much hangs on single candidates. "
            "With few members and candidates all these figures are unsure. "
            "A dash stands where a figure cannot be computed, as where nothing varies or there is nobody to compare with."
        ),
        _(
            "W and ICC are computed from each member’s technical per cent of the candidates whom every counted member marked: "
            "%(n)s of %(judged)s judged; members who count, k: %(k)s. W is corrected for ties; ICC is for two-way random "
            "effects and absolute agreement (Shrout and Fleiss, 1979)."
        )
        % {name: figure(count) for name, count in counts.items()},
    ]
