"""What can be wrong with a file, in words that say what to do about it."""

from enum import Enum

from django.utils.translation import gettext_noop


class Fault(Enum):
    """A reason to refuse a file; the value is the message, to be translated and filled with `name` and `limit`."""

    EMPTY = gettext_noop("“%(name)s” is empty. Open it to see that it holds your text, and choose it again")
    TOO_LARGE = gettext_noop("“%(name)s” is larger than %(limit)s MB. Make it smaller and choose it again")
    TOO_LONG = gettext_noop("“%(name)s” has more than %(limit)s pages. Shorten it and choose it again")
    WRONG_TYPE = gettext_noop("“%(name)s” cannot be used. Save it as PDF and choose it again")
    OLD_WORD = gettext_noop(
        "“%(name)s” cannot be used: it is in the old Word format or locked by a password. Save it as PDF and choose it again"
    )
    BROKEN_PDF = gettext_noop(
        "“%(name)s” is damaged or cut short, and does not open as PDF. Save it as PDF anew and choose it again"
    )
    LOCKED_PDF = gettext_noop(
        "“%(name)s” is locked by a password, and the panel could not read it. Save it without the password and choose it again"
    )
    BROKEN_DOCX = gettext_noop(
        "“%(name)s” is damaged or is not a Word document (DOCX). Save it as PDF and choose it again"
    )
    TOO_INTRICATE = gettext_noop(
        "“%(name)s” is too intricate a Word document to be shown here. Save it as PDF and choose it again"
    )
    PROGRAM = gettext_noop(
        "“%(name)s” holds a program (macros), which is not accepted. Save it as PDF and choose it again"
    )


class Unusable(Exception):  # noqa: N818 - a finding about the file, told to its sender
    """A file that cannot be received, and why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.name)
        self.fault = fault
