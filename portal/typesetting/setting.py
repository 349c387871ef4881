"""A PDF from a template of typst and data."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import typst
from django.conf import settings

# Tagged for readers who listen, and whole in itself for the archive.
_STANDARD: Literal["a-2a"] = "a-2a"


def typeset(template: Path, data: Mapping[str, Any], *, at: datetime) -> bytes:
    """What `template` makes of `data`, as PDF/A dated `at`: the same bytes for the same data and date.

    The template reads `sys.inputs.data`; only the fonts that come with typst are used.
    """
    return typst.compile(
        str(template),
        root=str(settings.BASE_DIR),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        ignore_system_fonts=True,
        pdf_standards=_STANDARD,
        timestamp=int(at.timestamp()),
    )
