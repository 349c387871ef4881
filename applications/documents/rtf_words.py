"""The control words of RTF that say something (RTF 1.9.1), and the code pages its bytes are written in."""

import re

# A control word with its number, a byte in hexadecimal, a control sign, a brace, ends of lines (they say nothing), plain text.
TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?\d{1,9})? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)

# Groups that say how the document looks or who wrote it, and stand on no page of the text.
UNSHOWN = frozenset({
    "stylesheet", "colortbl", "info", "filetbl", "header", "headerl", "headerr", "headerf", "footer", "footerl",
    "footerr", "footerf", "nonshppict", "annotation", "atnid", "atnauthor", "xe", "tc", "bkmkstart", "bkmkend", "falt",
    "panose", "private", "revtbl", "listtable", "listoverridetable", "themedata", "mmathPr", "docvar", "background",
})  # fmt: skip
# Groups whose text is gathered, to be judged or shown when they end.
GATHERED = {
    "fonttbl": "fonttbl", "fldinst": "fldinst", "template": "template", "pict": "pict", "listtext": "listtext",
    "pntext": "listtext", "fldrslt": "fldrslt",
}  # fmt: skip
# Groups that are marked as ones a reader may skip, and whose text stands on the page all the same.
SHOWN = frozenset({"shppict", "shpinst", "shptxt", "do", "dptxbxtext"})
# An object of another program, carried along or fetched when the file is opened.
OBJECTS = frozenset({"objdata", "objautlink", "objlink", "objupdate", "objhtml", "objocx"})

SIGNS = {
    "line": "\n", "tab": "\u2003", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
}  # fmt: skip
CONTROL_SIGNS = {"~": "\u00a0", "_": "\u2011", "\\": "\\", "{": "{", "}": "}"}
ENDS_OF_PARAGRAPHS = frozenset({"par", "sect", "page", "nestcell"})
STYLES = {"b": "bold", "i": "italic", "ul": "underline", "strike": "strike", "super": "super", "sub": "sub", "v": "hidden"}  # fmt: skip
STYLES_OFF = {"ulnone": {"underline"}, "nosupersub": {"super", "sub"}, "plain": set(STYLES.values())}

SYMBOL = "symbol"
_CHARSETS = {
    2: SYMBOL,     77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 255: "cp850",
}  # fmt: skip
_PAGES = {
    437, 720, 737, 775, 850, 852, 855, 857, 860, 861, 862, 863, 864, 865, 866, 869, 874, 932, 949, 950,
    1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258,
}  # fmt: skip


def page_of_charset(number: int | None) -> str:
    """The code page of a font; empty where it has that of the document."""
    return _CHARSETS.get(number or 0, "")


def page_of_number(number: int | None) -> str:
    """The code page called `number`; that of Western Europe for one that nobody knows."""
    return f"cp{number}" if number in _PAGES else "cp1252"
