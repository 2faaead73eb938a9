#!/usr/bin/env python3
"""A kiosk on networks that are not what they seem, with the real programs: tests/e2e/networks.py BUILD.

Between the kiosk and the true hub stands a network that does as it is told: lets everything through, answers every
question with a page of its own (a captive portal), hands out what somebody else signed, or hands out what was signed
long ago as if it were the newest. Whatever it does, the screen shows what the region signed, says how old that is, and
never says "connected" for anybody else's word.
"""
import datetime
import http.client
import http.server
import os
import shutil
import subprocess
import sys
import threading

from cp_play import BIN, ROOT, stage, started

PAGE = b"<!DOCTYPE html><html><body>Welkom op dit netwerk. Vul uw kamernummer in.</body></html>"
QUIET = {**os.environ, "SDL_VIDEODRIVER": "dummy"}
LONG_AFTER = datetime.timedelta(days=40)  # a timestamp holds for thirty


def run(*words):
    done = subprocess.run([str(word) for word in words], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"FAILED: {words}: {done.stdout}{done.stderr}")
    return done.stdout


class Network(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, hub_port):
        super().__init__(("127.0.0.1", 0), Handler)
        self.hub_port, self.does, self.folder = hub_port, "open", None
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *words):
        pass

    def answer(self, status, body, headers=()):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        if status not in (204, 304):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def as_portal(self, _):
        self.answer(200, PAGE, [("Content-Type", "text/html; charset=utf-8")])

    def as_folder(self, _):
        file = self.server.folder / self.path.lstrip("/")
        self.answer(200, file.read_bytes()) if file.is_file() else self.answer(404, b"no such file")

    def as_open(self, body):
        hub = http.client.HTTPConnection("127.0.0.1", self.server.hub_port, timeout=200)
        kept = {name: value for name, value in self.headers.items() if name not in ("Host", "Connection")}
        hub.request(self.command, self.path, body, kept)
        told = hub.getresponse()
        names = ("ETag", "Content-Range", "Content-Type", "Last-Modified")
        self.answer(told.status, told.read(), [(name, told.headers[name]) for name in names if told.headers[name]])

    def serve(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            getattr(self, "as_" + self.server.does)(body)
        except OSError:
            self.close_connection = True

    do_GET = do_PUT = do_POST = do_HEAD = serve


def words_of(network, region, data):
    return [str(BIN / "baken-kiosk"), "--content", "content/national", "--data", str(data), "--hub", network.url, "--root",
            str(region / "public/baken/repository/metadata/1.root.json"), "--site", "draaikom"]  # fmt: skip


def visit(what, network, region, data, steps, later=datetime.timedelta()):
    """Plays the steps; "network X" among them changes what the network does from then on."""
    moment = (datetime.datetime.now(datetime.timezone.utc) + later).replace(microsecond=0)
    script = data.parent / "steps"
    lines = [line.strip() for line in steps.strip().splitlines()]
    script.write_text("\n".join("hold" if line.startswith("network ") else line for line in lines) + "\n")
    with open(data.parent / "trouble", "w") as trouble:
        kiosk = subprocess.Popen([*words_of(network, region, data), "--now", moment.isoformat(), "--script", str(script)],
                                 cwd=ROOT, env=QUIET, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=trouble, text=True)  # fmt: skip
        started.append(kiosk)
        for does in [line.split()[1] for line in lines if line.startswith("network ")]:
            while (line := kiosk.stdout.readline()) != "holding\n":
                if not line:
                    break
            network.does = does
            if kiosk.poll() is None:
                kiosk.stdin.write("\n")
                kiosk.stdin.flush()
        kiosk.stdin.close()
        kiosk.stdout.read()
    if kiosk.wait():
        sys.exit(f"FAILED: {what}: {(data.parent / 'trouble').read_text()[:6000]}")
    print(what)


TO_DIAGNOSTIC = """tap "Informatie voor medewerkers"
tap [open-diagnostic]
tap [scroll-down diagnostic]
wait 1s
"""
OURS = "Lekke band: de bus rijdt niet"
NOBODY = "Nog niets ontvangen van het coördinatiepunt"
CONNECTED = "Verbonden met het coördinatiepunt"
LOST = "Geen verbinding met het coördinatiepunt"


def publish(region, work, headline):
    folder = work / "content"
    if not folder.exists():
        shutil.copytree(ROOT / "content", folder)
    for file in (folder / "demo/bulletins").glob("*.xml"):
        file.unlink()
    now = datetime.datetime.now(datetime.timezone.utc)
    (folder / "demo/bulletins/bus.xml").write_text(f"""<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>bus</identifier><sender>regio@example.nl</sender>
<sent>{now:%Y-%m-%dT%H:%M:%S}+00:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope><info><language>nl</language>
<category>Safety</category><event>Bericht</event><urgency>Expected</urgency><severity>Moderate</severity><certainty>Observed</certainty>
<expires>{now + datetime.timedelta(days=90):%Y-%m-%dT%H:%M:%S}+00:00</expires><senderName>Regio</senderName><headline>{headline}</headline>
<area><areaDesc>Huizen</areaDesc><geocode><valueName>GM-CODE</valueName><value>GM0406</value></geocode></area></info></alert>
""")
    run(BIN / "baken-cp", "publish", region, "--content", folder / "national", "--content", folder / "demo")


def make_region(work, name, headline):
    region = work / name
    run(BIN / "baken-cp", "init", region, "--region", "Gooi", "--municipality", "GM0406=draaikom", "--demo")
    publish(region, work, headline)
    return region


def a_portal(network, region, data):
    visit("a portal before anything was heard, and after it opened", network, region, data, f"""
        network portal
        round
        expect text "{NOBODY}"
        refuse text "kamernummer"
        {TO_DIAGNOSTIC}
        expect text "http.captive"
        tap "Terug"
        tap "Terug"
        network open
        round
        expect text "{OURS}"
        expect text "{CONNECTED}"
        {TO_DIAGNOSTIC}
        refuse text "http.captive"
        """)
    visit("a portal that comes in between, and goes", network, region, data, f"""
        network open
        round
        expect text "{CONNECTED}"
        network portal
        round
        expect text "{LOST}"
        expect text "{OURS}"
        refuse text "{CONNECTED}"
        refuse text "kamernummer"
        expect sound-view
        network open
        round
        expect text "{CONNECTED}"
        refuse text "{LOST}"
        """)


def a_forger(network, region, data, forger):
    network.folder = forger / "public"
    visit("another region's content, well signed by its own keys", network, region, data, f"""
        network folder
        round
        expect text "{LOST}"
        expect text "{OURS}"
        refuse text "Alles is veilig"
        {TO_DIAGNOSTIC}
        expect text "tuf."
        """)


def held_back(network, region, data, frozen, work):
    network.folder = frozen
    publish(region, work, "De dijk is zwak")
    visit("what is newer is held back; weeks later everybody can see that it is", network, region, data, f"""
        network folder
        round
        refuse text "{CONNECTED}"
        expect text "{LOST}"
        expect text "{OURS}"
        refuse text "De dijk is zwak"
        {TO_DIAGNOSTIC}
        expect text "tuf.timestamp.expired"
        """, LONG_AFTER)
    visit("the true hub is there again", network, region, data, f"""
        network open
        round
        expect text "De dijk is zwak"
        expect text "{CONNECTED}"
        """)


def a_running_kiosk(network, region, work):
    """The program as it runs in a noodsteunpunt: it finds out by itself that the portal opened."""
    network.does = "portal"
    (work / "live").mkdir()
    kiosk = subprocess.Popen([*words_of(network, region, work / "live/data"), "--window", "1280x720"], cwd=ROOT, env=QUIET,
                             stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)  # fmt: skip
    started.append(kiosk)
    seen = []
    for does, words in (("open", "network: not reached: http.captive"), ("portal", "is shown now")):
        for line in kiosk.stderr:
            seen.append(line)
            if words in line:
                break
        else:
            sys.exit(f"FAILED: never said \"{words}\": {''.join(seen)}")
        network.does = does
    kiosk.terminate()
    kiosk.wait()
    print("a kiosk that runs takes content in by itself once the portal opened")


def main():
    # In memory where there is such a place: each kiosk begins anew and syncs hundreds of files.
    memory = "/dev/shm" if os.path.isdir("/dev/shm") else None
    with stage("networks", memory) as work:
        region, forger = make_region(work, "region", OURS), make_region(work, "forger", "Alles is veilig")
        hub = subprocess.Popen([str(BIN / "baken-cp"), "serve", str(region), "--listen", "127.0.0.1:0"],
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)  # fmt: skip
        started.append(hub)
        network = Network(int(hub.stdout.readline().rsplit(":", 1)[1]))
        data = work / "data"
        data.mkdir()
        a_portal(network, region, data)
        a_forger(network, region, data, forger)
        frozen = shutil.copytree(region / "public", work / "frozen")
        held_back(network, region, data, frozen, work)
        a_running_kiosk(network, region, work)


main()
