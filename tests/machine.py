"""What the machine must have for a test: said and skipped where it is missing, a failure in CI."""

import os
import shutil

import pytest

PROGRAMS = {
    "ceph": ("ceph",),
    "ceph-mon": ("ceph-mon",),
    "ceph-osd": ("ceph-osd",),
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "clamd": ("clamd", "/usr/sbin/clamd"),
    "monmaptool": ("monmaptool",),
    "msgfmt": ("msgfmt",),
    "openssl": ("openssl",),
    "postgres": ("psql",),
    "radosgw": ("radosgw",),
    "radosgw-admin": ("radosgw-admin",),
    "soffice": ("soffice", "libreoffice"),
}


def found(name: str) -> str | None:
    """The path of the program behind `name`, or None."""
    return next(filter(None, map(shutil.which, PROGRAMS[name])), None)


def need(name: str) -> str:
    """The path of the program behind `name`; skips the test without it, and fails it in CI."""
    path = found(name)
    if path is None:
        reason = f"{name} is not installed on this machine"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return path
