#!/usr/bin/env python3
"""The hub among those who mean it ill, or are broken: tests/e2e/cp_hostile.py BUILD. Real programs, no sleeping.

TLS alone; paths that climb; what is too large, too deep, too slow or malformed; kiosks that are unknown, revoked or
forged, and too eager ones; ten thousand connections that say nothing; a disk that is full and is cleared again.
"""
import http.client
import itertools
import json
import os
import resource
import shutil
import socket
import ssl
import subprocess
import sys
import threading
import time
import warnings

from cp_play import BIN, PASSWORD, ROOT, check, stage, started

warnings.simplefilter("ignore", DeprecationWarning)  # an old TLS is asked for on purpose


def run(*words, **more):
    return subprocess.run([str(word) for word in words], check=True, capture_output=True, text=True, **more).stdout


class Hub:
    def __init__(self, region, log, *more):
        self.log = open(log, "ab")
        self.process = subprocess.Popen([str(BIN / "baken-cp"), "serve", str(region), "--listen", "127.0.0.1:0",
                                         *map(str, more)], stdout=subprocess.PIPE, stderr=self.log, text=True)
        started.append(self.process)
        line = self.process.stdout.readline()
        check(line.startswith("listening on "), "the hub starts")
        self.port = int(line.strip().rsplit(":", 1)[1])
        self.tls = "https:" in line

    def connect(self, plain=False):
        wire = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        if self.tls and not plain:
            context = ssl._create_unverified_context()
            wire = context.wrap_socket(wire)
        return wire

    def raw(self, data, plain=False):
        """Everything that comes back until the hub closes."""
        with self.connect(plain) as wire:
            wire.sendall(data)
            answer = b""
            try:
                while piece := wire.recv(65536):
                    answer += piece
            except (ConnectionResetError, ssl.SSLError):
                pass
            return answer

    def ask(self, method, path, body=None, headers=None):
        kind = http.client.HTTPSConnection if self.tls else http.client.HTTPConnection
        more = {"context": ssl._create_unverified_context()} if self.tls else {}
        connection = kind("127.0.0.1", self.port, timeout=60, **more)
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        return answer, data

    def status(self, *words, **more):
        return self.ask(*words, **more)[0].status

    def metrics(self):
        found = {}
        for line in self.ask("GET", "/metrics")[1].decode().splitlines():
            if not line.startswith("#"):
                name, value = line.rsplit(" ", 1)
                found[name] = int(value)
        return found

    def stop(self):
        self.process.terminate()
        check(self.process.wait(30) == 0, "the hub ends well")


def status_of(answer):
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else 0


