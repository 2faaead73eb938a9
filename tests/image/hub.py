"""The road of a network: a coordination point on this machine, reached from inside."""
import socket
import subprocess
import time

from bench import Visitor
from cuts import KEPT
from data import DataPartition
from place import HOUSE, IMAGE, OUT, PROGRAMS, ROOT
from region import SITE, provision, run
from update import make_system, version_of
from visit import REPORT, SEEN, SEND

ADDRESS = "10.0.2.2"  # this machine, as the emulated one sees it
LONG = 1800


def free_port():
    """One that the machine's firewall lets out, and nobody here listens on."""
    for port in (8443, 8080):
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise AssertionError("the ports 8443 and 8080 are both in use on this machine")


class Hub:
    def __init__(self, bench):
        self.folder = OUT / "hub"
        self.folder.mkdir(exist_ok=True)
        self.certificate, key = self.folder / "hub.pem", self.folder / "key.pem"
        run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30", "-subj",
            f"/CN={ADDRESS}", "-addext", f"subjectAltName=IP:{ADDRESS}", "-keyout", key, "-out", self.certificate)  # fmt: skip
        words = [PROGRAMS / "baken-cp", "serve", bench.region, "--tls-cert", self.certificate, "--tls-key", key]
        words += ["--listen", f"127.0.0.1:{free_port()}"]
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=open(self.folder / "hub.log", "w"), text=True)
        self.port = int(self.process.stdout.readline().rsplit(":", 1)[1])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def enrol(bench, machine, disk):
    """As staff do who read the code from the screen: here it is read from the disk of the machine, which stands still meanwhile."""
    machine.qmp.command("stop")
    look = DataPartition(disk, OUT / "enrol")
    machine.qmp.command("cont")
    look.check()
    code = (look.folder / "files/kiosk/identity/enrolment.txt").read_text().strip()
    run(PROGRAMS / "baken-cp", "kiosk", "add", bench.region, "--site", SITE, "--key", code)


def arrives(bench, record, patience=300):
    """The hub says nothing when a record comes, so its inbox is looked at."""
    deadline = time.monotonic() + patience
    while record not in run(PROGRAMS / "baken-cp", "inbox", "list", bench.region):
        assert time.monotonic() < deadline, "the record never arrived"
        time.sleep(0.5)


def offer_system(bench):
    """A newer system lies beside the content, as an installer puts it there."""
    bundle = make_system("offered-system", version_of(ROOT) + 1)
    run(HOUSE / "image/offer", bundle, bench.region)


def test_hub(bench):
    """Content is pulled, a report is sent, news arrives by itself, a newer system is fetched."""
    offer_system(bench)
    with Hub(bench) as hub:
        image = provision(IMAGE, OUT / "networked.img", bench.region, f'hubs = ["https://{ADDRESS}:{hub.port}"]\nca = "hub.pem"\n',
                          [(hub.certificate, "hub.pem"), (OUT / "empty", "update")])  # fmt: skip
        disk = bench.disk("hub", image)
        with bench.boot("hub", disk, network="") as machine:
            machine.console.wait(r"sync: network: content version \d+ is shown now")
            bench.timed(f"switched on until a coordination point's content was shown: {machine.seconds():.0f} s")
            enrol(bench, machine, disk)
            mark = machine.console.mark()
            began = time.monotonic()
            bench.publish_more()
            machine.console.wait(r"sync: network: content version \d+ is shown now", since=mark)
            bench.timed(f"published until the kiosk had it: {time.monotonic() - began:.1f} s")
            report(bench, machine)
            machine.console.wait(r"update: installed", LONG)
            print("  a newer system was fetched and installed")


def report(bench, machine):
    visitor = Visitor(machine, bench.expected("hub"), [f"stick {bench.stick_folder}", SEEN])
    visitor.tap(*REPORT, SEND)
    began = time.monotonic()
    record = machine.console.wait(KEPT.pattern)[1]
    arrives(bench, record)
    bench.timed(f"a record kept until the coordination point had it: {time.monotonic() - began:.1f} s")
