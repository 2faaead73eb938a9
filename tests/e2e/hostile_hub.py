"""A coordination point on loopback that answers records as badly as its URL asks: http://127.0.0.1:PORT/MODE/baken/...

usage: hostile_hub.py FOLDER     prints its port, then serves until it is ended. Receipts to answer with lie in FOLDER:
replayed, foreign and forged.receipt. What was sent to it is told in FOLDER/log, a line each: "METHOD PATH".
"""
import http.server
import json
import pathlib
import sys

FOLDER = pathlib.Path(sys.argv[1])
PAGE = b"<!DOCTYPE html><html><body>Welkom op dit netwerk. Vul uw kamernummer in.</body></html>"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *words):
        pass

    def answer(self, status, body=b"", length=None, kind="application/octet-stream"):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def serve(self):
        with open(FOLDER / "log", "a") as log:
            log.write(f"{self.command} {self.path}\n")
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        _, mode, name = self.path.split("/", 2)
        try:
            getattr(self, "as_" + mode.replace("-", "_"))(name)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    do_GET = do_PUT = do_POST = serve

    def no_receipts(self, name):
        """Says honestly that nothing was answered; true when that was the question."""
        if "/changes" in name:
            self.answer(204)
            return True
        return False

    def with_receipt(self, name, which):
        if not self.no_receipts(name):
            self.answer(201, (FOLDER / f"{which}.receipt").read_bytes())

    def as_500(self, name):
        self.answer(500, b"internal")

    def as_503(self, name):
        self.answer(503, b"later")

    def as_413(self, name):
        self.answer(413, b"too large")

    def as_400(self, name):
        self.answer(400, b"bad")

    def as_403(self, name):
        self.answer(403, b"who are you")

    def as_login(self, name):
        self.answer(511, PAGE, kind="text/html")

    def as_redirect(self, name):
        self.send_response(302)
        self.send_header("Location", "http://127.0.0.1:1/login")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def as_page(self, name):
        self.answer(200, PAGE, kind="text/html")

    def as_garbage(self, name):
        self.answer(200, bytes(range(256)) * 40)

    def as_empty(self, name):
        self.answer(201)

    def as_nothing(self, name):
        self.close_connection = True

    def as_half(self, name):
        self.answer(201, b"\x01" * 100, length=5000)
        self.close_connection = True

    def as_endless(self, name):
        self.send_response(200)
        self.end_headers()
        while True:
            self.wfile.write(b"x" * 65536)

    def as_endless_500(self, name):
        self.send_response(500)
        self.end_headers()
        while True:
            self.wfile.write(b"x" * 65536)

    def as_replayed(self, name):
        self.with_receipt(name, "replayed")

    def as_foreign(self, name):
        self.with_receipt(name, "foreign")

    def as_forged(self, name):
        self.with_receipt(name, "forged")

    def as_list_climbs(self, name):
        if "/changes" not in name:
            return self.answer(201)
        self.answer(200, json.dumps({"last": 9, "receipts": ["../../../etc/passwd"]}).encode(), kind="application/json")

    def as_list_of_forged(self, name):
        if "/changes" in name:
            return self.answer(200, json.dumps({"last": 9, "receipts": ["forged.receipt"]}).encode(), kind="application/json")
        if name.endswith("forged.receipt"):
            return self.answer(200, (FOLDER / "forged.receipt").read_bytes())
        self.answer(500)


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
