"""Data flows one way: the import contracts of pyproject.toml hold, and break when they are broken."""

import subprocess
import sys
from pathlib import Path

from tests.house.tree import ROOT

LINT = str(Path(sys.executable).parent / "lint-imports")


def test_the_import_contracts_hold():
    result = subprocess.run([LINT], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    assert result.returncode == 0, result.stdout
