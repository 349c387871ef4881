"""The portal in processes of its own, as in production: it can be killed at any moment and started again."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from datetime import UTC, datetime
from random import SystemRandom
from urllib.parse import quote

from django.conf import settings
from django.db import connection
from django.test import Client

from tests.factories.portal import NOW
from tests.faults.holding import HELD, ORDER

WORKERS, THREADS = 2, 4
PATIENCE = 60
PORTS = range(20_000, 32_000)


def free_port():
    """A port below those that the system gives to whoever asks for any."""
    for port in SystemRandom().sample(PORTS, 100):
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise RuntimeError("no free port")


def database_url():
    """The database of this test, for another process."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    who = f"{quote(told['USER'])}:{quote(told['PASSWORD'])}@" if told["USER"] else ""
    return f"postgres://{who}{told['HOST']}:{told['PORT'] or 5432}/{told['NAME']}"


class Server:
    """Gunicorn with two workers. `folder` holds its log and what the test orders; `environment` adds to the settings.

    Files lie where those of the test process lie, so factories and the server see the same.
    """

    def __init__(self, folder, static, **environment):
        self.folder, self.port, self.process = folder, free_port(), None
        folder.mkdir(parents=True, exist_ok=True)
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
            "DATABASE_URL": database_url(),
            "VAR_DIR": str(settings.VAR_DIR),
            "SECRET_KEY": settings.SECRET_KEY,
            "SEAL_KEY": settings.SEAL_KEY,
            "SITE_URL": self.url,
            "HTTPS": "false",
            "EMAIL_URL": "consolemail://",
            "FAULTS_DIR": str(folder),
            "FAULTS_STATIC": str(static),
            "FAULTS_CLOCK": str((NOW - datetime.now(UTC)).total_seconds()),
            **environment,
        }

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self):
        return (self.folder / "server.log").read_text()

    def start(self):
        """Start, and wait until it answers."""
        command = [
            *(sys.executable, "-m", "gunicorn", "tests.faults.wsgi:application", "--bind", f"127.0.0.1:{self.port}"),
            *("--worker-class", "portal.serving.Worker", "--workers", str(WORKERS), "--threads", str(THREADS), "--preload", "--log-level", "warning"),
        ]  # fmt: skip
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(  # noqa: S603 - our own command
                command, env=self.environment, cwd=settings.BASE_DIR, stdout=log, stderr=log, start_new_session=True
            )  # fmt: skip
        self._until(self._answers, "The server did not start")
        return self

    def _answers(self):
        if self.process.poll() is not None:
            raise RuntimeError(f"The server ended:\n{self.log}")
        try:
            with urllib.request.urlopen(f"{self.url}/en/", timeout=PATIENCE) as answer:  # noqa: S310 - our own address
                return answer.status == 200
        except OSError:
            return False

    def kill(self):
        """As if the machine lost its power: every process at once, with nothing put in order."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None
        for name in (ORDER, HELD):
            (self.folder / name).unlink(missing_ok=True)

    def restart(self):
        self.kill()
        return self.start()

    def hold(self, path, *, writes=None, method="POST"):
        """Stop the next requests to an address with `path` in it: after so many writes, or before the answer is given."""
        (self.folder / HELD).unlink(missing_ok=True)
        order = {"path": path, "writes": writes, "method": method}
        (self.folder / ORDER).write_text(json.dumps(order))

    def let_go(self):
        (self.folder / ORDER).unlink(missing_ok=True)

    @property
    def is_held(self):
        return (self.folder / HELD).exists()

    def wait_until_held(self, *, unless=lambda: False):
        """Returns whether a request is held; false once it is true `unless` one is.

        The test asks here and not the page: a browser whose request stands still may not answer.
        """
        complaint = "No request came to the point where it was to be held"
        self._until(lambda: self.is_held or unless(), complaint)
        return self.is_held

    def _until(self, true, complaint):
        end = time.monotonic() + PATIENCE
        while not true():
            if time.monotonic() > end:
                raise TimeoutError(f"{complaint}:\n{self.log}")
            time.sleep(0.05)

    def session_of(self, user):
        """The cookie with which `user` is signed in, as playwright takes it."""
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        return {"name": name, "value": client.cookies[name].value, "url": self.url}
