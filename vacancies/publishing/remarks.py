"""What approvers remark on the fields of a notice: made in approval, shown in the editor, dealt with by its writer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel.workflow import Refused, locked, require
from portal.record.actions import write
from vacancies.plan.editor import register
from vacancies.publishing.fields import fields_of, page_of
from vacancies.publishing.models import FieldComment
from vacancies.vacancy.models import Vacancy


@dataclass(frozen=True)
class Remark:
    """A comment with the name of its field, and the way to it; a field that is gone is named by its path."""

    comment: FieldComment
    label: str
    address: str


def remarks_on(vacancy: Vacancy, *, page: str = "", settled: bool = False) -> list[Remark]:
    """Comments that are open, or those dealt with, of one page of the editor or of all."""
    found = [
        comment
        for comment in vacancy.comments.all()
        if (comment.settled_at is not None) == settled and page in ("", page_of(comment.path))
    ]
    fields = {field.path: field for field in fields_of(vacancy)} if found else {}
    return [_remark(comment, fields.get(comment.path)) for comment in found]


def _remark(comment: FieldComment, field: Any) -> Remark:
    return Remark(comment, field.label if field else comment.path, field.place.address if field else "")


def beside_the_fields(vacancy: Vacancy, page: str) -> dict[str, Any]:
    """For the pages of the editor: the open comments on their fields."""
    return {"remarks": remarks_on(vacancy, page="criteria" if page == "criterion" else page)}


register(beside_the_fields)


@transaction.atomic
def comment_on(*, vacancy: Vacancy, path: str, text: str, by: Any, at: datetime) -> FieldComment:
    """Say something to one field of a notice in approval. Raises Refused without words, or for a field it has not."""
    row = locked(vacancy)
    require("vacancies.comment_vacancy", row, by=by)
    if not text.strip():
        raise Refused(_("Write what is to be changed in this field."))
    if path not in {field.path for field in fields_of(row)}:
        raise Refused(_("Choose a field of the notice."))
    comment = FieldComment.objects.create(vacancy=row, path=path, text=text.strip(), by=by, at=at)
    _record("field.commented", comment, by=by, at=at)
    return comment


@transaction.atomic
def settle(*, comment: FieldComment, by: Any, at: datetime) -> FieldComment:
    """Note that the comment has been dealt with; dealing with it twice changes nothing."""
    row = FieldComment.objects.select_for_update().get(pk=comment.pk)
    require("vacancies.settle_comment", row, by=by)
    if row.settled_at is None:
        row.settled_by, row.settled_at = by, at
        row.save(update_fields=["settled_by", "settled_at"])
        _record("field.settled", row, by=by, at=at)
    return row


def _record(action: str, comment: FieldComment, *, by: Any, at: datetime) -> None:
    vacancy = comment.vacancy
    data = {"field": comment.path, "text": comment.text}
    write(stream=vacancy.stream, action=action, by=by, at=at, subject=vacancy.reference, data=data)
