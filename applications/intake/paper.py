"""An application laid open: all that its pages, its checks and its snapshot read, fetched once."""

from dataclasses import dataclass, field, replace
from typing import Any

from applications.intake.models import Application, Attachment, PriceOffer, RequirementAnswer
from applications.intake.taken import TakenOver
from applications.intake.team import TeamMember
from applications.intake.written import Letter, Methodology
from applications.profile.models import Profile
from applications.profile.parts import Employment
from vacancies.models import Criterion, DocumentAsked, Lot, Output, Plan, Requirement


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
    outputs: list[Output] = field(default_factory=list)
    employments: list[Employment] = field(default_factory=list)
    left_out: set[int] = field(default_factory=set)
    methodology: str = ""
    letter: Letter | None = None
    taken_over: dict[str, TakenOver] = field(default_factory=dict)
    team: list[TeamMember] = field(default_factory=list)

    @property
    def statement_criteria(self) -> list[Criterion]:
        """Criteria to which the applicant writes something."""
        return [criterion for criterion in self.criteria if criterion.limit]

    @property
    def asks_experience(self) -> bool:
        """Who applies on paper has no profile to choose from: their CV says it."""
        return self.plan.experience_asked and not self.application.being_entered

    @property
    def chosen(self) -> list[Employment]:
        """The entries of the profile that count for this application."""
        return [row for row in self.employments if row.pk not in self.left_out]

    @property
    def answered(self) -> list[Requirement]:
        """Requirements that are asked as a question; a document is simply there or not."""
        return [requirement for requirement in self.requirements if requirement.kind != "document"]


def lay_open(application: Application, *, asked: Paper | None = None) -> Paper:
    """Read `application` as it stands now; what the plan asks is that of `asked`, where it was read a moment ago."""
    asked = asked or blank(application.vacancy_id)
    return replace(
        asked,
        application=application,
        **_written(application, asked.plan),
        taken_over={
            row.page: row for row in application.taken_over.select_related("source__vacancy").order_by("pk")
        },
        team=list(application.team.select_related("document")),
        lacks_lot=application.lot_id is None and Lot.objects.filter(vacancy=application.vacancy_id).exists(),
        profile=Profile.objects.filter(user=application.applicant_id).first(),
        price=PriceOffer.objects.filter(application=application).first(),
        answers={answer.requirement_id: answer for answer in application.answers.all()},
        statements={statement.criterion_id: statement.text for statement in application.statements.all()},
        attachments={row.asked_id: row for row in application.attachments.select_related("document")},
    )


def _written(application: Application, plan: Plan) -> dict[str, Any]:
    """What stands on the pages that only some plans ask for; of what is not asked nothing is fetched."""
    said: dict[str, Any] = {}
    if plan.experience_asked:
        said["employments"] = list(Employment.objects.filter(profile__user=application.applicant_id))
        said["left_out"] = set(application.left_out.values_list("employment", flat=True))
    if plan.methodology_limit:
        said["methodology"] = (
            Methodology.objects.filter(application=application).values_list("text", flat=True).first() or ""
        )
    if plan.letter_asked:
        said["letter"] = Letter.objects.filter(application=application).first()
    return said


def blank(vacancy_id: int) -> Paper:
    """What the vacancy asks, with nothing filled in."""
    plan = Plan.objects.get(vacancy=vacancy_id)
    return Paper(
        application=Application(vacancy_id=vacancy_id),
        plan=plan,
        requirements=list(plan.requirements.all()),
        criteria=list(plan.criteria.prefetch_related("anchors")),
        asked=list(plan.documents.all()),
        outputs=list(Output.objects.filter(vacancy=vacancy_id)) if plan.price_breakdown else [],
    )
