"""Characters that XML cannot hold, written as a spreadsheet writes them: _x000B_ (ECMA-376 part 1, section 22.4.2.4)."""

import re

_IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\r\x0e-\x1f\ufffe\uffff]")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def escaped(text: str) -> str:
    """`text` as it can stand in a cell; what only looks like an escape is escaped itself."""
    plain = re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
    return _IMPOSSIBLE.sub(lambda found: f"_x{ord(found[0]):04X}_", plain)


def unescaped(cell: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), cell)
