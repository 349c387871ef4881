"""What was written on the pages that only some plans ask for: frozen as plain data, and read as lines."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from applications.intake.line import Line
from applications.intake.paper import Paper
from applications.intake.written import Letter
from applications.profile.models import Said
from applications.profile.parts import Basis, Employment
from portal.words.moments import day, month

Json = dict[str, Any]
# Of an entry of the profile; not the rate, which would tell of the price.
_OF_WORK = ("employer", "business", "place", "title", "supervisor", "share", "basis", "duties", "may_contact")
DECLARED = ("barred", "relatives")


def snapshot(paper: Paper) -> Json:
    """Experience, methodology and letter as they stand; a key only for what is asked."""
    said: Json = {}
    if paper.asks_experience:
        said["experience"] = [employment(row) for row in paper.chosen]
    if paper.plan.methodology_limit:
        said["methodology"] = paper.methodology
    if paper.plan.letter_asked:
        said["letter"] = _letter(paper.letter or Letter())
    return said


def employment(row: Employment) -> Json:
    """An entry of the profile as plain data."""
    return {
        "began": row.began.isoformat() if row.began else "",
        "ended": row.ended.isoformat() if row.ended else "",
        **{name: getattr(row, name) for name in _OF_WORK},
    }


def _letter(row: Letter) -> Json:
    return {
        "accepts": row.accepts,
        "available": row.available,
        "available_from": row.available_from.isoformat() if row.available_from else "",
        "price_valid_days": row.price_valid_days or 0,
        **{name: getattr(row, name) for declared in DECLARED for name in (declared, f"{declared}_words")},
        "text": row.text,
    }


def of_experience(said: Json) -> Iterator[Line]:
    for row in said.get("experience", ()):
        yield of_employment(row)


def of_employment(row: Json) -> Line:
    """Lawyer, UNHCR: what was done there; when and how much in smaller print."""
    label = ", ".join(filter(None, [row["title"], row["employer"]])) or _("Work")
    share = "" if row["share"] == 100 else _("%(share)s %% of full time") % {"share": row["share"]}
    basis = str(dict(Basis.choices).get(row["basis"], ""))
    note = ", ".join(filter(None, [_period(row), share, basis, row["place"]]))
    return Line(label, row["duties"], note)


def _period(row: Json) -> str:
    began, ended = (month(date.fromisoformat(row[name])) if row[name] else "" for name in ("began", "ended"))
    until = ended or pgettext("period of work", "now")
    return f"{began} – {until}" if began else ""


def of_methodology(said: Json) -> Iterator[Line]:
    if "methodology" in said:
        yield Line(_("Methodology"), said["methodology"])


def of_letter(said: Json) -> Iterator[Line]:
    """The whole letter."""
    letter = said.get("letter")
    if letter is None:
        return
    yield Line(_verbose("accepts"), _("yes") if letter["accepts"] else "")
    yield from of_interest(said)
    if letter["price_valid_days"]:
        days = ngettext("%(n)s day", "%(n)s days", letter["price_valid_days"])
        yield Line(_verbose("price_valid_days"), days % {"n": letter["price_valid_days"]})
    for name in DECLARED:
        answer = str(dict(Said.choices).get(letter[name], ""))
        yield Line(_verbose(name), capfirst(answer), letter[f"{name}_words"])


def of_interest(said: Json) -> Iterator[Line]:
    """What the panel reads of the letter: when one is available, and why one applies."""
    letter = said.get("letter")
    if letter is not None:
        yield Line(_verbose("available"), _availability(letter))
        yield Line(_verbose("text"), letter["text"])


def _availability(letter: Json) -> str:
    if letter["available_from"]:
        return _("from %(day)s") % {"day": day(date.fromisoformat(letter["available_from"]))}
    return _("for the whole period of the work") if letter["available"] == "whole" else ""


def _verbose(name: str) -> str:
    return capfirst(str(Letter._meta.get_field(name).verbose_name))  # noqa: SLF001 - Django's documented name
