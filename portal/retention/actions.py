"""What a person may ask for of what is held about them."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import ngettext

from portal.accounts.models import User
from portal.kernel.workflow import Refused
from portal.record.actions import write
from portal.record.models import Entry

# The archive is heavy to make; nobody needs it more often.
AT_MOST, WITHIN = 5, timedelta(hours=1)


@transaction.atomic
def give(*, by: Any, at: datetime) -> None:
    """Note that all that is held about `by` is given to them. Raises Refused for too many archives in an hour."""
    person = User.objects.select_for_update().get(pk=by.pk)
    stream = f"person:{person.pk}"
    given = Entry.objects.filter(stream=stream, action="data.given", at__gt=at - WITHIN)
    if given.count() >= AT_MOST:
        raise Refused(
            ngettext(
                "You have downloaded your data %(n)s time within an hour. Try again later.",
                "You have downloaded your data %(n)s times within an hour. Try again later.",
                AT_MOST,
            )
            % {"n": AT_MOST}
        )
    write(stream=stream, action="data.given", by=person, at=at, subject="data")
