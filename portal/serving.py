"""The worker of gunicorn that serves the portal: `gunicorn --worker-class portal.serving.Worker portal.wsgi`.

In the last minute before a closing time requests queue up. What counts is when one arrived, not when its turn came.
"""

import time
from functools import partial
from selectors import EVENT_READ
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

from portal.kernel import clock
from portal.web import arrival

# Seconds for the first byte of a request; a line that loses its first packet needs some.
FIRST_BYTE = 20


class Worker(ThreadWorker):
    """Threads as gunicorn's own, but a connection waits for its request beside them, and the request's first byte is timed."""

    def enqueue_req(self, conn: Any) -> None:
        """Give a request to the threads once it begins to arrive, and note the moment."""
        if conn.initialized or conn.data_ready:
            conn.arrived = clock.now()
            super().enqueue_req(conn)
            return
        conn.sock.setblocking(False)
        conn.timeout = time.monotonic() + FIRST_BYTE
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, EVENT_READ, partial(self.on_pending_socket_readable, conn))

    def handle(self, conn: Any) -> Any:
        arrival.note(conn.arrived)
        return super().handle(conn)
