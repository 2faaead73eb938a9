#!/usr/bin/env python3
"""Boots the image as a real machine and does to it what happens to a kiosk: tests/image/run.py [TEST ...].

Without names all tests run, in this order: visit, hub, cuts, clock. BAKEN_CUTS says how often the plug is pulled (3).
Needs the image (image/build amd64-efi). Pictures and serial logs stay in build/image/tests, or
where BAKEN_IMAGE_TESTS says.
"""
import datetime
import os
import pathlib
import random
import shutil
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from expected import Expected  # noqa: E402
from machine import Machine, overlay_of  # noqa: E402
from region import HOUSE, MTOOLS, PROGRAMS, make_region, make_stick, provision, publish, run, stick_of  # noqa: E402
from touchscreen import TouchScreen  # noqa: E402

IMAGE = HOUSE / "build/image/amd64-efi/baken-amd64-efi.img"
OUT = pathlib.Path(os.environ.get("BAKEN_IMAGE_TESTS", HOUSE / "build/image/tests"))
SIZE = (1280, 720)
AHEAD = datetime.timedelta(minutes=2)
figures = []


def note(text):
    figures.append(text)
    print(f"    {text}", flush=True)


def now():
    return datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)


class Bench:
    """A region, its stick, and the image as an installer leaves it; made once."""

    def __init__(self):
        shutil.rmtree(OUT, ignore_errors=True)
        OUT.mkdir(parents=True)
        self.region = make_region(OUT / "region")
        self.stick_folder = OUT / "stick"
        self.stick = make_stick(self.region, self.stick_folder, OUT / "stick.img")
        self.image = provision(IMAGE, OUT / "provisioned.img", self.region)
        self.published = 0

    def disk(self, name, image=None):
        return overlay_of(image or self.image, OUT / f"{name}.qcow2")

    def boot(self, name, disk, **options):
        """The machine, showing its first screen. Its clock is this machine's."""
        moment = options.pop("clock", now())
        machine = Machine(disk, OUT / name, SIZE, clock=moment.strftime("%Y-%m-%dT%H:%M:%S"), **options)
        machine.console.wait(r"first full screen: (\d+) ms")
        return machine


def figures_of(machine):
    line = machine.console.wait(r"\[ *([\d.]+)\].*first full screen: (\d+) ms since main, ([\d.]+) ms")
    note(f"kernel start to first frame: {line[1]} s; program start to first frame: {line[2]} ms; switched on until then: "
         f"{machine.seconds():.0f} s (emulated, no KVM)")  # fmt: skip


def test_visit(bench):
    """A visitor and a member of staff at a machine that was just installed."""
    expected = Expected(bench.region, OUT / "expected")
    since = now()
    with bench.boot("visit", bench.disk("visit")) as machine:
        figures_of(machine)
        machine.wait_picture(expected.pictures([], since, now(), "home"), "first-frame")
        print("  the panel shows what the kiosk draws in memory, pixel by pixel")

        machine.qmp.command("send-key", keys=[{"type": "qcode", "data": "tab"}])
        machine.qmp.command("send-key", keys=[{"type": "qcode", "data": "ret"}])
        touch = TouchScreen(machine)
        touch.wait()
        machine.console.wait(r"input: came: .* \(touch\)")
        machine.wait_picture(expected.pictures([], since, now(), "home"), "after-keys")
        print("  a keyboard nobody named does nothing")

        touch.tap(*expected.middle_of([], "Ik heb hulp nodig", since), *SIZE)
        help_steps = ['tap "Ik heb hulp nodig"']
        machine.wait_picture(expected.pictures(help_steps, since, now(), "help"), "help")
        touch.tap(*expected.middle_of(help_steps, "Terug", since), *SIZE)
        machine.wait_picture(expected.pictures([], since, now(), "home"), "back-home")
        print("  a finger presses what it touches")

        put_in_sticks(bench, machine, expected, touch)


