"""A request that stands still where the test wants it to, so that the server can be killed at that very moment."""

import json
import os
import time
from pathlib import Path

from django.db import connection

ORDER, HELD = "hold.json", "held"
_WRITES = ("INSERT", "UPDATE", "DELETE")


class Hold:
    """Stops the requests that the order is about: after so many writes to the database, or with all done and unanswered."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.folder = Path(os.environ["FAULTS_DIR"])

    def __call__(self, request):
        order = self._order()
        if not order or order["method"] != request.method or order["path"] not in request.path:
            return self.get_response(request)
        if order["writes"] is None:
            self.get_response(request)
            self.stand_still()
        with connection.execute_wrapper(_Counting(order["writes"], self.stand_still)):
            return self.get_response(request)

    def _order(self):
        try:
            return json.loads((self.folder / ORDER).read_text())
        except FileNotFoundError:
            return None

    def stand_still(self):
        """Until the process is killed, or the order is taken back."""
        (self.folder / HELD).touch()
        while (self.folder / ORDER).exists():
            time.sleep(0.02)


class _Counting:
    """Counts what is written to the database; at the number wanted it is in the transaction, and not committed."""

    def __init__(self, wanted, stand_still):
        self.wanted, self.stand_still, self.written = wanted, stand_still, 0

    def __call__(self, execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        if sql.lstrip().startswith(_WRITES):
            self.written += 1
            if self.written == self.wanted:
                self.stand_still()
        return result
