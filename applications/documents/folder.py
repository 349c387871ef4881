"""A folder of this machine as the private storage of documents."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage


class PrivateFolder(FileSystemStorage):
    """What it says is saved is on the disk, also after a power cut; what could not be saved leaves no half file behind."""

    def _save(self, name: str, content: Any) -> str:
        try:
            saved: str = super()._save(name, content)
        except OSError:
            with suppress(OSError):
                self.delete(name)
            raise
        path = Path(self.path(saved))
        for written in (path, path.parent):
            _to_disk(written)
        return saved


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
