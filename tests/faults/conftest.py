"""A server and a line that can be broken, and browsers that nobody else uses."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests.faults.line import Line
from tests.faults.server import Server, free_port
from tests.journeys.conftest import PATIENCE, browser

__all__ = ["browser"]


@pytest.fixture(scope="session")
def static(tmp_path_factory):
    """The static files as they are in production: hashed and compressed."""
    folder = tmp_path_factory.mktemp("static")
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
        "FAULTS_STATIC": str(folder),
    }
    command = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
    subprocess.run(command, env=environment, cwd=settings.BASE_DIR, check=True)  # noqa: S603 - our own command
    return folder


@pytest.fixture
def servers(transactional_db, tmp_path, static):
    """`servers(**environment)` starts one on the database of the test; all are killed in the end."""
    started = []

    def start(**environment):
        started.append(Server(tmp_path / f"server{len(started)}", static, **environment))
        return started[-1].start()

    yield start
    for server in started:
        server.kill()


@pytest.fixture
def server(servers):
    return servers()


@pytest.fixture
def line(server):
    """The way to the server; a browser that is to lose it goes by `line.url`."""
    line = Line(free_port(), server.port)
    yield line
    line.close()


@pytest.fixture
def browsing(browser):
    """A browser of one person; what it stores lives as long."""
    context = browser.new_context(locale="en", timezone_id="Asia/Dushanbe")
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()
