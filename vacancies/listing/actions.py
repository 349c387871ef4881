"""Saving the synonyms of the search."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.kernel.canonical import sha256_of
from portal.kernel.workflow import Refused, require
from portal.record.actions import write
from vacancies.listing.models import SynonymList
from vacancies.listing.synonyms import read

STREAM = "synonyms"


@transaction.atomic
def save_synonyms(*, text: str, based_on: int | None, by: Any, at: datetime) -> SynonymList:
    """Put `text` in force at once; the lists before it are kept.

    `based_on` is the number of the list that was changed, None for the one a portal begins with. Raises Refused when
    a line cannot be read, and when somebody saved another list meanwhile.
    """
    require("vacancies.edit_synonyms", None, by=by)
    synonyms, wrong = read(text)
    if wrong:
        raise Refused(" ".join(map(str, wrong)))
    latest = SynonymList.objects.select_for_update().first()
    if (latest.pk if latest else None) != based_on:
        raise Refused(_("Somebody saved other synonyms meanwhile. Compare them with yours and save again."))
    saved = SynonymList.objects.create(text=text, saved_by=by, saved_at=at)
    data = {"rules": len(synonyms.rules), "fingerprint": sha256_of(text)}
    write(stream=STREAM, action="synonyms.saved", by=by, at=at, data=data)
    return saved
