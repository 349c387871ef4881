"""A small S3 server of the real kind: Ceph's object gateway with one monitor and one store, all in memory."""

import os
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path

from tests.faults.server import free_port
from tests.machine import need

KEY, SECRET = "only-for-tests", "only-for-tests-as-well"
PATIENCE = 60
CONF = """
[global]
fsid = {fsid}
mon host = v1:127.0.0.1:{mon}
public addr = 127.0.0.1
auth cluster required = none
auth service required = none
auth client required = none
keyring = /dev/null
run dir = {folder}
log file = {folder}/$name.log
admin socket = {folder}/$name.asok
mon data = {folder}/mon
osd data = {folder}/osd
rgw data = {folder}/rgw
osd objectstore = memstore
memstore device bytes = 268435456
osd memory target = 939524096
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 4
osd pool default pgp num = 4
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
osd class load list = *
osd class default list = *
mon allow pool size one = true
mon max pg per osd = 1000
mon data avail crit = 1
ms bind msgr2 = false
setuser match path =
rgw frontends = beast endpoint=127.0.0.1:{port}
rgw dns name = localhost
"""


class Ceph:
    """`url` is where it listens; it refuses to run as root, so as root it runs as nobody."""

    def __init__(self):
        for program in ("ceph", "monmaptool", "ceph-mon", "ceph-osd", "radosgw", "radosgw-admin"):
            need(program)
        self.folder = Path(tempfile.mkdtemp(prefix="konkurs-ceph-"))
        self.port, self.daemons = free_port(), []
        self.as_nobody = {"user": "nobody", "group": "nogroup"} if os.geteuid() == 0 else {}
        if self.as_nobody:
            shutil.chown(self.folder, "nobody", "nogroup")

    @classmethod
    def started(cls):
        """One that answers; on a busy machine a part of it may miss the others, and all is begun anew."""
        for last in (False, False, True):
            ceph = cls()
            try:
                return ceph.start()
            except (RuntimeError, subprocess.TimeoutExpired):
                ceph.stop()
                if last:
                    raise
        return None

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self):
        fsid, disk, mon = uuid.uuid4(), uuid.uuid4(), free_port()
        conf = CONF.format(fsid=fsid, mon=mon, port=self.port, folder=self.folder)
        (self.folder / "ceph.conf").write_text(conf)
        for name in ("mon", "osd", "rgw"):
            self._run("mkdir", self.folder / name)
        where = f"[v1:127.0.0.1:{mon}]"
        self._run(
            "monmaptool",
            "--create",
            "--clobber",
            "--fsid",
            fsid,
            "--addv",
            "a",
            where,
            self.folder / "monmap",
        )
        self._run(*self._of("ceph-mon"), "-i", "a", "--mkfs", "--monmap", self.folder / "monmap")
        self._daemon("ceph-mon", "-i", "a")
        number = self._run(*self._of("ceph"), "osd", "create", disk).strip()
        self._run(*self._of("ceph-osd"), "-i", number, "--mkfs", "--osd-uuid", disk)
        self._run(
            *self._of("ceph"), "osd", "crush", "add", f"osd.{number}", "1", "root=default", "host=localhost"
        )
        self._daemon("ceph-osd", "-i", number)
        who = ("--uid=portal", "--display-name=Portal", f"--access-key={KEY}", f"--secret={SECRET}")
        self._run(*self._of("radosgw-admin"), "-n", "client.rgw", "user", "create", *who)
        self._daemon("radosgw", "-n", "client.rgw")
        self._until_it_answers()
        return self

    def _of(self, program):
        return (program, "-c", self.folder / "ceph.conf")

    def _run(self, *command):
        """What `command` prints; a failure says what it said."""
        done = subprocess.run(  # noqa: S603 - our own command
            [str(part) for part in command],
            cwd=self.folder, capture_output=True, text=True, timeout=PATIENCE, check=False, **self.as_nobody,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{command[0]} failed: {done.stderr}")
        return done.stdout

    def _daemon(self, program, *more):
        command = [str(part) for part in (*self._of(program), *more, "-f")]
        with (self.folder / f"{program}.out").open("wb") as out:
            daemon = subprocess.Popen(  # noqa: S603 - our own command
                command, cwd=self.folder, stdout=out, stderr=out, start_new_session=True, **self.as_nobody
            )
        self.daemons.append(daemon)

    def _until_it_answers(self):
        end = time.monotonic() + PATIENCE
        while True:
            try:
                urllib.request.urlopen(self.url, timeout=5).close()  # noqa: S310 - our own address
            except OSError as error:
                if isinstance(error, urllib.error.HTTPError):
                    return
                if time.monotonic() > end or self.daemons[-1].poll() is not None:
                    raise RuntimeError((self.folder / "radosgw.out").read_text()) from error
                time.sleep(0.2)
            else:
                return

    def stop(self):
        for daemon in reversed(self.daemons):
            daemon.kill()
            daemon.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
