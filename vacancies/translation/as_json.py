"""The texts of a notice as a JSON file, and back."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from pydantic import BaseModel, Field, StrictStr, ValidationError

from portal.kernel.bilingual import languages
from vacancies.translation.exchange import FORMAT, Incoming, Unreadable, checked, require_own
from vacancies.translation.merging import Written, marks_of
from vacancies.translation.states import Reading


class Row(BaseModel):
    """One text: what the translator fills in under `text`; `marks` tell what stood there at the time of the export."""

    path: StrictStr
    text: dict[str, StrictStr]
    marks: dict[str, StrictStr] = Field(default_factory=dict)
    remark: StrictStr = ""


class File(BaseModel):
    format: StrictStr
    reference: StrictStr
    texts: list[Row]


def written(reference: str, found: Iterable[Reading], *, at: datetime) -> bytes:
    """The file for a translator; letters stand in it as they are."""
    said = {
        "format": FORMAT,
        "reference": reference,
        "exported_at": at.isoformat(),
        "texts": [_row(one) for one in found],
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode()


def read(content: bytes, reference: str) -> Incoming:
    """What the file brings back for the notice `reference`; raises Unreadable with every reason."""
    file = _file(content)
    if file.format != FORMAT:
        raise Unreadable(_("This is not a file of texts that the portal exported."))
    require_own(file.reference, reference)
    known = set(languages())
    written = [
        Written(row.path, {code: text for code, text in row.text.items() if code in known}, row.marks)
        for row in file.texts
    ]
    return checked(Incoming(written, {row.path: row.remark for row in file.texts if row.remark.strip()}))


def _row(one: Reading) -> dict[str, Any]:
    text = one.text
    return {
        "path": text.path,
        "where": text.label,
        "text": dict(text.said),
        "state": {language: str(state) for language, state in one.states.items()},
        "marks": marks_of(text.said),
        "remark": "",
    }


def _file(content: bytes) -> File:
    try:
        return File.model_validate(json.loads(content.decode("utf-8-sig")))
    except ValidationError as error:
        places = (".".join(map(str, fault["loc"])) for fault in error.errors())
        reasons = [
            _("%(place)s is missing or is not what it should be.") % {"place": place} for place in places
        ]
        raise Unreadable(*(reasons[:20] or [_("This is not a JSON file.")])) from error
    except (ValueError, RecursionError) as error:
        raise Unreadable(_("This is not a JSON file.")) from error
