"""The folder in which documents are kept without S3."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from applications.documents.folder import PrivateFolder


class Cut(ContentFile):
    """A file of which the second half meets a full disk."""

    def chunks(self, _size=None):
        yield b"half"
        with Path("/dev/full").open("wb", buffering=0) as full:
            full.write(b"other half")


def test_what_is_saved_is_written_to_the_disk_with_its_place(tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr(
        "os.fsync", lambda descriptor: synced.append(Path(f"/proc/self/fd/{descriptor}").readlink())
    )
    PrivateFolder(tmp_path).save("ab/cd", ContentFile(b"whole"))
    assert synced == [tmp_path / "ab" / "cd", tmp_path / "ab"]


def test_what_meets_a_full_disk_leaves_no_half_file(tmp_path):
    with pytest.raises(OSError, match="No space left on device"):
        PrivateFolder(tmp_path).save("ab/cd", Cut(b""))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
