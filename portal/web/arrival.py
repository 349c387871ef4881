"""When the request that is being answered arrived: before it waited for its turn, where the server knows that."""

import threading
from datetime import datetime

from portal.kernel import clock

_here = threading.local()


def note(moment: datetime) -> None:
    """What this thread answers next arrived at `moment`; the server's worker says so (portal.serving)."""
    _here.moment = moment


def arrived() -> datetime:
    """The instant at which the present request arrived; now, where a server does not tell."""
    return getattr(_here, "moment", None) or clock.now()
