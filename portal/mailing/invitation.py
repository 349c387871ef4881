"""An appointment that comes with a letter, as calendars read it from the post (RFC 6047)."""

import re

from django.core.mail import EmailMessage

_METHOD = re.compile(r"^METHOD:([A-Z]+)\r?$", re.MULTILINE)


def attach(letter: EmailMessage, calendar: str) -> None:
    """Put `calendar` into the letter under its own method, without which mail programs offer nothing to accept or take out."""
    if calendar:
        method = _METHOD.search(calendar)
        kind = f"text/calendar; method={method[1]}" if method else "text/calendar"
        letter.attach("invitation.ics", calendar, kind)
