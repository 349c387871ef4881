"""Secret addresses of a notice that is not public yet: made, found, taken back. Only the hash of the secret is kept."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel.workflow import Refused, locked, require
from portal.record.actions import write
from vacancies.publishing.models import PreviewLink
from vacancies.vacancy.models import Vacancy

SECRET_BYTES = 24
LONGEST_DAYS = 30


@transaction.atomic
def share_preview(*, vacancy: Vacancy, days: int, by: Any, at: datetime) -> tuple[PreviewLink, str]:
    """A new link that is valid for `days` days, and its secret, which nobody can read again later."""
    row = locked(vacancy)
    require("vacancies.share_preview", row, by=by)
    if not 1 <= days <= LONGEST_DAYS:
        raise Refused(_("A link is valid for 1 to %(days)s days.") % {"days": LONGEST_DAYS})
    secret = secrets.token_urlsafe(SECRET_BYTES)
    expires_at = at + timedelta(days=days)
    link = PreviewLink.objects.create(
        vacancy=row, secret_hash=_hash(secret), made_by=by, made_at=at, expires_at=expires_at
    )
    _record("preview.shared", link, by=by, at=at)
    return link, secret


@transaction.atomic
def revoke_preview(*, link: PreviewLink, by: Any, at: datetime) -> PreviewLink:
    """End the link at once; ending it twice changes nothing."""
    row = PreviewLink.objects.select_for_update().get(pk=link.pk)
    require("vacancies.share_preview", row.vacancy, by=by)
    if row.revoked_at is None:
        row.revoked_at = at
        row.save(update_fields=["revoked_at"])
        _record("preview.revoked", row, by=by, at=at)
    return row


def previewed_by(secret: str, *, at: datetime) -> int | None:
    """The primary key of the vacancy that the secret shows at the instant `at`; None for any other secret."""
    valid = PreviewLink.objects.valid(at=at).filter(secret_hash=_hash(secret))
    return valid.values_list("vacancy", flat=True).first()


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _record(action: str, link: PreviewLink, *, by: Any, at: datetime) -> None:
    vacancy = link.vacancy
    data = {"expires_at": link.expires_at.isoformat()}
    write(stream=vacancy.stream, action=action, by=by, at=at, subject=vacancy.reference, data=data)
