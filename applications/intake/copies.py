"""Taking over into a draft what its applicant has written already: nothing is to be asked twice."""

from typing import Any

from django.forms.models import model_to_dict

from applications.intake.models import Application, Attachment, PriceOffer, RequirementAnswer, Statement
from applications.intake.team import TeamMember
from applications.intake.written import ExperienceLeftOut, Letter, Methodology


def copy_into(draft: Application, source: Application) -> None:
    """Answers, statements, files and what was written besides of `source`; the files themselves are the same."""
    RequirementAnswer.objects.bulk_create(
        RequirementAnswer(
            application=draft, requirement_id=row.requirement_id, value=row.value, note=row.note
        )
        for row in source.answers.all()
    )
    Statement.objects.bulk_create(
        Statement(application=draft, criterion_id=row.criterion_id, text=row.text)
        for row in source.statements.all()
    )
    Attachment.objects.bulk_create(
        Attachment(application=draft, asked_id=row.asked_id, document_id=row.document_id)
        for row in source.attachments.all()
    )
    ExperienceLeftOut.objects.bulk_create(
        ExperienceLeftOut(application=draft, employment_id=row.employment_id) for row in source.left_out.all()
    )
    for model in (Methodology, Letter):
        copy_written(model, draft, source)


def copy_written(model: Any, draft: Application, source: Application) -> None:
    """The methodology or the letter of `source`, in place of nothing."""
    row = model.objects.filter(application=source).first()
    if row:
        said = model_to_dict(row, exclude=["id", "application"])
        model.objects.create(application=draft, **said)


def copy_price(draft: Application, source: Application) -> None:
    """The sealed price or the number of its envelope as it is: nobody can read it, so nobody can change it but by another one."""
    price = PriceOffer.objects.filter(application=source).first()
    if price:
        PriceOffer.objects.create(
            application=draft,
            sealed=price.sealed,
            sealed_at=price.sealed_at,
            envelope=price.envelope,
            terms=price.terms,
        )


def copy_team(draft: Application, source: Application, *, confirmed: bool) -> None:
    """The people of `source`; for another selection their names only, as everybody confirms where they take part."""
    TeamMember.objects.bulk_create(
        TeamMember(
            application=draft, vacancy_id=draft.vacancy_id, lot_id=draft.lot_id, binds=draft.amends_id is None,
            name=row.name, email=row.email, part=row.part, **(_answered(row) if confirmed else {}),
        )
        for row in source.team.all()
    )  # fmt: skip


def _answered(row: TeamMember) -> dict[str, Any]:
    """What the person did about the invitation."""
    return {name: getattr(row, name) for name in ("invited_at", "account_id", "document_id", "confirmed_at")}


def copied_from(application: Application) -> Application | None:
    """The application whose contents a draft for another lot began with: the person's last one before it."""
    others = Application.objects.first_hand().filter(
        vacancy=application.vacancy_id, applicant=application.applicant_id, pk__lt=application.pk
    )
    return others.select_related("lot").order_by("-pk").first()


def move(draft: Application, application: Application) -> None:
    """Give everything of `draft` to `application`, in place of what that had."""
    for name in ("answers", "statements", "attachments", "left_out"):
        getattr(application, name).all().delete()
        getattr(draft, name).update(application=application)
    application.team.all().delete()
    draft.team.update(application=application, binds=True)
    for model in (PriceOffer, Methodology, Letter):
        model.objects.filter(application=application).delete()
        model.objects.filter(application=draft).update(application=application)
