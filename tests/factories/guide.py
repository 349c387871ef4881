"""Question guides, the notes on answers, and a panel whose candidates are judged by interview."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from applications.panels.models import Panel
from applications.scoring.answers import AnswerNote, save_answers
from applications.scoring.guide import GuideQuestion, GuideVersion, guide_of, questions_of
from applications.scoring.guide_writing import write_guide
from applications.scoring.models import Round, Sheet
from tests.factories.intake import ApplicationFactory
from tests.factories.panels import PanelFactory
from tests.factories.portal import NOW
from tests.factories.scoring import SheetFactory, chair_of, declared_panel, opened_round, refrozen
from vacancies.models import Criterion


class GuideVersionFactory(DjangoModelFactory):
    class Meta:
        model = GuideVersion

    panel = factory.SubFactory(PanelFactory)
    by = factory.SelfAttribute("panel.convened_by")
    at = NOW


class GuideQuestionFactory(DjangoModelFactory):
    class Meta:
        model = GuideQuestion

    panel = factory.SubFactory(PanelFactory)
    number = factory.Sequence(lambda number: number + 1)
    text_en = "Which training have you led?"
    expected_en = "One of their own, with its result."
    minutes = 5


class AnswerNoteFactory(DjangoModelFactory):
    class Meta:
        model = AnswerNote

    sheet = factory.SubFactory(SheetFactory)
    application = factory.SubFactory(ApplicationFactory, submitted=True)
    question = factory.SubFactory(GuideQuestionFactory)
    text = "Led four courses."
    saved_at = NOW


def interview_panel(**fields: Any) -> Panel:
    """A `declared_panel(**fields)` whose plan scores everything in the interview."""
    panel = declared_panel(**fields)
    Criterion.objects.filter(plan__vacancy=panel.vacancy).update(stage="interview")
    refrozen(panel.vacancy)
    return Panel.objects.get(pk=panel.pk)


def asking(
    panel: Panel, text: str, *codes: str, number: int | None = None, minutes: int = 5
) -> dict[str, Any]:
    """What a form says of one question."""
    criteria = Criterion.objects.filter(plan__vacancy=panel.vacancy, code__in=codes or ("A",))
    return {
        "number": number,
        "minutes": minutes,
        "criteria": list(criteria),
        "text_en": text,
        "text_ru": "",
        "expected_en": f"A good answer to: {text}",
        "expected_ru": "",
    }


def written_guide(panel: Panel, *texts: str, reason: str = "") -> GuideVersion:
    """The guide of `panel` with these questions, each on criterion A, as the chair writes it."""
    questions = [
        asking(panel, text) for text in texts or ("Which training have you led?", "What failed, and why?")
    ]
    return rewritten(panel, questions, reason=reason)


def rewritten(panel: Panel, questions: list[dict[str, Any]], *, reason: str = "", **who: Any) -> GuideVersion:
    guide = guide_of(panel)
    by = who.get("by") or chair_of(panel)
    seen = guide.hash_of(guide.latest)
    return write_guide(panel=panel, questions=questions, seen=seen, reason=reason, by=by, at=NOW)


def interview(panel: Panel | None = None, **fields: Any) -> Round:
    """An opened round of interviews with a guide of two questions."""
    panel = panel or interview_panel(**fields)
    if not panel.guide_versions.exists():
        written_guide(panel)
    return opened_round(panel)


def noted(sheet: Sheet, *, code: str = "C1", number: int = 1, text: str = "Led four courses.") -> Sheet:
    """The member's note on one candidate's answer to the standing question of that number."""
    question = next(
        one for one in questions_of(sheet.round.panel) if one.number == number and one.until is None
    )
    person = sheet.vacancy.applications.get(code=code)
    save_answers(sheet=sheet, application=person, answers={question: text}, by=sheet.seat.user, at=NOW)
    return sheet
