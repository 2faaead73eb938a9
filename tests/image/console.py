"""What a machine writes to its serial port, read as it comes. wait() returns as soon as the words are there: nothing sleeps."""
import re
import socket
import threading
import time


class Console:
    def __init__(self, path):
        self.text = ""
        self.ended = False
        self.news = threading.Condition()
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(path)
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        while chunk := self.socket.recv(65536):
            with self.news:
                self.text += chunk.decode("utf-8", "replace").replace("\r", "")
                self.news.notify_all()
        with self.news:
            self.ended = True
            self.news.notify_all()

    def wait(self, pattern, timeout=420, since=0, unless=None):
        """The first match of the pattern after position `since`. Fails when the time is over, the machine has ended, or what
        `unless` says came before."""
        deadline = time.monotonic() + timeout
        wanted = re.compile(pattern)
        with self.news:
            while not (found := wanted.search(self.text, since)):
                left = deadline - time.monotonic()
                spoilt = unless is not None and re.search(unless, self.text[since:])
                if self.ended or spoilt or left <= 0:
                    raise AssertionError(f"the machine never said {pattern!r}; its last words:\n{self.text[-2000:]}")
                self.news.wait(left)
        return found

    def mark(self):
        with self.news:
            return len(self.text)
