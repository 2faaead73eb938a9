"""What the plays with hubs share: programs, a PostgreSQL of the test's own, hubs, and somebody at the desk. A play is
started as PLAY BUILD and imports this; `stage` gives it a folder, and ends what it started.
"""
import contextlib
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
        self.address = self.make("records")

    def make(self, name):
        """One more database, empty; its address."""
        self.run("createdb", f"--host={self.folder}", "--username=baken", name)
        return f"postgresql://baken@/{name}?host={self.folder}"

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

    def ask(self, statement, name="records"):
        done = subprocess.run([POSTGRES / "psql", "-At", "-h", str(self.folder), "-U", "baken", name, "-c", statement],
                              check=True, capture_output=True, text=True)
        return done.stdout.strip()


class Hub:
    """`store` is the address of a database; nothing is the region's own file."""

    def __init__(self, region, store, log, desk=True):
        self.words = [str(BIN / "baken-cp"), "serve", str(region), "--hold", "60"]
        if desk:
            self.words += ["--desk", str(ROOT / "cp/desk")]
        if store:
            self.words += ["--store", store]
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

    def await_turn(self, region):
        """Somebody at this hub waits until the region's lock is given back."""
        until, lock = time.monotonic() + 4, str(region / ".lock")
        while time.monotonic() < until:
            for one in Path(f"/proc/{self.process.pid}/fd").iterdir():
                with contextlib.suppress(OSError):
                    if os.readlink(one) == lock:
                        return
        raise SystemExit("FAILED: nobody waits for the region's lock")

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


class Posting(threading.Thread):
    """Somebody at the desk who waits for what becomes of a change."""

    def __init__(self, hub, desk, path, fields):
        super().__init__(daemon=True)
        self.hub, self.desk, self.path, self.fields, self.status = hub, desk, path, fields, 0
        self.start()

    def run(self):
        answer, _ = self.hub.ask("POST", "/desk/api/" + self.path, json.dumps(self.fields),
                                 {**self.desk.headers, "Content-Type": "application/json"})
        self.status = answer.status


class Desk:
    """Somebody who works at the desk, at any hub."""

    def __init__(self):
        self.headers = {}

    def sign_in(self, hub, name="anna"):
        answer, data = hub.ask("POST", "/desk/api/sign-in", json.dumps({"name": name, "password": PASSWORD}),
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


def make_region(region, content):
    """A demo region that published a copy of the content, with Anna at its desk."""
    shutil.copytree(ROOT / "content", content)
    cp("init", region, "--region", "Gooi", "--municipality", "GM0406=draaikom", "--demo")
    cp("publish", region, "--content", content / "national", "--content", content / "demo")
    cp("user", "add", region, "anna", "--role", "publisher", input=PASSWORD + "\n")


def register_kiosk(region, maker):
    """One kiosk whose keys lie in the folder `maker`."""
    maker.mkdir()
    code = subprocess.run([str(BIN / "record-maker"), str(maker)], check=True, capture_output=True, text=True).stdout
    cp("kiosk", "add", region, "--site", "draaikom", "--key", code.strip())


def register_crowd(region, kiosks):
    crowd = subprocess.run([str(BIN / "hand-in"), "register", "draaikom", str(kiosks)], check=True,
                           capture_output=True, text=True).stdout
    with open(region / "kiosks.toml", "a", encoding="utf-8") as register:
        register.write(crowd)


def make_record(region, maker, kind, text):
    """Whose it is, its id and its envelope."""
    made = subprocess.run([str(BIN / "record-maker"), str(maker), str(region / "coordination-point.toml"), "draaikom",
                           kind, text], check=True, capture_output=True, text=True).stdout.split()
    return made[0], made[1], (maker / f"{made[1]}.envelope").read_bytes()


def hand_in(keys, kiosks, count, ports):
    """The crowd at work; it prints "made", and one line of figures when all is taken."""
    return subprocess.Popen([str(BIN / "hand-in"), "send", str(keys), str(kiosks), str(count), "24", *map(str, ports)],
                            stdout=subprocess.PIPE, text=True)


@contextlib.contextmanager
def stage(name, under=None):
    work = Path(tempfile.mkdtemp(prefix=f"baken-{name}-", dir=under))
    work.chmod(0o755)
    try:
        yield work
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
