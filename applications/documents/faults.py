"""What can be wrong with a file, in words that say what to do about it."""

from enum import Enum

from django.utils.translation import gettext_noop


class Fault(Enum):
    """A reason to refuse a file; the value is the message, to be translated and filled with `name` and `limit`."""

    EMPTY = gettext_noop("“%(name)s” is empty. Open it to see that it holds your text, and choose it again")
    TOO_LARGE = gettext_noop("“%(name)s” is larger than %(limit)s MB. Make it smaller and choose it again")
    TOO_LONG = gettext_noop("“%(name)s” has more than %(limit)s pages. Shorten it and choose it again")
    WRONG_TYPE = gettext_noop("“%(name)s” cannot be used. Save it as PDF and choose it again")
    TWO_IN_ONE = gettext_noop(
        "“%(name)s” is two files in one, of which the panel would see only one. Save it as PDF anew and choose it again"
    )
    OLD_WORD = gettext_noop(
        "“%(name)s” cannot be used: it is in the old Word format or locked by a password. Save it as PDF and choose it again"
    )
    APPLE_PAGES = gettext_noop(
        "“%(name)s” is in the format of Apple Pages, which cannot be opened here. In Pages choose File, Export To, PDF, and send that"
    )
    APPLE_PHOTO = gettext_noop(
        "“%(name)s” is a photo in the HEIC format of iPhones, which cannot be opened here. "
        "On the iPhone choose Settings, Camera, Formats, Most Compatible and take it again, or save it as PDF or JPEG"
    )
    OTHER_PICTURE = gettext_noop(
        "“%(name)s” is a picture of a kind that is not taken. Save it as PDF, JPEG or PNG and choose it again"
    )
    BROKEN_PDF = gettext_noop(
        "“%(name)s” is damaged or cut short, and does not open as PDF. Save it as PDF anew and choose it again"
    )
    LOCKED = gettext_noop(
        "“%(name)s” is locked by a password, and the panel could not read it. Save it without the password and choose it again"
    )
    BROKEN_DOCX = gettext_noop(
        "“%(name)s” is damaged or is not a Word document (DOCX). Save it as PDF and choose it again"
    )
    BROKEN_ODT = gettext_noop(
        "“%(name)s” is damaged or is not a text document (ODT). Save it as PDF and choose it again"
    )
    BROKEN_RTF = gettext_noop(
        "“%(name)s” is damaged or cut short, and does not open as RTF. Save it as PDF and choose it again"
    )
    BROKEN_PICTURE = gettext_noop(
        "“%(name)s” is damaged or cut short, and does not open as a picture. Scan or photograph the page anew and choose it again"
    )
    LARGE_PICTURE = gettext_noop(
        "“%(name)s” has more than %(limit)s million dots. Scan or photograph the page with fewer and choose it again"
    )
    TOO_INTRICATE = gettext_noop(
        "“%(name)s” is too intricate to be shown here. Save it as PDF anew and choose it again"
    )
    PROGRAM = gettext_noop(
        "“%(name)s” holds a program (macros), which is not accepted. Save it as PDF and choose it again"
    )
    EMBEDDED = gettext_noop(
        "“%(name)s” holds another file inside (an embedded object), which is not accepted. Save it as PDF and choose it again"
    )
    REMOTE = gettext_noop(
        "“%(name)s” fetches a part of itself from another computer, which is not accepted. Save it as PDF and choose it again"
    )


class Unusable(Exception):  # noqa: N818 - a finding about the file, told to its sender
    """A file that cannot be received, and why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.name)
        self.fault = fault
