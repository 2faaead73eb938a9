"""A web server on loopback that behaves as badly as its URL asks: http://127.0.0.1:PORT/MODE/baken/...

usage: hostile_server.py FOLDER     serves FOLDER/baken/...; prints its port, then serves until it is ended

/log tells and forgets what was asked ("PATH STATUS RANGE"), /fire answers the question for news that is held.
"""
import hashlib
import http.server
import pathlib
import sys
import threading
import time

FOLDER = pathlib.Path(sys.argv[1])
PAGE = b"<!DOCTYPE html><html><body>Welkom op dit netwerk. Vul uw kamernummer in.</body></html>"
fired = threading.Event()
log = []
lock = threading.Lock()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *words):
        pass

    def answer(self, status, body=b"", headers=(), length=None):
        with lock:
            log.append(f"{self.path} {status} {self.headers.get('Range', '-')}")
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def hang_up(self):
        self.wfile.flush()
        self.close_connection = True

    def wait_for_the_client_to_leave(self):
        self.wfile.flush()
        self.rfile.read(1)
        self.close_connection = True

    def do_GET(self):
        if self.path == "/log":
            with lock:
                told = "\n".join(log).encode()
                log.clear()
            self.send_response(200)
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)
            return
        if self.path == "/fire":
            fired.set()
            self.send_response(204)
            self.end_headers()
            return
        _, mode, name = self.path.split("/", 2)
        try:
            getattr(self, mode.replace("-", "_"))(name)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def file(self, name):
        path = FOLDER / name
        return path.read_bytes() if path.is_file() else None

    def plain(self, name):
        if name.startswith("baken/changes"):
            return self.news(name)
        body = self.file(name)
        if body is None:
            return self.answer(404, b"no such file")
        tag = '"' + hashlib.sha256(body).hexdigest()[:16] + '"'
        headers = [("ETag", tag), ("Content-Type", "application/octet-stream")]
        if self.headers.get("If-None-Match") == tag:
            return self.answer(304, headers=headers)
        asked = self.headers.get("Range")
        if asked:
            begin = int(asked.removeprefix("bytes=").removesuffix("-"))
            headers.append(("Content-Range", f"bytes {begin}-{len(body) - 1}/{len(body)}"))
            return self.answer(206, body[begin:], headers)
        return self.answer(200, body, headers)

    # Says of every question at once that there is nothing newer, as a cache does that kept such an answer.
    def restless(self, name):
        return self.answer(204) if name.startswith("baken/changes") else self.plain(name)

    # The question for news: held until /fire, or answered at once where the question says after=0.
    def news(self, name):
        if "after=0" in name.split("?")[-1].split("&"):
            return self.answer(204)
        with lock:
            log.append("held")
        fired.wait()
        fired.clear()
        self.answer(200, b'{"timestamp": 2}', [("Content-Type", "application/json")])

    # Every answer ends half-way; one that is asked for the rest gives half of that. Only the timestamp, which is small
    # and changes under its name, comes whole.
    def truncate(self, name):
        body = self.file(name)
        if body is None:
            return self.answer(404)
        if name.endswith("timestamp.json"):
            return self.answer(200, body)
        asked = self.headers.get("Range")
        begin = int(asked.removeprefix("bytes=").removesuffix("-")) if asked else 0
        rest = body[begin:]
        some = rest[: (len(rest) + 1) // 2]
        headers = [("Content-Range", f"bytes {begin}-{len(body) - 1}/{len(body)}")] if asked else []
        self.answer(206 if asked else 200, some, headers, len(rest))
        self.hang_up()

    # As above, but knows no Range: the second time the whole file comes.
    def truncate_once(self, name):
        body = self.file(name)
        if body is None:
            return self.answer(404)
        if self.headers.get("Range"):
            return self.answer(200, body)
        self.answer(200, body[: len(body) // 2] if "metadata" not in name else body, length=len(body))
        if "metadata" not in name:
            self.hang_up()

    # Tells truly what is newest, and begins all else with something that nobody signed.
    def false_start(self, name):
        if name.endswith("timestamp.json") or self.file(name) is None:
            return self.plain(name)
        if not self.headers.get("Range"):
            self.answer(200, b"x" * 10, length=500)
        self.hang_up()

    def cut(self, name):
        self.answer(200, b"", length=500)
        self.hang_up()

    def endless(self, name):
        self.send_response(200)
        self.end_headers()
        while True:
            self.wfile.write(b"x" * 65536)

    def html(self, name):
        self.answer(200, PAGE, [("Content-Type", "text/html; charset=utf-8")])

    def sly_html(self, name):
        self.answer(200, b"\n  " + PAGE, [("Content-Type", "application/json")])

    def redirect(self, name):
        self.answer(302, headers=[("Location", "http://127.0.0.1:1/login")])

    def login(self, name):
        self.answer(511, PAGE)

    # Another site's server, where nothing of ours lies.
    def nothing(self, name):
        self.answer(404, b"no such file")

    def error(self, name):
        self.answer(503, b"later")

    # The page of an error that never ends.
    def endless_error(self, name):
        self.send_response(503)
        self.end_headers()
        while True:
            self.wfile.write(b"x" * 65536)

    # A small file that takes ten seconds, and never seems dead.
    def drip(self, name):
        self.answer(200, b"", length=2500)
        for _ in range(100):
            self.wfile.write(b"x" * 25)
            time.sleep(0.1)

    def stall(self, name):
        self.answer(200, b"{", length=500)
        self.wait_for_the_client_to_leave()

    # Two thousand bits a second, as a satellite on a bad day.
    def slow(self, name):
        body = self.file(name)
        if body is None:
            return self.answer(404)
        self.answer(200, b"", length=len(body))
        for at in range(0, len(body), 25):
            self.wfile.write(body[at : at + 25])
            time.sleep(0.1)

    # Goes on from somewhere else than it was asked to.
    def other_part(self, name):
        body = self.file(name)
        if body is None:
            return self.answer(404)
        if self.headers.get("Range"):
            return self.answer(206, body[3:], [("Content-Range", f"bytes 3-{len(body) - 1}/{len(body)}")])
        self.answer(200, body[:10], length=len(body))
        self.hang_up()


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
print(server.server_address[1], flush=True)
server.serve_forever()
