"""Settings of a server whose disk for documents is full as long as there is a file `full` in its folder."""

import os
from pathlib import Path

from applications.documents.folder import PrivateFolder
from portal.settings import VAR_DIR
from tests.faults.settings import *  # noqa: F403
from tests.faults.settings import STORAGES


class FillingFolder(PrivateFolder):
    """A folder; while it is full what is written to it goes to the device of which the system says so."""

    def _save(self, name, content):
        if Path(os.environ["FAULTS_DIR"], "full").exists():
            with Path("/dev/full").open("wb", buffering=0) as disk:
                disk.write(content.read())
        return super()._save(name, content)


STORAGES = STORAGES | {
    "documents": {
        "BACKEND": "tests.faults.full_disk.FillingFolder",
        "OPTIONS": {"location": VAR_DIR / "documents", "base_url": None},
    }
}