def put_in_sticks(bench, machine, expected, touch):
    # What is told of a stick goes away by itself, so what it should look like is drawn before.
    since = now()
    seen = [f"stick {bench.stick_folder}"]
    notice = expected.pictures(seen, since, since + AHEAD, "notice")
    button = expected.middle_of(seen, "Gezien", since)
    began = time.monotonic()
    machine.plug_stick(bench.stick)
    machine.console.wait(r"stick: \w+ is mounted \(vfat, read-only\)")
    machine.console.wait(r"sync: stick: content version \d+ is shown now")
    note(f"stick put in until its content was shown: {time.monotonic() - began:.1f} s")
    machine.wait_picture(notice, "stick-notice")
    touch.tap(*button, *SIZE)
    bulletins = [*seen, 'tap "Gezien"']
    machine.wait_picture(expected.pictures(bulletins, since, now(), "bulletins"), "bulletins")
    mark = machine.console.mark()
    machine.pull_stick()
    machine.console.wait(r"stick: \w+ is gone", since=mark)
    machine.wait_picture(expected.pictures(bulletins, since, now(), "bulletins"), "stick-pulled")
    print("  a stick brings the region's messages onto the panel, and may be pulled")

    mark = machine.console.mark()
    spoilt = spoilt_stick(bench)
    refused = [*bulletins, f"stick {OUT / 'spoilt'}"]
    refusal = expected.pictures(refused, since, now() + AHEAD, "refused")
    machine.plug_stick(spoilt, "spoilt")
    found = machine.console.wait(r"sync: stick: refused, nothing changed: (.*)", since=mark)
    machine.wait_picture(refusal, "refused")
    machine.pull_stick("spoilt")
    print(f"  a stick that was tampered with is refused on the panel ({found[1]})")

    # Two at once, one of them with nothing that can be read.
    rubbish = OUT / "rubbish.img"
    rubbish.write_bytes(random.Random(1).randbytes(4 << 20))
    known = [*refused, f"stick {bench.stick_folder}"]
    after_both = expected.pictures(known, since, now() + AHEAD, "known")
    mark = machine.console.mark()
    machine.plug_stick(rubbish, "rubbish")
    machine.plug_stick(bench.stick, "second")
    machine.console.wait(r"stick: \w+ is mounted", since=mark)
    machine.wait_picture(after_both, "two-sticks")
    print("  two more sticks at once, one of them rubbish, do no harm")


def spoilt_stick(bench):
    """One byte of a message is another."""
    folder = OUT / "spoilt"
    shutil.copytree(bench.stick_folder, folder)
    before = set(folder.glob("baken/repository/targets/**/*"))
    publish_more(bench)
    run(PROGRAMS / "baken-cp", "stick", "write", bench.region, folder)
    new = [file for file in set(folder.glob("baken/repository/targets/**/*")) - before if file.is_file()]
    assert new, "nothing new was published"
    body = bytearray(new[0].read_bytes())
    body[len(body) // 2] ^= 1
    new[0].write_bytes(bytes(body))
    return stick_of(folder, OUT / "spoilt.img")


def publish_more(bench):
    """One message more from the region."""
    bench.published += 1
    content = OUT / "content"
    shutil.copytree(HOUSE / "content/demo", content, dirs_exist_ok=True)
    message = (content / "bulletins/demo-05-water-point.xml").read_text()
    for number in range(bench.published):
        name = f"test-{number}-water-point"
        (content / f"bulletins/{name}.xml").write_text(message.replace("<identifier>demo-05-water-point<", f"<identifier>{name}<"))
    publish(bench.region, content)


def test_hub(bench):
    """The road of a network: a coordination point on this machine, reached from inside."""
    folder = OUT / "hub"
    folder.mkdir()
    run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "30", "-subj",
        "/CN=10.0.2.2", "-addext", "subjectAltName=IP:10.0.2.2", "-keyout", folder / "key.pem", "-out", folder / "hub.pem")  # fmt: skip
    words = [PROGRAMS / "baken-cp", "serve", bench.region, "--listen", "127.0.0.1:8443"]
    words += ["--tls-cert", folder / "hub.pem", "--tls-key", folder / "key.pem"]
    hub = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=open(folder / "hub.log", "w"), text=True)
    try:
        assert "8443" in hub.stdout.readline()
        image = provision(IMAGE, OUT / "networked.img", bench.region, 'hubs = ["https://10.0.2.2:8443"]\nca = "hub.pem"\n',
                          [(folder / "hub.pem", "hub.pem")])  # fmt: skip
        expected = Expected(bench.region, OUT / "expected-hub")
        since = now()
        with bench.boot("hub", bench.disk("hub", image), network="restrict=off") as machine:
            machine.console.wait(r"sync: network: content version \d+ is shown now")
            note(f"switched on until a coordination point's content was shown: {machine.seconds():.0f} s")
            machine.picture("from-the-hub")
            mark = machine.console.mark()
            began = time.monotonic()
            publish_more(bench)
            machine.console.wait(r"sync: network: content version \d+ is shown now", since=mark)
            note(f"published until the kiosk had it: {time.monotonic() - began:.1f} s")
    finally:
        hub.terminate()
        hub.wait()
    print("  a coordination point is reached over the network, and its news arrives by itself")


