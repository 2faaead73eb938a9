"""A coordination point on loopback that answers as its URL asks: http://127.0.0.1:PORT/MODE/baken/...

usage: fickle_hub.py FOLDER     prints its port, then serves until it is ended. Receipts lie in FOLDER/receipts as
<number>-<name>. A record is answered with FOLDER/answers/<name of its envelope>, or 500 when there is none. A forger
lists what FOLDER/list says, and gives what lies in receipts. A forgetful one is of a new era each time, and lists
nothing. FOLDER/era holds the era of its store, if it knows any. What was asked is told in FOLDER/log, a line each: "METHOD
PATH".
"""
import http.server
import itertools
import json
import pathlib
import sys
import time
from urllib.parse import parse_qsl, urlsplit

FOLDER = pathlib.Path(sys.argv[1])
ERAS = itertools.count(1)
PAGE = b"<!DOCTYPE html><html><body>Welkom op dit netwerk.</body></html>"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *words):
        pass

    def answer(self, status, body=b""):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def serve(self):
        with open(FOLDER / "log", "a") as log:
            log.write(f"{self.command} {self.path}\n")
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        _, mode, name = urlsplit(self.path).path.split("/", 2)
        try:
            getattr(self, "as_" + mode)(name.split("/")[-1])
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    do_GET = do_PUT = serve

    def as_hub(self, name):
        if self.command == "PUT":
            receipt = FOLDER / "answers" / name
            return self.answer(201, receipt.read_bytes()) if receipt.is_file() else self.answer(500)
        receipts = {path.name.split("-", 1)[1]: path for path in sorted((FOLDER / "receipts").iterdir())}
        if name != "changes":
            return self.answer(200, receipts[name].read_bytes()) if name in receipts else self.answer(404)
        asked = {key: int(value) for key, value in parse_qsl(urlsplit(self.path).query)}
        era = int((FOLDER / "era").read_text()) if (FOLDER / "era").exists() else None
        same = era is None or asked["era"] == era
        after = asked["after"] if same else 0
        numbers = {one: int(path.name.split("-")[0]) for one, path in receipts.items()}
        newer = [one for one in receipts if numbers[one] > after]
        if not newer and same:
            return self.answer(204)
        told = {} if era is None else {"era": era}
        self.answer(200, json.dumps({"last": max(numbers.values(), default=0), "receipts": newer, **told}).encode())

    def as_forger(self, name):
        if name != "changes":
            return self.as_hub(name)
        self.answer(200, (FOLDER / "list").read_bytes())

    def as_forgetful(self, name):
        self.answer(200, json.dumps({"last": 0, "era": next(ERAS), "receipts": []}).encode())

    def as_stranger(self, name):
        self.answer(403 if self.command == "PUT" else 204)

    def as_proxy(self, name):
        self.answer(502, b"bad gateway")

    def as_page(self, name):
        self.answer(200, PAGE)

    # An answer that takes ten seconds, and never seems dead.
    def as_drip(self, name):
        self.send_response(201)
        self.send_header("Content-Length", "2500")
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b"x" * 25)
            time.sleep(0.1)

    def as_silent(self, name):
        self.rfile.read(1)
        self.close_connection = True


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
print(server.server_address[1], flush=True)
server.serve_forever()
