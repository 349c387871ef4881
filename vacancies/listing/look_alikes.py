"""Names that look like another one: letters of other scripts, digits for letters, punycode."""

import unicodedata

# Cyrillic and Greek letters, in the order of the Latin ones they cannot be told from.
_FOREIGN = "авекмнорстухіјѕԁԛԝһӏүαβεικνορτυχѵ"
_LATIN = "abekmhopctyxijsdqwhlyabeikvoptuxv"
_TWINS = str.maketrans(dict(zip(_FOREIGN, _LATIN, strict=True)) | {"0": "o", "1": "l", "5": "s", "|": "l"})


def letters(text: str) -> str:
    """The letters and digits of a code, in lower case, by their looks: "ІОМ KAZ / 007" is "iomkaz007"."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_LETTER_TWINS)
    return "".join(sign for sign in plain if sign.isalnum())


def readable(domain: str) -> str:
    """A domain as it is shown: punycode written out, in lower case, without a dot at the end."""
    labels = unicodedata.normalize("NFKC", domain).casefold().strip(". ").split(".")
    return ".".join(_written_out(label) for label in labels)


def looks(domain: str) -> str:
    """What a domain looks like at a glance: two that look alike are equal in this."""
    bare = "".join(
        sign for sign in unicodedata.normalize("NFKD", readable(domain)) if not unicodedata.combining(sign)
    )
    seen = bare.translate(_TWINS).replace("rn", "m").replace("vv", "w").replace("-", "")
    return seen.replace("i", "l")


def resembles(domain: str, official: str) -> bool:
    """Whether `domain` could be taken for `official`, which it is not, nor a part of it.

    It looks the same, has the official name among others ("iom.int.example.com", "iom-int.com"), or differs in one letter.
    """
    mine, theirs = looks(domain), looks(official)
    if mine == theirs or _one_letter_apart(mine, theirs):
        return True
    name = theirs.partition(".")[0]
    parts = readable(domain).replace("-", ".").split(".")
    return theirs in mine or any(looks(part) == name for part in parts)


def _written_out(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label.removeprefix("xn--").encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether a letter was changed, added, left out, or two neighbours changed places."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = next((at for at, pair in enumerate(zip(one, other, strict=False)) if len(set(pair)) > 1), None)
    if start is None:
        return True
    rest, rest_of_other = one[start:], other[start:]
    swapped = rest_of_other[1:2] + rest_of_other[:1] + rest_of_other[2:]
    return (
        rest[1:] == rest_of_other[1:]
        or rest[1:] == rest_of_other
        or rest == rest_of_other[1:]
        or rest == swapped
    )


_LETTER_TWINS = {sign: twin for sign, twin in _TWINS.items() if not chr(sign).isdigit()}
