"""An application laid open: all that its pages, its checks and its snapshot read, fetched once."""

from dataclasses import dataclass, field, replace

from applications.intake.models import Application, Attachment, PriceOffer, RequirementAnswer
from applications.profile.models import Profile
from vacancies.models import Criterion, DocumentAsked, Lot, Plan, Requirement


@dataclass(frozen=True)
class Paper:
    """What the plan asks and what the applicant has put down so far; the mappings are keyed by primary keys of what is asked."""

    application: Application
    plan: Plan
    lacks_lot: bool = False
    profile: Profile | None = None
    price: PriceOffer | None = None
    requirements: list[Requirement] = field(default_factory=list)
    criteria: list[Criterion] = field(default_factory=list)
    asked: list[DocumentAsked] = field(default_factory=list)
    answers: dict[int, RequirementAnswer] = field(default_factory=dict)
    statements: dict[int, str] = field(default_factory=dict)
    attachments: dict[int, Attachment] = field(default_factory=dict)

    @property
    def statement_criteria(self) -> list[Criterion]:
        """Criteria to which the applicant writes something."""
        return [criterion for criterion in self.criteria if criterion.limit]

    @property
    def answered(self) -> list[Requirement]:
        """Requirements that are asked as a question; a document is simply there or not."""
        return [requirement for requirement in self.requirements if requirement.kind != "document"]


def lay_open(application: Application) -> Paper:
    """Read `application` as it stands now."""
    return replace(
        blank(application.vacancy_id),
        application=application,
        lacks_lot=application.lot_id is None and Lot.objects.filter(vacancy=application.vacancy_id).exists(),
        profile=Profile.objects.filter(user=application.applicant_id).first(),
        price=PriceOffer.objects.filter(application=application).first(),
        answers={answer.requirement_id: answer for answer in application.answers.all()},
        statements={statement.criterion_id: statement.text for statement in application.statements.all()},
        attachments={row.asked_id: row for row in application.attachments.select_related("document")},
    )


def blank(vacancy_id: int) -> Paper:
    """What the vacancy asks, with nothing filled in."""
    plan = Plan.objects.get(vacancy=vacancy_id)
    return Paper(
        application=Application(vacancy_id=vacancy_id),
        plan=plan,
        requirements=list(plan.requirements.all()),
        criteria=list(plan.criteria.prefetch_related("anchors")),
        asked=list(plan.documents.all()),
    )
