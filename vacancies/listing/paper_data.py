"""What the PDF of a notice says, as data for its template: words in the active language, in the order of the page."""

from datetime import UTC
from typing import Any

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from portal.kernel.addresses import absolute
from portal.kernel.bilingual import Text
from portal.typesetting.texts import blocks_of
from portal.words.moments import city_time, day_in, moment_in
from portal.words.typography import set_text
from vacancies.document.models import NoticeVersion
from vacancies.listing.amended import Amendment
from vacancies.listing.clarified import Clarification
from vacancies.listing.notice import Notice
from vacancies.listing.sections import Sections
from vacancies.listing.selection import DocumentLine, Selection
from vacancies.vacancy.models import Vacancy

Block = dict[str, Any]


def paper_data(vacancy: Vacancy, notice: Notice, *, version: NoticeVersion | None) -> dict[str, Any]:
    """All that the paper says of a public vacancy; `version` is the latest kept one."""
    return {
        "language": get_language(),
        "office": str(notice.office.name),
        "reference": notice.reference,
        "title": _line(notice.title),
        "state": notice.state,
        "gap": " ".join(part for part in (notice.language_gap, str(notice.gap_reason)) if part),
        "closing": notice.closing or _until(vacancy),
        "grace": notice.grace,
        "facts": [(term, str(value)) for term, value in notice.facts],
        "no_fee": _no_fee(notice),
        "sections": [section for section in _sections(notice) if section["blocks"]],
        "origin": _origin(vacancy, version),
        "address": absolute(vacancy.get_absolute_url()),
        "words": {
            "page": pgettext("of a document", "Page {n} of {m}"),
            "closing": _("Closing date for applications"),
            "origin": _("This notice is published at"),
        },
    }


def _line(text: Text) -> dict[str, str]:
    return {"text": set_text(text), "language": getattr(text, "language", "") or get_language() or ""}


def _until(vacancy: Vacancy) -> str:
    """The closing time on the office's clock and in UTC."""
    office, moment = vacancy.office, vacancy.closes_at
    clock = city_time(moment, office.zone, office.city, office.city_genitive_ru)
    return f"{moment_in(moment, office.zone)}, {clock}; {moment_in(moment, UTC)} UTC"


def _no_fee(notice: Notice) -> dict[str, Any]:
    lines = [f"{hotline.phone}  {hotline.note}".strip() for hotline in notice.hotlines]
    return {
        "title": _("We take no fee"),
        "text": _(
            "Neither for an application nor for an interview, paperwork or training. If anybody asks for money "
            "or bank details in our name, tell us."
        ),
        "who": ", ".join([str(notice.hotline_office.name), pgettext("hotlines", "free and confidential:")])
        if lines
        else "",
        "lines": lines,
    }


def _origin(vacancy: Vacancy, version: NoticeVersion | None) -> str:
    if version is None:
        return ""
    return _("Version %(number)s of the notice, published on %(day)s") % {
        "number": version.number,
        "day": day_in(version.published_at, vacancy.office.zone),
    }


def _sections(notice: Notice) -> list[Block]:
    terms = notice.sections
    changes = [block for one in notice.amendments.changes for block in _change(one)]
    sections = [
        _section(_("Changes to this notice"), changes),
        _section(_("About the vacancy"), [_text(notice.summary)]),
        _section(_("Terms of reference"), [_text(notice.terms), *_terms(terms)]),
        _section(_("Lots"), [_points([f"{code} {name} {more}".strip() for code, name, more in terms.lots])]),
    ]
    if notice.selection:
        sections += _selection(notice.selection)
    clauses = [block for title, text in terms.clauses for block in (_heading(title), _text(text))]
    answers = [block for one in notice.clarifications.answers for block in _answer(one)]
    return [
        *sections,
        _section(_("What holds for every vacancy"), clauses),
        _section(_("Questions and answers"), answers),
    ]


def _change(one: Amendment) -> list[Block]:
    title = _("Corrigendum %(number)s") % {"number": one.number}
    return [
        _heading(f"{title}: {one.title}"),
        _said(one.when),
        _points([*one.sentences, *(field.sentence for field in one.fields)]),
        _said(": ".join([_("Reason"), one.reason])),
    ]


def _answer(one: Clarification) -> list[Block]:
    return [_heading(f"{one.number}. {set_text(one.question)}"), _text(one.answer)]


def _terms(terms: Sections) -> list[Block]:
    """Sections, outputs and languages in the order of the page."""
    return [
        *_written(terms.work),
        *_outputs(terms),
        *_written(terms.conditions),
        *([_heading(_("Languages")), _points(terms.languages)] if terms.languages else []),
        *_written(terms.person),
    ]


def _written(sections: list[Any]) -> list[Block]:
    return [block for part in sections for block in (_heading(part.title), _text(part.text))]


def _outputs(terms: Sections) -> list[Block]:
    rows = [[str(line.number), str(line.title), ", ".join(line.due), line.share] for line in terms.outputs]
    head = ["", _("Output"), _("Due"), _("Share of the payment")]
    return [_heading(_("Outputs")), _table(head, rows)] if rows else []


def _selection(plan: Selection) -> list[Block]:
    rows = [
        [
            row.code,
            "\n".join(part for part in (row.name, row.description) if part),
            row.minimum,
            row.shown_points,
        ]
        for row in plan.criteria
    ]
    head = [_("Code"), _("Criterion"), _("Minimum"), _("Points")]
    documents = [_document(line) for line in plan.documents]
    handed_in = [*documents, *plan.pages, *([plan.price] if plan.price else [])]
    total = ["", _("Total"), "", plan.total]
    return [
        _section(_("Requirements"), [_points(plan.requirements)]),
        _section(
            _("Selection criteria"),
            [
                _said(f"{plan.marking} {plan.passing}"),
                _table(head, [*rows, total]) if rows else _points([]),
                *(_said(sentence) for sentence in plan.result),
                _points(plan.fine_print),
            ],
        ),
        _section(_("What to hand in"), [_said(plan.team), _points(handed_in), _said(plan.files)]),
        _section(
            _("Fingerprint of the selection plan"),
            [_said(plan.frozen), {"kind": "hash", "text": plan.fingerprint}],
        ),
    ]


def _document(line: DocumentLine) -> str:
    if_there = "" if line.required else "({})".format(_("if you have it"))
    return " ".join(part for part in (line.name, line.files, if_there) if part)


def _section(title: str, blocks: list[Block]) -> Block:
    return {"title": title, "blocks": [block for block in blocks if block]}


def _heading(title: str) -> Block:
    return {"kind": "heading", "text": title} if title else {}


def _text(text: Text) -> Block:
    return {"kind": "text", "language": text.language, "blocks": blocks_of(text)} if text else {}


def _said(sentence: str) -> Block:
    return {"kind": "said", "text": set_text(sentence.strip())} if sentence.strip() else {}


def _points(points: list[Any]) -> Block:
    return {"kind": "points", "points": [set_text(str(point)) for point in points]} if points else {}


def _table(head: list[str], rows: list[list[str]]) -> Block:
    return {"kind": "table", "head": head, "rows": [[set_text(str(cell)) for cell in row] for row in rows]}
