"""A document as a file: written by one rule, and read from bytes that may be anything."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from portal.words.figures import file_size
from vacancies.document.checks import faults_of
from vacancies.document.faults import Fault

# A notice with sixty lots has less than a tenth of it.
LARGEST = 512 * 1024


def file_of(document: Mapping[str, Any]) -> bytes:
    """The document as it is exported: JSON with two blanks of indentation, in the order of the format, UTF-8."""
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def read_file(content: bytes) -> tuple[dict[str, Any] | None, list[Fault]]:
    """The document in a file and no faults, or None and everything that is wrong."""
    if len(content) > LARGEST:
        return None, [Fault("", _("The file is larger than %(size)s.") % {"size": file_size(LARGEST)})]
    try:
        document = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once)
    except UnicodeDecodeError:
        return None, [Fault("", _("The file is not written in UTF-8."))]
    except _Repeated as repeated:
        return None, [Fault("", _("The key “%(key)s” stands twice in one object.") % {"key": repeated})]
    except json.JSONDecodeError as error:
        words = _("The file is not JSON: it breaks off or goes wrong in line %(line)s, column %(column)s.")
        return None, [Fault("", words % {"line": error.lineno, "column": error.colno})]
    except (ValueError, RecursionError):
        return None, [Fault("", _("The file is not JSON that a notice could be."))]
    faults = faults_of(document)
    return (None, faults) if faults else (document, [])


class _Repeated(Exception):  # noqa: N818 - it carries the key
    """A key that stands twice: which of the two is meant, nobody knows."""


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    repeated = [key for key, times in Counter(key for key, _value in pairs).items() if times > 1]
    if repeated:
        raise _Repeated(repeated[0])
    return dict(pairs)
