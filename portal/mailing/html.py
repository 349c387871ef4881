"""The same letter as HTML, made from its text: nothing is fetched, followed or counted, and links can be pressed."""

import re
from collections.abc import Iterator

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import override

from portal.kernel.addresses import site

# An address ends before the punctuation of the sentence it stands in.
_ADDRESS = re.compile(r"https?://[^\s<>\"«»“”]*[^\s<>\"«»“”.,;:!?)\]]")
_BETWEEN_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")

Part = tuple[str, bool]


def html_of(*, subject: str, text: str, language: str) -> str:
    """A whole page for mail programs, in `language`; what people wrote stays text, whatever signs are in it."""
    with override(language):
        return render_to_string(
            "mail/letter.html",
            {
                "language": language,
                "subject": subject,
                "paragraphs": [_lines(one) for one in _BETWEEN_PARAGRAPHS.split(text.strip())],
                "organisation": settings.ORGANISATION,
                "site": site(),
            },
        )


def add_html(letter: EmailMultiAlternatives, *, language: str) -> EmailMultiAlternatives:
    """Give `letter` its HTML part; the text comes first, and mail programs take the last they can show."""
    page = html_of(subject=letter.subject, text=str(letter.body), language=language)
    letter.attach_alternative(page, "text/html")
    letter.extra_headers.setdefault("Content-Language", language)
    return letter


def _lines(paragraph: str) -> list[list[Part]]:
    return [list(_parts(line)) for line in paragraph.split("\n")]


def _parts(line: str) -> Iterator[Part]:
    """The pieces of a line, and whether each is an address."""
    begin = 0
    for found in _ADDRESS.finditer(line):
        if found.start() > begin:
            yield line[begin : found.start()], False
        yield found.group(), True
        begin = found.end()
    if begin < len(line):
        yield line[begin:], False
