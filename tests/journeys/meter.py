"""What the pages of a run ask of the database, and how long they keep the processor busy."""

from threading import local
from time import thread_time

from django.core.signals import request_finished, request_started
from django.db import connection


class Meter:
    """`rows` are the requests that were answered: method and address, questions, seconds of the processor."""

    def __init__(self):
        self.rows, self.here = [], local()

    def __enter__(self):
        request_started.connect(self._begin)
        request_finished.connect(self._end)
        return self

    def __exit__(self, *_fault):
        request_started.disconnect(self._begin)
        request_finished.disconnect(self._end)

    def _begin(self, environ=None, **_said):
        if environ is None:
            return
        self.here.asked, self.here.what = 0, f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}"
        self.here.begun = thread_time()
        connection.execute_wrappers.append(self._count)

    def _count(self, execute, *said):
        self.here.asked += 1
        return execute(*said)

    def _end(self, **_said):
        if self._count in connection.execute_wrappers:
            connection.execute_wrappers.remove(self._count)
            self.rows.append((self.here.what, self.here.asked, thread_time() - self.here.begun))

    def of(self, what):
        """Of all requests for that: the most questions, fewest seconds."""
        found = [(asked, seconds) for name, asked, seconds in self.rows if name == what]
        return max(asked for asked, _seconds in found), min(seconds for _asked, seconds in found)