def tls_alone(hub, region):
    answer = hub.raw(b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", plain=True)
    check(b"well" not in answer and not answer.startswith(b"HTTP/1.1 200"), "without TLS nothing is told")
    context = ssl._create_unverified_context()
    context.minimum_version = ssl.TLSVersion.TLSv1
    context.maximum_version = ssl.TLSVersion.TLSv1_1
    context.set_ciphers("ALL:@SECLEVEL=0")
    try:
        with socket.create_connection(("127.0.0.1", hub.port)) as wire, context.wrap_socket(wire):
            check(False, "an old TLS is refused")
    except (ssl.SSLError, ConnectionError):
        pass
    refused = subprocess.run([str(BIN / "baken-cp"), "serve", str(region), "--listen", "0.0.0.0:0"],
                             capture_output=True, text=True, check=False)
    check(refused.returncode == 1 and "serve.plain" in refused.stderr, "nobody else is served without TLS")


def climbing_paths(hub):
    secrets = (b"name = ", b"[[kiosk]]", b"argon2", b"root:x:")
    for path in ("/../region.toml", "/baken/../../region.toml", "/baken/%2e%2e/%2e%2e/region.toml",
                 "/baken/..%2f..%2fregion.toml", "/baken/repository/..%5c..%5cregion.toml", "/desk/../region.toml",
                 "/desk/%2e%2e/keys/sealing.1.key", "//etc/passwd", "/baken//etc/passwd", "/baken/%00", "/cap/../x.xml",
                 "/baken/repository/metadata/%2e%2e/%2e%2e/%2e%2e/%2e%2e/kiosks.toml", "/desk/api/../../kiosks.toml",
                 "http://127.0.0.1/baken/../region.toml", "*", "/" + "a/" * 3000):
        answer = hub.raw(f"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode())
        check(status_of(answer) in (400, 404, 431, 302), f"{path}: {answer[:80]}")
        check(not any(secret in answer for secret in secrets), f"{path} tells something")


def too_large_and_malformed(hub):
    cases = {
        b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: a\r\n\r\n": 431,
        b"GET / HTTP/1.1\r\nHost: a\r\n" + b"X: y\r\n" * 3000 + b"\r\n": 431,
        b"PUT /baken/outbox/a/b.envelope HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n": 413,
        b"PUT /baken/outbox/a/b.envelope HTTP/1.1\r\nHost: a\r\nContent-Length: 18446744073709551615\r\n\r\n": 413,
        b"PUT /baken/outbox/a/b.envelope HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n": 400,
        b"POST /desk/api/sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000\r\n\r\n": 413,
        b"POST /desk/api/sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n": 413,
        b"POST /desk/api/sign-in HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n": 411,
        b"POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab": 400,
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n": 400,
        b"GET / HTTP/9.9\r\nHost: a\r\n\r\n": 400,
        b"\x00" * 20000: 400,
        b"GET / HTTP/1.1\r\nHost : a\r\n\r\n": 400,
    }
    for data, wanted in cases.items():
        answer = hub.raw(data)
        check(status_of(answer) == wanted, f"{data[:60]}: {answer[:60]}, expected {wanted}")
    words = {"Content-Type": "application/json"}
    for body in ("[" * 10000, '{"a":' * 1000, '{"name":"x","name":"y","password":"z"}', '{"name":1}', "\xff", "",
                 '{"name":"' + "a" * 300 + '","password":"b"}', '{"name":"a\\u0000","password":"b"}'):
        check(hub.status("POST", "/desk/api/sign-in", body.encode("latin-1"), words) in (400, 401),
              f"a body {body[:30]}")
    check(hub.status("GET", "/healthz") == 200, "the hub goes on")


def slow_clients(region, work):
    hub = Hub(region, work / "hub-slow.log", "--patience", "1")
    wires = [hub.connect() for _ in range(400)]
    for number, wire in enumerate(wires):
        wire.sendall((b"GET /healthz HTTP/1.1\r\nHost: a\r\nX-Slow: ", b"G",
                      b"PUT /baken/outbox/a/b.envelope HTTP/1.1\r\nHost: a\r\nContent-Length: 5000\r\n\r\nabc")[number % 3])
    check(hub.status("GET", "/healthz") == 200, "others are served meanwhile")
    for wire in wires:
        try:
            check(wire.recv(100) == b"", "who is too slow is let go without an answer")
        except ConnectionResetError:
            pass
        wire.close()
    check(hub.metrics()["baken_connections_timed_out_total"] >= 400, "and counted")
    hub.stop()


def envelope(maker, region, kind="help"):
    made = run(BIN / "record-maker", maker, region / "coordination-point.toml", "draaikom", kind, "Een verhaal").split()
    return made[0], made[1], (maker / f"{made[1]}.envelope").read_bytes()


def until(ask, good):
    """The first good answer, or the last one when none came: the hub reads its register at most once a second."""
    give_up = time.monotonic() + 30
    while not good(answer := ask()) and time.monotonic() < give_up:
        pass
    return answer


def kiosks(hub, region, work):
    maker = work / "kiosk"
    maker.mkdir()
    code = run(BIN / "record-maker", maker).strip()
    kiosk, record, data = envelope(maker, region)
    path = f"/baken/outbox/{kiosk}/{record}.envelope"

    def refused(body, where=path):
        answer, text = hub.ask("PUT", where, body)
        return answer.status, text.decode(errors="replace").strip()

    check(refused(data) == (403, "envelope.kiosk"), "an unknown kiosk is refused by name")
    run(BIN / "baken-cp", "kiosk", "add", region, "--site", "draaikom", "--key", code)
    status = until(lambda: hub.ask("PUT", path, data)[0].status, lambda status: status == 201)
    check(status == 201, "a known kiosk is heard")
    _, other, forged = envelope(maker, region)
    place = f"/baken/outbox/{kiosk}/{other}.envelope"
    check(refused(forged[:-1] + bytes([forged[-1] ^ 1]), place) == (403, "envelope.signature"), "a forged one")
    check(refused(forged, path) == (400, "envelope.name"), "another's name")
    check(refused(b"", place)[0] == 400, "an empty one")
    check(refused(os.urandom(5000), place)[0] == 400, "noise")
    run(BIN / "baken-cp", "kiosk", "revoke", region, kiosk)
    answer = until(lambda: refused(forged, place), lambda answer: answer[0] == 403)
    check(answer == (403, "inbox.revoked"), f"a revoked kiosk is refused by name: {answer}")


def eager_kiosk(hub, region):
    """With emergencies: 200 at once and 2 a second is a measure that a hub under the slowest of checks gets through."""
    with open(region / "kiosks.toml", "a", encoding="utf-8") as register:
        register.write(run(BIN / "hand-in", "register", "draaikom", "2"))
    eager = subprocess.Popen([str(BIN / "hand-in"), "alarm", str(region / "coordination-point.toml"), "1", "240", "8",
                              str(hub.port)], stdout=subprocess.PIPE, text=True)
    started.append(eager)
    check(eager.stdout.readline() == "made\n", "an eager kiosk")
    name = 'baken_records_refused_total{check="inbox.rate"}'
    while hub.metrics().get(name, 0) == 0:
        check(eager.poll() is None, "a kiosk beyond its measure is told to wait")
    check(eager.wait() == 0, "and is heard in the end")


def idle_crowd(region, work):
    hub = Hub(region, work / "hub-idle.log", "--hold", "60")
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    crowd = min(10_000, most - 500)
    before = hub.metrics()["baken_memory_bytes"]
    wires = [hub.connect() for _ in range(crowd)]
    while hub.metrics()["baken_connections_open"] < crowd:
        pass
    after = hub.metrics()["baken_memory_bytes"]
    asked = time.monotonic()
    check(hub.status("GET", "/baken/repository/metadata/timestamp.json") == 200, "who comes after them is served")
    took = time.monotonic() - asked
    print(f"{crowd} idle connections: {(after - before) / crowd:.0f} bytes each, {after / 1e6:.0f} MB in all;"
          f" a request among them took {took * 1000:.1f} ms")
    for wire in wires:
        wire.close()
    hub.stop()


def full_disk(region, work):
    """Files may not grow beyond what they are: what a full disk looks like to who writes."""
    hub = Hub(region, work / "hub-full.log", "--desk", ROOT / "cp/desk")
    pid = str(hub.process.pid)
    maker = work / "full"
    maker.mkdir()
    run(BIN / "baken-cp", "kiosk", "add", region, "--site", "draaikom", "--key", run(BIN / "record-maker", maker).strip())

    def hand_in():
        kiosk, record, data = envelope(maker, region)
        return hub.ask("PUT", f"/baken/outbox/{kiosk}/{record}.envelope", data)[0].status

    status = until(hand_in, lambda status: status == 201)
    check(status == 201, "with room a record is kept")
    run("prlimit", "--pid", pid, "--fsize=4096:unlimited")
    check(hand_in() == 503, "without room it is refused, and the kiosk keeps it")
    check(hub.status("GET", "/baken/repository/metadata/timestamp.json") == 200, "what is published is served on")
    signing = hub.status("POST", "/desk/api/sign-in", json.dumps({"name": "anna", "password": PASSWORD}),
                         {"Content-Type": "application/json"})
    check(signing in (422, 503), f"the desk says so: {signing}")
    run("prlimit", "--pid", pid, "--fsize=unlimited:unlimited")
    check(hand_in() == 201, "when there is room again records are kept again")
    hub.stop()
    listed = run(BIN / "baken-cp", "inbox", "list", region)
    check(listed.count(" help draaikom ") >= 2, "and what was kept is there")


def many_guesses(hub):
    """Somebody guesses passwords by the hundred; whoever sits elsewhere still gets in, and whoever sits there, too, is
    told to try again, and not that they were wrong."""
    words = {"Content-Type": "application/json"}
    refused, enough = threading.Event(), threading.Event()

    def try_there(name, password):
        wire = http.client.HTTPConnection("127.0.0.1", hub.port, timeout=60, source_address=("127.0.0.9", 0))
        try:
            wire.request("POST", "/desk/api/sign-in", json.dumps({"name": name, "password": password}), words)
            return wire.getresponse().status
        finally:
            wire.close()

    def guess(number):
        for count in itertools.count():
            if enough.is_set():
                return
            try:
                if try_there(f"guess{number}-{count}", "een gok") == 503:
                    refused.set()
            except (OSError, http.client.HTTPException):
                return  # the hub ended before it was answered

    guesses = [threading.Thread(target=guess, args=(number,), daemon=True) for number in range(24)]
    for one in guesses:
        one.start()
    check(refused.wait(60), "too many guesses at once are refused")
    signing = hub.status("POST", "/desk/api/sign-in", json.dumps({"name": "anna", "password": PASSWORD}), words)
    check(signing == 200, f"while others guess, anna signs in: {signing}")
    there = []
    while there.count(503) < 12 and len(there) < 100:
        there.append(try_there("anna", PASSWORD))
    enough.set()
    check(503 in there and not set(there) - {200, 503}, f"where they guess she is told to try again: {there}")
    for one in guesses:
        one.join()


def main():
    for program in ("openssl", "prlimit"):
        if shutil.which(program) is None:
            print(f"skipped: {program} is not installed")
            sys.exit(77)
    with stage("hostile") as work:
        region = work / "region"
        run(BIN / "baken-cp", "init", region, "--region", "Gooi", "--municipality", "GM0406=draaikom", "--demo")
        run(BIN / "baken-cp", "publish", region, "--content", ROOT / "content/national", "--content",
            ROOT / "content/demo")
        run(BIN / "baken-cp", "user", "add", region, "anna", "--role", "operator", input=PASSWORD + "\n")
        run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
            "2", "-subj", "/CN=127.0.0.1", "-keyout", work / "tls.key", "-out", work / "tls.crt")
        safe = Hub(region, work / "hub.log", "--tls-cert", work / "tls.crt", "--tls-key", work / "tls.key", "--desk",
                   ROOT / "cp/desk")
        tls_alone(safe, region)
        climbing_paths(safe)
        too_large_and_malformed(safe)
        kiosks(safe, region, work)
        safe.stop()
        plain = Hub(region, work / "hub-plain.log", "--desk", ROOT / "cp/desk")
        eager_kiosk(plain, region)
        many_guesses(plain)
        plain.stop()
        slow_clients(region, work)
        idle_crowd(region, work)
        full_disk(region, work)
        logs = b"".join(log.read_bytes() for log in work.glob("*.log"))
        check(b"verhaal" not in logs and PASSWORD.encode() not in logs, "no log tells what somebody wrote")
        for line in logs.decode().splitlines():
            level, room, rest = line.split(" ", 2)
            check(level in ("debug", "info", "warning", "error") and room.endswith(":") and rest, f"a log line: {line}")
    print("The hub stands.")


main()
