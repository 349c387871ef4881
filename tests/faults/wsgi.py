"""The portal as gunicorn serves it, in the time of the tests: it began when the server did, and runs."""

import os
from datetime import UTC, datetime, timedelta

from portal.kernel import clock
from portal.wsgi import application

_AHEAD = timedelta(seconds=float(os.environ["FAULTS_CLOCK"]))
clock.now = lambda: datetime.now(UTC) + _AHEAD

__all__ = ["application"]
