"""The sender's name of a file as it may be shown, put into a header, and saved under on any computer."""

import re
import unicodedata

_MOST = 255
# Control and formatting characters: a name must not break a header nor be read backwards.
_UNSHOWN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
# What names of files may not hold on one system or another; a quotation mark could end a header's value.
_FORBIDDEN = str.maketrans(dict.fromkeys('<>:"|?*', "_"))
# Windows takes these for devices, whatever follows the point.
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)\s*(\..*)?")


def shown(name: str) -> str:
    """`name` without folders and signs that mislead; the end, with the kind of file, is what matters of a long one."""
    last = re.split(r"[/\\]", name)[-1]
    kept = "".join(sign for sign in last if unicodedata.category(sign) not in _UNSHOWN)
    tidy = kept.translate(_FORBIDDEN).strip().rstrip(". ")[-_MOST:]
    if not tidy.strip("."):
        return "document"
    return f"_{tidy}"[:_MOST] if _DEVICE.fullmatch(tidy) else tidy
