"""Papers of the demonstration as PDF, set by typst from their data."""

import json
from pathlib import Path
from typing import Any

import typst

FOLDER = Path(__file__).parent


def pdf(template: str, told: Any) -> bytes:
    """What `template`.typ of this folder makes of `told`; only the fonts that come with typst are used."""
    words = {"told": json.dumps(told, ensure_ascii=False)}
    return typst.compile(FOLDER / f"{template}.typ", sys_inputs=words, ignore_system_fonts=True)
