"""The part of a report on the interviews: what was asked of all, and what each member noted of each answer."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from applications.reports.blocks import Block, Column, band, heading, section, table, text
from applications.reports.material import Material
from applications.scoring.answers import AnswerNote
from applications.scoring.guide import Guide, GuideQuestion, guide_of, interview_of
from portal.kernel.bilingual import Text

# By candidate and question: the member and the note, in the order of the sheets.
Notes = dict[tuple[str, int], list[tuple[str, str]]]


def interview(material: Material) -> Block | None:
    """The questions with what a good answer contains, and the notes of the members whose sheets count; None without a guide."""
    guide = guide_of(material.vacancy.panel)
    if not guide.versions:
        return None
    notes = _notes(material)
    judged = [one["code"] for one in material.ranking.result["results"] if "criteria" in one]
    answered = [code for code in judged if any(person == code for person, _question in notes)]
    return section(
        _("The interviews: questions and answers"),
        text(_written(material, guide)),
        *[text(words) for words in _changes(material, guide)],
        table(
            [
                Column(_("No.")),
                Column(pgettext("of an interview", "Question"), 2),
                Column(_("What a good answer contains"), 2),
                Column(_("Criteria")),
                Column(_("Minutes"), right=True),
            ],
            [_question(one) for one in guide.questions],
        ),
        *[block for code in answered for block in _candidate(material, code, guide.questions, notes)],
    )


def _written(material: Material, guide: Guide) -> str:
    first = guide.versions[0]
    said = {"name": first.by, "moment": material.when(first.at)}
    round_ = interview_of(material.vacancy.panel)
    if round_ and first.at > round_.opened_at:
        return (
            _("The questions were written by %(name)s, %(moment)s, after the interviews had been opened.")
            % said
        )
    return _("The questions were written by %(name)s, %(moment)s, before the interviews were opened.") % said


def _changes(material: Material, guide: Guide) -> list[str]:
    words = _("Version %(number)s, by %(name)s, %(moment)s. The reason: %(reason)s")
    return [
        words % {"number": one.number, "name": one.by, "moment": material.when(one.at), "reason": one.reason}
        for one in guide.versions[1:]
    ]


def _question(question: GuideQuestion) -> list[Any]:
    return [
        question.name,
        _all(question.texts) + _ended(question),
        _all(question.expectations),
        ", ".join(question.codes),
        str(question.minutes),
    ]


def _all(texts: Sequence[Text]) -> str:
    return "\n".join(texts)


def _ended(question: GuideQuestion) -> str:
    if question.until is None:
        return ""
    only = _("It stood in version %(last)s only.")
    words = only if question.until == question.since else _("It stood until version %(last)s.")
    return "\n" + words % {"last": question.until}


def _notes(material: Material) -> Notes:
    """The notes on the sheets that count, for the candidates who stand on them."""
    sheets = {sheet.pk: sheet for sheet in material.sheets if sheet.counts}
    found: Notes = defaultdict(list)
    rows = AnswerNote.objects.filter(sheet__in=sheets).select_related("application").order_by("sheet__seat")
    for row in rows:
        sheet = sheets[row.sheet_id]
        if row.application_id in sheet.order:
            found[row.application.code, row.question_id].append((sheet.member, row.text))
    return found


def _candidate(
    material: Material, code: str, questions: Sequence[GuideQuestion], notes: Notes
) -> list[Block | None]:
    columns = [Column(_("Member")), Column(_("Note on the answer"), 1)]
    return [heading(material.called(code)), table(columns, _rows(material, code, questions, notes))]


def _rows(
    material: Material, code: str, questions: Sequence[GuideQuestion], notes: Notes
) -> Iterator[list[Any] | Block]:
    """A band for each question that has notes, and below it a row for each member who wrote one."""
    for question in questions:
        if (code, question.pk) in notes:
            yield band(f"{question.name}. {question.text}")
            for member, words in notes[code, question.pk]:
                yield [f"{member} {material.members[member]}", words]