def test_cuts(bench):
    """The plug is pulled while content comes in. Afterwards the panel shows the old or the new, whole."""
    expected = Expected(bench.region, OUT / "expected-cuts")
    chance = random.Random(7)
    outcomes = []
    shown = [f"stick {bench.stick_folder}", 'tap "Gezien"']
    for turn in range(int(os.environ.get("BAKEN_CUTS", "3"))):
        disk = bench.disk(f"cut-{turn}")
        machine = bench.boot(f"cut-{turn}", disk)
        before = now()
        machine.plug_stick(bench.stick)
        machine.console.wait(r"stick: \w+ is mounted")
        time.sleep(chance.uniform(0.0, 6.0))  # any moment of the intake may be the last
        came = "is shown now" in machine.console.text
        machine.pull_plug()
        since = now()
        with bench.boot(f"cut-{turn}-after", disk) as machine:
            assert "a new file system is made" not in machine.console.text, "the data partition was lost"
            seen = machine.picture("after-the-cut")
            assert seen.colours() > 20, "the panel shows next to nothing"
            old = any(seen == one for one in expected.pictures([], since, now(), "old"))
            new = not old and any(seen == one for one in expected.pictures(shown, before, now(), "new"))
            if not old and not new:
                raise AssertionError(f"{machine.out}/after-the-cut.png shows neither the old nor the new")
            assert new or not came, "content that was shown before the cut is gone"
            outcomes.append("new" if new else "old")
        run("qemu-img", "check", disk)
    note(f"plug pulled during intake {len(outcomes)} times; shown afterwards: {', '.join(outcomes)}")


def test_clock(bench):
    """A machine without a clock battery and without a touch screen starts all the same."""
    moment = datetime.datetime(1970, 1, 2, tzinfo=datetime.timezone.utc)
    with bench.boot("clock", bench.disk("clock"), clock=moment) as machine:
        assert machine.picture("clock-1970").colours() > 20
    print("  a clock that stands at 1970 stops nothing")


def main():
    tests = {name[5:]: function for name, function in globals().items() if name.startswith("test_")}
    chosen = sys.argv[1:] or list(tests)
    if not IMAGE.exists():
        print(f"there is no image to boot: run image/build amd64-efi first ({IMAGE})")
        return 1
    bench = Bench()
    note(f"image: {IMAGE.with_suffix('.img.zst').stat().st_size / 1e6:.1f} MB compressed")
    failed = []
    for name in chosen:
        print(f"{name}: {tests[name].__doc__}", flush=True)
        began = time.monotonic()
        try:
            tests[name](bench)
        except (AssertionError, RuntimeError, EOFError) as error:
            failed.append(name)
            print(f"  FAILED: {error}", flush=True)
        print(f"  ({time.monotonic() - began:.0f} s)", flush=True)
    (OUT / "figures.txt").write_text("\n".join(figures) + "\n")
    print(f"{len(chosen) - len(failed)} of {len(chosen)} passed" + (f"; failed: {', '.join(failed)}" if failed else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
