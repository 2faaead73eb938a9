#!/usr/bin/env python3
"""Two hubs on one PostgreSQL: tests/e2e/cp_hubs.py BUILD. Real programs; 77: what it needs is not installed.

A publication, a receipt and news of the desk at one hub wake who waits at the other; a session of one opens the desk of
the other, and the records with it; a hub that is killed and a database that is restarted under load lose and double
nothing.
"""
import http.client
import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
BUILD = Path(sys.argv[1]).resolve()
BIN = BUILD / "bin"
POSTGRES = Path("/usr/lib/postgresql/15/bin")
PASSWORD = "vier losse woorden hier"
started = []


def check(fine, what):
    if not fine:
        raise SystemExit(f"FAILED: {what}")


def as_servant(words):
    """PostgreSQL does not run as root."""
    if os.geteuid() != 0:
        return words
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *words]


class Database:
    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()
        if os.geteuid() == 0:
            os.chown(folder, pwd.getpwnam("postgres").pw_uid, -1)
        self.data = folder / "data"
        self.run("initdb", "--no-sync", "--auth=trust", "--username=baken", "--encoding=UTF8", "--locale=C",
                 f"--pgdata={self.data}")
        self.start()
        self.run("createdb", f"--host={folder}", "--username=baken", "records")
        self.address = f"postgresql://baken@/records?host={folder}"

    def run(self, program, *words):
        subprocess.run(as_servant([str(POSTGRES / program), *map(str, words)]), check=True, capture_output=True,
                       cwd="/")

    def start(self):
        self.server = subprocess.Popen(
            as_servant([str(POSTGRES / "postgres"), "-D", str(self.data), "-k", str(self.folder), "-c",
                        "listen_addresses=", "-c", "log_min_messages=panic"]),
            cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        started.append(self.server)
        for _ in range(3000):
            ready = subprocess.run([POSTGRES / "pg_isready", "--quiet", f"--host={self.folder}"])
            if ready.returncode == 0:
                return
        raise SystemExit("FAILED: PostgreSQL did not start")

    def kill(self):
        # Immediate shutdown is what a fallen machine looks like: no checkpoint, recovery at the next start.
        self.server.send_signal(signal.SIGQUIT)
        self.server.wait()

    def ask(self, statement):
        done = subprocess.run([POSTGRES / "psql", "-At", "-h", str(self.folder), "-U", "baken", "records", "-c",
                               statement], check=True, capture_output=True, text=True)
        return done.stdout.strip()


class Hub:
    def __init__(self, region, database, log):
        self.words = [str(BIN / "baken-cp"), "serve", str(region), "--store", database.address, "--desk",
                      str(ROOT / "cp/desk"), "--hold", "60"]
        self.log = open(log, "ab")
        self.port = 0
        self.start()

    def start(self):
        self.process = subprocess.Popen([*self.words, "--listen", f"127.0.0.1:{self.port}"], stdout=subprocess.PIPE,
                                        stderr=self.log, text=True)
        started.append(self.process)
        line = self.process.stdout.readline()
        check(line.startswith("listening on "), "the hub starts")
        self.port = int(line.strip().rsplit(":", 1)[1])

    def kill(self):
        self.process.kill()
        self.process.wait()

    def ask(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=90)
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        return answer, data

    def gauge(self, name):
        _, text = self.ask("GET", "/metrics")
        return int([line for line in text.decode().splitlines() if line.startswith(name + " ")][0].split()[1])


class Waiting(threading.Thread):
    """Somebody who waits for an answer, and when it came."""

    def __init__(self, hub, path, headers=None):
        super().__init__(daemon=True)
        self.hub, self.path, self.headers = hub, path, headers
        self.status, self.text, self.at = 0, b"", 0.0
        self.start()

    def run(self):
        try:
            answer, self.text = self.hub.ask("GET", self.path, headers=self.headers)
            self.status, self.at = answer.status, time.monotonic()
        except OSError:
            pass  # its hub was killed


class Desk:
    """Somebody who works at the desk, at any hub."""

    def __init__(self):
        self.headers = {}

    def sign_in(self, hub):
        answer, data = hub.ask("POST", "/desk/api/sign-in", json.dumps({"name": "anna", "password": PASSWORD}),
                               {"Content-Type": "application/json"})
        check(answer.status == 200, f"signing in: {answer.status} {data}")
        self.headers = {"Cookie": answer.getheader("Set-Cookie").split(";")[0]}
        self.headers["X-Baken-Token"] = self.get(hub, "me")["token"]

    def get(self, hub, path, status=200):
        answer, data = hub.ask("GET", "/desk/api/" + path, headers=self.headers)
        check(answer.status == status, f"{path}: {answer.status} {data}")
        return json.loads(data)

    def post(self, hub, path, fields, status=200):
        answer, data = hub.ask("POST", "/desk/api/" + path, json.dumps(fields),
                               {**self.headers, "Content-Type": "application/json"})
        check(answer.status == status, f"{path}: {answer.status} {data}")
        return json.loads(data)


def cp(*words, **more):
    return subprocess.run([str(BIN / "baken-cp"), *map(str, words)], check=True, capture_output=True, text=True,
                          **more).stdout


def await_gauge(hub, name, count):
    for _ in range(5000):
        if hub.gauge(name) >= count:
            return
    raise SystemExit(f"FAILED: {name} never came to {count}")


def publication_wakes_both(region, content, hubs):
    asked = [Waiting(hub, "/baken/changes?after=1000000&site=draaikom") for hub in hubs]
    for hub in hubs:
        await_gauge(hub, "baken_polls_open", 1)
    version = json.loads((region / "public/baken/repository/metadata/timestamp.json").read_text())["signed"]["version"]
    waiting = [Waiting(hub, f"/baken/changes?after={version}&site=draaikom") for hub in hubs]
    for hub in hubs:
        await_gauge(hub, "baken_polls_open", 2)
    situation = content / "demo/situation.toml"
    situation.write_text(situation.read_text() + "\n# changed\n")
    cp("publish", region, "--content", content / "national", "--content", content / "demo")
    published = time.monotonic()
    for one in waiting:
        one.join(30)
        check(one.status == 200, "a publication wakes the polls of both hubs")
    check(all(one.is_alive() for one in asked), "who has something newer goes on waiting")
    print(f"a publication woke both hubs {max(one.at for one in waiting) - published:+.3f} s after the command ended")


def receipt_wakes_the_other(hubs, desk, maker, region):
    made = subprocess.run([str(BIN / "record-maker"), str(maker), str(region / "coordination-point.toml"), "draaikom",
                           "help", "Mijn verhaal"], check=True, capture_output=True, text=True).stdout.split()
    kiosk, record = made[0], made[1]
    body = (maker / f"{record}.envelope").read_bytes()
    answer, _ = hubs[0].ask("PUT", f"/baken/outbox/{kiosk}/{record}.envelope", body)
    check(answer.status == 201, "a record is taken by the one hub")
    answer, _ = hubs[1].ask("PUT", f"/baken/outbox/{kiosk}/{record}.envelope", body)
    check(answer.status == 200, "and known to the other")
    listed = desk.get(hubs[1], "records")["records"]
    check([one["record"]["body"]["note"] for one in listed] == ["Mijn verhaal"], "both read it, in one session")
    waiting = Waiting(hubs[1], f"/baken/receipts/{kiosk}/changes?after=1")
    await_gauge(hubs[1], "baken_receipt_waits_open", 1)
    told = time.monotonic()
    desk.post(hubs[0], "records/tell", {"id": record, "state": "accepted", "answer": "Wij komen"})
    waiting.join(30)
    check(waiting.status == 200 and b".2.receipt" in waiting.text, "a receipt of one hub wakes a kiosk at the other")
    print(f"a receipt of one hub was told by the other after {waiting.at - told:.3f} s")


def desk_hears_of_the_other(hubs, desk, maker, region):
    answer, data = hubs[1].ask("GET", "/desk/api/changes?after=0", headers=desk.headers)
    check(answer.status == 200, "the desk's news")
    waiting = Waiting(hubs[1], f"/desk/api/changes?after={json.loads(data)['timestamp']}", desk.headers)
    made = subprocess.run([str(BIN / "record-maker"), str(maker), str(region / "coordination-point.toml"), "draaikom",
                           "emergency", "Brand"], check=True, capture_output=True, text=True).stdout.split()
    body = (maker / f"{made[1]}.envelope").read_bytes()
    sent = time.monotonic()
    check(hubs[0].ask("PUT", f"/baken/outbox/{made[0]}/{made[1]}.envelope", body)[0].status == 201, "an emergency")
    waiting.join(30)
    check(waiting.status == 200, "an emergency at one hub reaches the desk of the other")
    print(f"an emergency at one hub was told to the desk of the other after {waiting.at - sent:.3f} s")


def sessions_are_shared(hubs, desk):
    stranger = Desk()
    check(stranger.get(hubs[1], "me", 401)["check"] == "desk.session", "a stranger")
    check(desk.get(hubs[1], "me")["records"] == "open", "a session of the one hub is known to the other")
    other = Desk()
    other.sign_in(hubs[1])
    other.post(hubs[0], "sign-out", {})
    other.get(hubs[1], "me", 401)


def hand_in(keys, count, ports):
    return subprocess.Popen([str(BIN / "hand-in"), "send", str(keys), "50", str(count), "24", *map(str, ports)],
                            stdout=subprocess.PIPE, text=True)


def count_of(database, what):
    return int(database.ask(what))


def nothing_is_lost_or_doubled(region, database, hubs):
    before = count_of(database, "SELECT COUNT(*) FROM record")
    crowd = hand_in(region / "coordination-point.toml", 6000, [hub.port for hub in hubs])
    check(crowd.stdout.readline() == "made\n", "the crowd")

    def taken():
        try:
            return count_of(database, "SELECT COUNT(*) FROM record") - before
        except subprocess.CalledProcessError:
            return 0

    while taken() < 500:
        pass
    hubs[0].kill()
    hubs[0].start()
    print(f"one hub was killed and started anew after {taken()} records")
    while taken() < 2000:
        pass
    database.kill()
    database.start()
    print(f"PostgreSQL was ended and started anew after {taken()} records")
    while taken() < 4000:
        pass
    hubs[1].kill()
    hubs[1].start()
    line = crowd.stdout.readline().strip()
    check(crowd.wait() == 0, f"every envelope is taken: {line}")
    print(line)
    check(count_of(database, "SELECT COUNT(*) FROM record") - before == 6000, "each record once")
    check(count_of(database, "SELECT COUNT(*) FROM envelope") == count_of(database, "SELECT COUNT(*) FROM record"),
          "each envelope with its record")
    check(count_of(database, "SELECT COUNT(*) FROM (SELECT kiosk, record FROM receipt WHERE state = 0"
                             " GROUP BY kiosk, record HAVING COUNT(*) > 1) AS twice") == 0, "no receipt is doubled")
    cp("inbox", "list", region, "--store", database.address)
    check(count_of(database, "SELECT COUNT(*) FROM record r WHERE NOT EXISTS (SELECT 1 FROM receipt p WHERE p.kiosk ="
                             " r.kiosk AND p.record = r.id)") == 0, "each has its receipt")


def main():
    if not (POSTGRES / "postgres").exists():
        print("skipped: PostgreSQL 15 is not installed")
        sys.exit(77)
    work = Path(tempfile.mkdtemp(prefix="baken-hubs-"))
    work.chmod(0o755)
    try:
        content = work / "content"
        shutil.copytree(ROOT / "content", content)
        region = work / "region"
        cp("init", region, "--region", "Gooi", "--municipality", "GM0406=draaikom", "--demo")
        cp("publish", region, "--content", content / "national", "--content", content / "demo")
        cp("user", "add", region, "anna", "--role", "publisher", input=PASSWORD + "\n")
        maker = work / "kiosk"
        maker.mkdir()
        code = subprocess.run([str(BIN / "record-maker"), str(maker)], check=True, capture_output=True, text=True).stdout
        cp("kiosk", "add", region, "--site", "draaikom", "--key", code.strip())
        crowd = subprocess.run([str(BIN / "hand-in"), "register", "draaikom", "50"], check=True, capture_output=True,
                               text=True).stdout
        with open(region / "kiosks.toml", "a", encoding="utf-8") as register:
            register.write(crowd)
        database = Database(work / "postgres")
        hubs = [Hub(region, database, work / f"hub{number}.log") for number in (1, 2)]
        desk = Desk()
        desk.sign_in(hubs[0])
        sessions_are_shared(hubs, desk)
        receipt_wakes_the_other(hubs, desk, maker, region)
        desk_hears_of_the_other(hubs, desk, maker, region)
        publication_wakes_both(region, content, hubs)
        nothing_is_lost_or_doubled(region, database, hubs)
        check(desk.get(hubs[1], "me")["records"] == "open", "the session outlived all of that")
        logs = b"".join((work / f"hub{number}.log").read_bytes() for number in (1, 2))
        check(b"verhaal" not in logs and b"Naarderstraat" not in logs, "no log tells what somebody wrote")
    except BaseException:
        for log in sorted(work.glob("hub*.log")):
            print(log.name, *log.read_text(errors="replace").splitlines()[-15:], sep="\n  ")
        raise
    finally:
        for process in reversed(started):
            if process.poll() is None:
                process.send_signal(signal.SIGQUIT if "postgres" in str(process.args) else signal.SIGKILL)
                process.wait()
        shutil.rmtree(work, ignore_errors=True)
    print("Two hubs on one database work.")


main()
