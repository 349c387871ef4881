"""What a form brings back, understood: for each page what was written, as a browser would send it, and what cannot be used."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import override

from applications.autosave.marks import fields_of, put, text
from applications.autosave.sent import BEGAN, TURN, WINDOW
from applications.documents.apart import apart
from applications.documents.faults import Unusable
from applications.intake.models import Application
from applications.intake.offline import cells
from applications.intake.offline.questions import TICKED, Question, of_page
from applications.intake.pages import Page
from portal.kernel.bilingual import languages
from portal.kernel.workflow import Refused
from portal.workbooks.packed import Flaw
from portal.workbooks.writing import fits

_DAYS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y")


@dataclass(frozen=True)
class Cell:
    """An answer as it stands in a row."""

    row: int
    kind: str
    text: str


@dataclass(frozen=True)
class Unused:
    """What was written and cannot be kept, and why."""

    row: int
    label: str
    text: str
    reason: str


@dataclass
class Brought:
    """What one form says, by the names of its questions; `twice` are rows that repeat a name."""

    reference: str
    application: str
    window: str
    marks: dict[str, str]
    answers: dict[str, Cell] = field(default_factory=dict)
    twice: list[Unused] = field(default_factory=list)

    def of_own(self, application: Application) -> bool:
        """Whether it was made from this very draft, so that one can tell what has changed since."""
        return self.application == str(application.key)


def bring(content: bytes) -> Brought:
    """Read a workbook that somebody sent, apart; Refused says why it cannot be read."""
    try:
        found, _nothing = apart(cells.read, content)
    except Unusable as unusable:
        raise Refused(_no_form()) from unusable
    if "flaw" in found:
        raise Refused(_words(found["flaw"]))
    reference, application, window = (*found["told"], "", "", "")[:3]
    brought = Brought(reference, application, window, found["marks"])
    for number, name, kind, said in found["answers"]:
        if name in brought.answers:
            reason = _("The question stands in the form twice. What was written first was taken.")
            brought.twice.append(Unused(number, name, said, reason))
        else:
            brought.answers[name] = Cell(number, kind, said)
    return brought


def _words(flaw: str) -> str:
    return {
        Flaw.NO_WORKBOOK.name: _(
            "This is not an XLSX file that can be read. If your program saved it in another format or with a password, save it as XLSX without a password."
        ),
        Flaw.TOO_LARGE.name: _("The file is too large when unpacked."),
        Flaw.MACROS.name: _("The file holds macros. Save it as a workbook without macros (XLSX)."),
    }.get(flaw) or _no_form()


def _no_form() -> str:
    return _("This is not the form that was downloaded here. Download it again and write into that one.")


@dataclass
class Sent:
    """One page as it would be sent by a browser, and what of it could not be used."""

    data: QueryDict
    brings: bool = False
    unused: list[Unused] = field(default_factory=list)


def sent(page: Page, form: Any, brought: Brought, application: Application) -> Sent:
    """What the form brings for `page`; what was left empty says what is stored, in `form`, already."""
    page_sent = Sent(QueryDict(mutable=True))
    asked: dict[str, list[Question]] = {}
    for question in of_page(page, form):
        asked.setdefault(question.field.html_name, []).append(question)
    for one in fields_of(form):
        stored = text(one.value())
        said = _said(asked.get(one.html_name, []), stored, brought, page_sent)
        page_sent.brings |= said != stored
        put(page_sent.data, one, said)
    page_sent.data[WINDOW] = (brought.of_own(application) and brought.window) or _window(application)
    page_sent.data[TURN] = "1"
    page_sent.data[BEGAN] = json.dumps(dict(_began(asked, brought, application)))
    return page_sent


def _window(application: Application) -> str:
    """Of a form that was made from no draft, or from another one: the same however often it comes."""
    return f"form{application.key.hex}"[:22]


def _began(
    asked: dict[str, list[Question]], brought: Brought, application: Application
) -> Iterator[tuple[str, str]]:
    """Marks of what stood in the fields when the form was made; a form of no draft began with nothing."""
    if brought.of_own(application):
        for name, questions in asked.items():
            if told := brought.marks.get(questions[0].path):
                yield name, told


def _said(questions: list[Question], stored: str, brought: Brought, page_sent: Sent) -> str:
    """What a field is to say: what was written, or else what it says already."""
    ticked = set(filter(None, stored.split("\n")))
    for question in questions:
        cell = brought.answers.get(question.path)
        if cell is None:
            continue
        try:
            value = value_of(question, cell)
        except ValueError as reason:
            page_sent.unused.append(Unused(cell.row, question.label, cell.text, str(reason)))
            continue
        if not question.option:
            return ("on" if value == TICKED else "") if question.is_tick else value
        (ticked.add if value == TICKED else ticked.discard)(question.option)
    return "\n".join(sorted(ticked)) if questions and questions[0].option else stored


def value_of(question: Question, cell: Cell) -> str:
    """What a browser would send for what stands in the cell; ValueError says why it is no answer."""
    if cell.kind in ("formula", "error"):
        raise ValueError(_("The cell holds a formula. Format it as text and write the answer."))
    if not fits(cell.text):
        raise ValueError(_("The text is longer than a cell of a sheet can hold. Write it on the page."))
    if question.choices:
        return _chosen(question, cell.text)
    if isinstance(question.field.field, forms.DateField):
        return _day(cell.text)
    return cell.text


def _chosen(question: Question, typed: str) -> str:
    """The value of the words, in whichever language."""
    wanted = typed.casefold()
    for language in languages():
        with override(language):
            for value, words in question.choices:
                if wanted in (words.casefold(), value.casefold()):
                    return value
    raise ValueError(_("This is none of the answers that can be chosen."))


def _day(typed: str) -> str:
    for pattern in _DAYS:
        try:
            day: date = datetime.strptime(typed, pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        return day.isoformat()
    raise ValueError(_("This is no date. Write it as year-month-day, for example 2027-02-01."))
