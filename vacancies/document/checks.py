"""What a schema cannot see: whether the parts of a document agree with each other and with the portal."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from portal.offices.models import Office
from vacancies.document.faults import Fault, schema_faults
from vacancies.document.layout import PAY
from vacancies.document.naming import by_name
from vacancies.document.rewriting import clause_of
from vacancies.plan.models import BY_CRITERION, Method
from vacancies.plan.published import decimal_text

Said = Mapping[str, Any]
WHOLE = Decimal(100)


def faults_of(document: Any) -> list[Fault]:
    """Everything wrong with a document read from a file; only one that fits the schema is looked at further."""
    return schema_faults(document) or [
        *_unknown(document), *_repeated(document), *_shares(document), *_times(document), *_pay(document),
        *_criteria(document["plan"]), *_tie_break(document["plan"]), *_requirements(document["plan"]),
        *_prices(document["plan"]),
    ]  # fmt: skip


def _unknown(document: Said) -> Iterator[Fault]:
    """The office and its clauses must be here."""
    office = Office.objects.filter(code=document["office"]).first()
    if office is None:
        yield Fault("office", _("“%(code)s” is no office of this portal") % {"code": document["office"]})
        return
    for name, row in by_name("clauses", document["clauses"]).items():
        if clause_of(row, office=office) is None:
            yield Fault(
                f"clauses.{name}", _("the office has no standard clause of this topic, version and wording")
            )


def _repeated(document: Said) -> Iterator[Fault]:
    """What rows are matched by is there once."""
    plan = document["plan"]
    lists = [
        ("eligible_countries", document["eligible_countries"]),
        ("lots", [row["code"] for row in document["lots"]]),
        ("languages", [row["language"] for row in document["languages"]]),
        ("clauses", [(row["topic"], row["version"], *row["text"].values()) for row in document["clauses"]]),
        ("plan.tie_break", plan["tie_break"]),
        *((f"plan.{name}", [row["code"] for row in plan[name]])
          for name in ("requirements", "criteria", "documents")),
        *((f"plan.criteria.{row['code']}.anchors", [decimal_text(Decimal(step["step"])) for step in row["anchors"]])
          for row in plan["criteria"]),
    ]  # fmt: skip
    for path, values in lists:
        for value in _more_than_once(values):
            called = value if isinstance(value, str) else value[0]
            yield Fault(path, _("“%(value)s” stands there more than once") % {"value": called})


def _more_than_once(values: Iterable[Any]) -> list[Any]:
    return [value for value, times in Counter(values).items() if times > 1]


def _shares(document: Said) -> Iterator[Fault]:
    """Shares may still be missing in a draft; there is never more than the whole to share out."""
    total = sum((Decimal(row["share"]) for row in document["outputs"] if row["share"]), Decimal(0))
    if total > WHOLE:
        yield Fault("outputs", _("the shares add up to %(total)s per cent") % {"total": decimal_text(total)})


def _times(document: Said) -> Iterator[Fault]:
    closes, questions = document["closes_at"], document["questions_until"]
    if closes and questions and datetime.fromisoformat(questions) > datetime.fromisoformat(closes):
        yield Fault("questions_until", _("lies behind the closing date"))


def _pay(document: Said) -> Iterator[Fault]:
    """Pay is said whole or not at all, and the lower sum first."""
    said = {name: document.get(name) for name in PAY}
    if any(said.values()):
        yield from (Fault(name, _("is missing beside the rest of pay")) for name in PAY if not said[name])
    least, most = said["pay_least"], said["pay_most"]
    if least and most and Decimal(least) > Decimal(most):
        yield Fault("pay_most", _("is below the lowest pay"))


def _criteria(plan: Said) -> Iterator[Fault]:
    """Marks lie on the scale."""
    for row in plan["criteria"]:
        path, scale = f"plan.criteria.{row['code']}", Decimal(row["scale"])
        if row["minimum"] is not None and Decimal(row["minimum"]) > scale:
            yield Fault(f"{path}.minimum", _("is above the scale"))
        for step in row["anchors"]:
            if Decimal(step["step"]) > scale:
                yield Fault(f"{path}.anchors.{step['step']}", _("is above the scale"))


def _tie_break(plan: Said) -> Iterator[Fault]:
    """Each step compares something that the plan has."""
    steps = {"technical", *(BY_CRITERION + row["code"] for row in plan["criteria"])}
    if plan["method"] != Method.TECHNICAL:
        steps.add("price")
    for step in plan["tie_break"]:
        if step not in steps:
            yield Fault("plan.tie_break", _("“%(step)s” is nothing this plan has") % {"step": step})


def _requirements(plan: Said) -> Iterator[Fault]:
    """A document that is required is one of those asked for."""
    documents = {row["code"] for row in plan["documents"]}
    for row in plan["requirements"]:
        wanted = row["parameters"].get("document")
        if wanted is not None and wanted not in documents:
            yield Fault(
                f"plan.requirements.{row['code']}.parameters.document",
                _("“%(code)s” is no document of the plan") % {"code": wanted},
            )


def _prices(plan: Said) -> Iterator[Fault]:
    """What is said of price offers agrees with the method, and only a lump sum has parts."""
    for name in ("price_basis", "price_breakdown"):
        if plan["method"] == Method.TECHNICAL and name in plan:
            yield Fault(f"plan.{name}", _("this method asks for no price"))
    if "price_basis" in plan and "price_breakdown" in plan:
        yield Fault("plan.price_breakdown", _("a daily rate is not broken down by output"))
