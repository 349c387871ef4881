"""The data of the demonstration, as they lie in the folder data/."""

import json
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "data"


@cache
def read(name: str) -> Any:
    """What data/`name`.json holds; not to be changed by whoever reads it."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
