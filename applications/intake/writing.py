"""What an applicant writes on the pages that only some plans ask for."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction

from applications.intake.drafts import draft_row
from applications.intake.models import Application
from applications.intake.written import ExperienceLeftOut, Letter, Methodology
from applications.profile.parts import Employment


@transaction.atomic
def save_experience(*, application: Application, left_out: Collection[Employment], by: Any) -> Application:
    """Have every entry of the profile count but those `left_out`; entries of somebody else are nothing to leave out."""
    row = draft_row(application, by)
    row.left_out.all().delete()
    own = Employment.objects.filter(profile__user=row.applicant_id, pk__in=[one.pk for one in left_out])
    ExperienceLeftOut.objects.bulk_create(ExperienceLeftOut(application=row, employment=one) for one in own)
    return row


@transaction.atomic
def save_methodology(*, application: Application, text: str | None, by: Any) -> Application:
    """Keep the methodology, whole also where it is over the limit; None leaves it as it is."""
    row = draft_row(application, by)
    if text is not None:
        Methodology.objects.update_or_create(application=row, defaults={"text": text})
    return row


@transaction.atomic
def save_letter(*, application: Application, said: Mapping[str, Any], by: Any) -> Application:
    """Keep the letter as far as it is written."""
    row = draft_row(application, by)
    Letter.objects.update_or_create(application=row, defaults=dict(said))
    return row
