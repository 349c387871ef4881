"""Reads RTF, group by group, into blocks that a typesetter shows. It runs nothing, fetches nothing, and refuses objects."""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from applications.documents import rtf_words
from applications.documents.blocks import Block
from applications.documents.faults import Fault, Unusable
from applications.documents.rtf_paragraphs import Paragraphs

# A long CV needs a tenth of each.
_MAX_TOKENS = 1_000_000
_MAX_DEPTH = 200
_ELSEWHERE = re.compile(r"(?i)\s*(\\\\|//|https?:|ftps?:|mhtml:|file:)")
_EXCHANGE = re.compile(r"(?i)\bdde(auto)?\b")
_LINK = re.compile(r'(?i)\s*HYPERLINK\s+"?([^"\s]+)')


@dataclass(frozen=True)
class _Group:
    """What holds between a pair of braces: what its text is for, its font and letters, and what stands for a character."""

    into: str = "text"
    font: int | None = None
    stands_in: int = 1
    styles: frozenset[str] = frozenset()
    starred: bool = False


class Reader:
    """One document; `read` it once."""

    def __init__(self) -> None:
        self._group = _Group()
        self._outer: list[_Group] = []
        self._page = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._bytes = bytearray()
        self._to_skip = 0
        self._gathered = dict.fromkeys(set(rtf_words.GATHERED.values()), "")
        self._carried = b""
        self._link = ""
        self._paragraphs = Paragraphs()

    def read(self, data: bytes) -> list[Block]:
        """The blocks of `data`. Raises Unusable for what ends too early or goes on afterwards."""
        place = 0
        for _count in range(_MAX_TOKENS):
            match = rtf_words.TOKEN.match(data, place)
            if match is None:
                break
            place = self._take(match, data)
            if not self._outer:
                break
        else:
            raise Unusable(Fault.TOO_INTRICATE)
        if self._outer or data[place:].strip(b"\0\r\n\t \x1a"):
            raise Unusable(Fault.BROKEN_RTF)
        return self._paragraphs.all()

    def _take(self, match: re.Match[bytes], data: bytes) -> int:
        """Do what one token says; the answer is where the next one begins."""
        word, number, byte, sign, brace, text = match.groups()
        place = match.end()
        if text:
            self._plain(text)
        elif byte:
            self._plain(bytes.fromhex(byte.decode()))
        elif brace:
            self._brace(brace)
        elif word == b"bin":
            length = max(0, int(number or 0))
            self._carried = data[place : place + length]
            place += length
        elif word:
            self._word(word.decode(), int(number) if number else None)
        elif sign:
            self._sign(sign.decode("latin-1"))
        return place

    def _plain(self, text: bytes) -> None:
        skipped = min(self._to_skip, len(text))
        self._to_skip -= skipped
        self._bytes += text[skipped:]

    def _brace(self, brace: bytes) -> None:
        self._settle()
        self._to_skip = 0
        if brace == b"{":
            if len(self._outer) == _MAX_DEPTH:
                raise Unusable(Fault.TOO_INTRICATE)
            self._outer.append(self._group)
            return
        ended, self._group = self._group, self._outer.pop()
        if ended.into != self._group.into and ended.into in self._gathered:
            said, self._gathered[ended.into] = self._gathered[ended.into], ""
            _ENDS[ended.into](self, said)

    def _settle(self) -> None:
        """Give the bytes read so far to where they belong, as text."""
        if self._bytes:
            self._emit(_decoded(bytes(self._bytes), self._fonts.get(self._current_font, "") or self._page))
            self._bytes.clear()

    @property
    def _current_font(self) -> int:
        return self._font if self._group.font is None else self._group.font

    def _emit(self, text: str) -> None:
        into = self._group.into
        if into in self._gathered and into != "fldrslt":
            self._gathered[into] += text
        elif into in {"text", "fldrslt"} and "hidden" not in self._group.styles:
            self._paragraphs.say(text, self._group.styles)

    def _sign(self, sign: str) -> None:
        self._settle()
        if sign == "*":
            self._group = replace(self._group, starred=True)
        elif sign in "\r\n":
            self._word("par", None)
        elif sign in rtf_words.CONTROL_SIGNS:
            self._emit(rtf_words.CONTROL_SIGNS[sign])

    def _word(self, word: str, number: int | None) -> None:
        self._settle()
        if self._to_skip:
            self._to_skip -= 1
            return
        if word in rtf_words.OBJECTS:
            raise Unusable(Fault.EMBEDDED)
        if self._group.starred or word in rtf_words.UNSHOWN or word in rtf_words.GATHERED:
            self._open(word)
        elif self._group.into == "fonttbl":
            self._define_font(word, number)
        elif self._group.into != "skip":
            self._do(word, number)

    def _open(self, word: str) -> None:
        """A group that is not for the page, or for it in another way."""
        into = rtf_words.GATHERED.get(word) or ("text" if word in rtf_words.SHOWN else "skip")
        if self._group.into == "skip":
            into = "skip"
        self._group = replace(self._group, into=into, starred=False)

    def _define_font(self, word: str, number: int | None) -> None:
        if word == "f":
            self._group = replace(self._group, font=number or 0)
        elif word == "fcharset":
            self._fonts[self._current_font] = rtf_words.page_of_charset(number)
        elif word == "cpg":
            self._fonts[self._current_font] = rtf_words.page_of_number(number)

    def _do(self, word: str, number: int | None) -> None:
        if word in rtf_words.SIGNS:
            self._emit(rtf_words.SIGNS[word])
        elif word in rtf_words.STYLES or word in rtf_words.STYLES_OFF:
            self._style(word, number)
        elif word == "u":
            self._emit(chr((number or 0) & 0xFFFF))
            self._to_skip = self._group.stands_in
        elif word == "uc":
            self._group = replace(self._group, stands_in=max(0, min(number or 0, 8)))
        elif word == "f":
            self._group = replace(self._group, font=number or 0)
        elif word == "ansicpg":
            self._page = rtf_words.page_of_number(number)
        elif word == "deff":
            self._font = number or 0
        else:
            self._place(word, number)

    def _style(self, word: str, number: int | None) -> None:
        off = rtf_words.STYLES_OFF.get(word) or ({rtf_words.STYLES[word]} if number == 0 else set())
        on = set() if off else {rtf_words.STYLES[word]}
        self._group = replace(self._group, styles=self._group.styles - off | on)

    def _place(self, word: str, number: int | None) -> None:
        """Paragraphs and tables."""
        paragraphs = self._paragraphs
        if word in rtf_words.ENDS_OF_PARAGRAPHS:
            paragraphs.end()
        elif word == "pard":
            paragraphs.in_cell, paragraphs.level = False, 0
        elif word == "intbl":
            paragraphs.in_cell = True
        elif word == "outlinelevel":
            paragraphs.level = max(1, min((number or 0) + 1, 6))
        elif word == "cell":
            paragraphs.end_cell()
        elif word == "row":
            paragraphs.end_row()

    def end_field(self, instruction: str) -> None:
        if _EXCHANGE.search(instruction):
            raise Unusable(Fault.PROGRAM)
        link = _LINK.match(instruction)
        self._link = link[1].removeprefix("mailto:").rstrip("/") if link else ""

    def end_result(self, _said: str) -> None:
        """Paper cannot be clicked: an address that the text does not show is written after it."""
        if self._link and self._link.split("//")[-1] not in self._paragraphs.said():
            self._emit(f" ({self._link})")
        self._link = ""

    def end_template(self, address: str) -> None:
        if _ELSEWHERE.match(address):
            raise Unusable(Fault.REMOTE)

    def end_marker(self, said: str) -> None:
        self._paragraphs.marker = said.strip()[:20]

    def end_picture(self, said: str) -> None:
        """Written in hexadecimal, or carried along as bytes; what cannot be shown is said to be there."""
        data, self._carried = self._carried or bytes.fromhex(_even(said)), b""
        self._paragraphs.picture(base64.b64encode(data).decode())

    def end_fonts(self, _said: str) -> None:
        """Their names are of no use here."""


def _decoded(data: bytes, page: str) -> str:
    """A font of symbols has signs in the place of letters, as others have them in the private area."""
    if page == rtf_words.SYMBOL:
        return "".join(chr(0xF000 + byte) if byte > ord(" ") else chr(byte) for byte in data)
    return data.decode(page, "replace")


def _even(digits: str) -> str:
    digits = "".join(digits.split())
    return digits[: len(digits) // 2 * 2]


_ENDS: dict[str, Callable[[Reader, str], None]] = {
    "fldinst": Reader.end_field,
    "fldrslt": Reader.end_result,
    "template": Reader.end_template,
    "listtext": Reader.end_marker,
    "pict": Reader.end_picture,
    "fonttbl": Reader.end_fonts,
}
