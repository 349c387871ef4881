"""A line between a browser and the server that can be cut, mended and slowed."""

import socket
import threading
import time
from contextlib import suppress

_PIECE = 16 * 1024


class Line:
    """Carries bytes both ways between `port` and the server's; nothing comes through while it is cut."""

    def __init__(self, port, to):
        self.port, self.to = port, to
        self.is_cut, self.bytes_a_second, self.left, self.sent = False, 0, None, 0
        self.pairs = []
        self.listening = socket.create_server(("127.0.0.1", port))
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def cut(self):
        """Now: what is under way breaks off, and nobody gets through."""
        self.is_cut = True
        for pair in self.pairs:
            _shut(*pair)
        self.pairs.clear()

    def cut_after(self, many):
        """Once so many bytes more have gone to the server."""
        self.left = many

    def mend(self):
        self.is_cut, self.left = False, None

    def slow(self, bytes_a_second):
        """0 for as fast as it goes."""
        self.bytes_a_second = bytes_a_second

    def close(self):
        self.cut()
        self.listening.close()

    def _listen(self):
        with suppress(OSError):
            while True:
                near, _address = self.listening.accept()
                self._connect(near)

    def _connect(self, near):
        if self.is_cut:
            _shut(near)
            return
        try:
            far = socket.create_connection(("127.0.0.1", self.to))
        except OSError:
            _shut(near)
            return
        self.pairs.append((near, far))
        for source, target in ((near, far), (far, near)):
            threading.Thread(target=self._carry, args=(source, target, source is near), daemon=True).start()

    def _carry(self, source, target, outward):
        with suppress(OSError):
            while piece := source.recv(self.bytes_a_second or _PIECE):
                if self.bytes_a_second:
                    time.sleep(len(piece) / self.bytes_a_second)
                target.sendall(self._let_through(piece) if outward else piece)
        _shut(source, target)

    def _let_through(self, piece):
        self.sent += len(piece)
        if self.left is not None:
            piece, self.left = piece[: self.left], self.left - len(piece)
            if self.left <= 0:
                self.cut()
        return piece


def _shut(*sockets):
    for one in sockets:
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)
        one.close()
