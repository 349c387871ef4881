"""The published plan as it is read: requirements, criteria, method, documents and fingerprint."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from portal.kernel.bilingual import Text
from portal.words.figures import file_size
from portal.words.moments import day_in
from vacancies.listing import handed_in, method, wording
from vacancies.plan.formats import in_words as formats_in_words
from vacancies.plan.models import Criterion, DocumentAsked, Format, Plan
from vacancies.plan.published import fingerprint

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class CriterionLine:
    """A criterion as a line of the table; `minimum` is empty where there is none."""

    code: str
    name: Text
    description: Text
    stage: str
    minimum: str
    points: Decimal
    shown_points: str
    anchors: list[tuple[str, Text]]


@dataclass(frozen=True)
class DocumentLine:
    """A document to hand in; `files` says what it may be where it is not what every file may be."""

    name: Text
    required: bool
    files: str


@dataclass(frozen=True)
class Selection:
    """The published plan in words."""

    requirements: list[Text]
    criteria: list[CriterionLine]
    most: Decimal
    total: str
    marking: str
    passing: str
    result: list[str]
    fine_print: list[str]
    documents: list[DocumentLine]
    pages: list[str]
    files: str
    price: str
    team: str
    frozen: str
    fingerprint: str


def selection_of(plan: Plan) -> Selection:
    """The plan in the active language."""
    criteria = list(plan.criteria.all())
    total = sum((criterion.points for criterion in criteria), Decimal(0))
    return Selection(
        requirements=[requirement.text for requirement in plan.requirements.all()],
        criteria=[_criterion(criterion) for criterion in criteria],
        most=max((criterion.points for criterion in criteria), default=Decimal(0)),
        total=wording.plain(total),
        marking=method.marking(criteria),
        passing=method.passing(plan, total),
        result=[*method.result(plan), *method.own_scores(plan), *method.outcome(plan)],
        fine_print=[*method.blindness(plan), method.ties(plan), method.absence(plan)],
        documents=[_document(document) for document in plan.documents.all()],
        files=_("%(formats)s, up to %(size)s each.")
        % {"formats": ", ".join(Format.labels), "size": file_size(settings.DOCUMENT_MAX_BYTES)},
        pages=handed_in.pages(plan.asks),
        price=handed_in.price(plan),
        team=handed_in.team(plan.asks),
        frozen=_frozen(plan),
        fingerprint=" ".join(_fours(fingerprint(plan))),
    )


def _criterion(criterion: Criterion) -> CriterionLine:
    scale = wording.plain(criterion.scale)
    minimum = criterion.minimum
    return CriterionLine(
        code=criterion.code,
        name=criterion.name,
        description=criterion.description,
        stage=capfirst(criterion.get_stage_display()),
        minimum=""
        if minimum is None
        else _("%(mark)s of %(scale)s") % {"mark": wording.plain(minimum), "scale": scale},
        points=criterion.points,
        shown_points=wording.plain(criterion.points),
        anchors=[(wording.plain(anchor.step), anchor.text) for anchor in criterion.anchors.all()],
    )


def _document(document: DocumentAsked) -> DocumentLine:
    formats = formats_in_words(document.formats)
    largest = document.max_megabytes
    size = (
        _("up to %(size)s") % {"size": file_size(min(largest * MEGABYTE, settings.DOCUMENT_MAX_BYTES))}
        if largest
        else ""
    )
    return DocumentLine(document.name, document.required, ", ".join(filter(None, [formats, size])))


def _frozen(plan: Plan) -> str:
    if plan.frozen_at is None:
        return _("The selection plan is frozen with the first application.")
    zone = plan.vacancy.office.zone
    return _("The selection plan was frozen with the first application, on %(day)s.") % {
        "day": day_in(plan.frozen_at, zone)
    }


def _fours(digits: str) -> Iterable[str]:
    return (digits[start : start + 4] for start in range(0, len(digits), 4))
