"""A visitor and a member of staff at a machine that was just installed: what they touch, and the sticks they bring."""
import datetime
import random
import shutil
import time

from bench import FIRST_SCREEN, Visitor, now
from place import OUT, PROGRAMS
from region import run, stick_of

ARRIVED = OUT / "furnished.arrived"
AHEAD = datetime.timedelta(minutes=2)
SEEN = 'tap "Gezien"'
# What somebody touches to report a blocked road, up to the button that sends it.
REPORT = ["Iets melden", "Een weg is dicht", "Verder", "B", "o", "o", "m", "Verder", "Hier, bij dit noodsteunpunt", "Verder",
          "Net gebeurd", "Verder", "Overslaan", "Dat zeg ik liever niet", "Verder", "Verder"]  # fmt: skip
SEND = "Ja, geef dit door"


def ready(bench):
    """A machine that was just installed and shows its first screen; it has no network card."""

    def prepare():
        since = now()
        disk = bench.disk("ready")
        machine = bench.boot("ready", disk)
        line = machine.console.wait(FIRST_SCREEN)
        bench.timed(f"kernel start to first frame: {line[1]} s; program start to first frame: {line[2]} ms; switched on until "
                   f"then: {machine.seconds():.0f} s (emulated, no KVM)")  # fmt: skip
        home = bench.expected("home").pictures([], since, machine.clock(), "home")
        machine.wait_picture(home, "first-frame")
        print("  the panel shows what the kiosk draws in memory, pixel by pixel")
        machine.console.wait(r"report: started")
        return disk, machine

    return bench.moment("ready", prepare)


def furnished(bench):
    """The same machine after a stick brought the region's messages."""

    def prepare():
        disk, machine = bench.restore("furnished", ready(bench))
        visitor = Visitor(machine, bench.expected("furnished"))
        ARRIVED.write_text(bring_messages(bench, visitor).isoformat())
        visitor.leave()
        machine.pull_stick()
        machine.console.wait(r"stick: \w+ is gone")
        return disk, machine

    return bench.moment("furnished", prepare)


def bring_messages(bench, visitor):
    """When the stick was there, by the machine's clock. What is told of it goes away by itself, so what it should look like is drawn
    before."""
    machine, expected = visitor.machine, visitor.expected
    since = machine.clock()
    seen = [f"stick {bench.stick_folder}"]
    notice = expected.brief(seen, since, since + AHEAD, "notice")
    began = time.monotonic()
    machine.plug_stick(bench.stick)
    machine.console.wait(r"stick: \w+ is mounted \(vfat, may be written\)", unless=r"cannot be mounted")
    arrived = machine.clock()
    machine.console.wait(r"sync: stick: content version \d+ is shown now")
    bench.timed(f"stick put in until its content was shown: {time.monotonic() - began:.1f} s")
    machine.wait_picture(notice, "stick-notice", timeout=60)
    visitor.steps += seen
    visitor.tap("Gezien")
    machine.wait_picture(expected.pictures(visitor.steps, since, machine.clock(), "bulletins"), "bulletins")
    print("  a stick brings the region's messages onto the panel")
    return arrived


def test_touch(bench):
    """A finger presses what it touches."""
    moment = ready(bench)
    _, machine = bench.restore("touch", moment)
    with machine:
        bench.timed(f"a machine restored from a moment, until its panel was seen: {bench.restored:.1f} s")
        since = machine.clock()
        visitor = Visitor(machine, bench.expected("touch"))
        visitor.tap("Ik heb hulp nodig")
        machine.wait_picture(visitor.expected.pictures(visitor.steps, since, machine.clock(), "help"), "help")
        visitor.tap("Terug")
        machine.wait_picture(visitor.expected.pictures([], since, machine.clock(), "home"), "back-home")


def test_tampered(bench):
    """Messages came by stick; a stick that was tampered with is refused on the panel."""
    _, machine = bench.restore("tampered", furnished(bench))
    with machine:
        expected = bench.expected("tampered")
        shown = [f"stick {bench.stick_folder}", SEEN]
        arrived = datetime.datetime.fromisoformat(ARRIVED.read_text())
        spoilt = spoilt_stick(bench)
        since = machine.clock()
        refused = f"stick {OUT / 'spoilt'}"
        refusal = expected.brief([refused], since, since + AHEAD, "refused", shown, arrived)
        machine.plug_stick(spoilt, "spoilt")
        found = machine.console.wait(r"sync: stick: refused, nothing changed: (.+)\n")
        machine.wait_picture(refusal, "refused", timeout=60)
        print(f"  a stick that was tampered with is refused on the panel ({found[1]})")


def test_odd_sticks(bench):
    """Two sticks at once, rubbish, an empty one, a broken file system, one that asks for a panic: they do no harm."""
    _, machine = bench.restore("odd-sticks", furnished(bench))
    with machine:
        arrived = datetime.datetime.fromisoformat(ARRIVED.read_text())
        two_sticks(bench, machine, bench.expected("odd-sticks"), [f"stick {bench.stick_folder}", SEEN], arrived)
        broken_stick(machine)
        vicious_stick(machine)


def two_sticks(bench, machine, expected, before, arrived):
    """Two at once: one, ext4 and no courier's, with what the kiosk has already, and one with nothing that can be read."""
    known_stick, folder = OUT / "known.img", OUT / "known"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(bench.stick_folder, folder, ignore=shutil.ignore_patterns("courier.json", "outbox"))
    run("mke2fs", "-q", "-F", "-t", "ext4", "-d", folder, known_stick, "64M")
    rubbish = OUT / "rubbish.img"
    rubbish.write_bytes(random.Random(1).randbytes(4 << 20))
    since = machine.clock()
    known = expected.brief([f"stick {folder}"], since, since + AHEAD, "known", before, arrived)
    mark = machine.console.mark()
    machine.plug_stick(rubbish, "rubbish")
    machine.console.wait(r"sync: stick: not reached: stick\.empty", since=mark)
    machine.plug_stick(known_stick, "second")
    machine.console.wait(r"stick: \w+ is mounted \(ext4, read-only\)", since=mark)
    machine.wait_picture(known, "two-sticks", timeout=60)
    machine.pull_stick("rubbish")
    machine.pull_stick("second")
    machine.console.wait(r"stick: \w+ is gone", since=mark)
    print("  two sticks at once: of the one that is rubbish the panel says so, the other is read")


def broken_stick(machine):
    """An empty exFAT stick; and one whose folder begins well and then points into nothing."""
    torn = OUT / "torn.img"
    shutil.copy(OUT / "stick.img", torn)
    with open(torn, "r+b") as image:
        image.seek(0x10000)
        image.write(random.Random(2).randbytes(1 << 20))
    empty = OUT / "empty.img"
    run("truncate", "-s", "64M", empty)
    run("mkfs.exfat", empty)
    mark = machine.console.mark()
    machine.plug_stick(empty, "empty")
    machine.console.wait(r"stick: \w+ is mounted \(exfat, may be written\)", since=mark, unless=r"cannot be mounted")
    machine.console.wait(r"sync: stick: not reached", since=mark)
    machine.pull_stick("empty")
    mark = machine.console.mark()
    machine.plug_stick(torn, "torn")
    found = machine.console.wait(r"stick: \w+ cannot be mounted|sync: stick: (?!content version).+\n", since=mark)
    machine.pull_stick("torn")
    assert machine.picture("after-broken-stick").colours() > 20
    print(f"  a stick with a broken file system does no harm ({found[0].strip()})")


def vicious_stick(machine):
    """Its file system is broken where everybody looks first, and says that the kernel should panic at that."""
    folder, vicious = OUT / "vicious", OUT / "vicious.img"
    (folder / "baken").mkdir(parents=True, exist_ok=True)
    vicious.unlink(missing_ok=True)
    run("mke2fs", "-q", "-F", "-t", "ext4", "-e", "panic", "-d", folder, vicious, "64M")
    run("debugfs", "-w", "-R", "clri /baken", vicious)
    mark = machine.console.mark()
    machine.plug_stick(vicious, "vicious")
    mounted = machine.console.wait(r"stick: \w+ is mounted \(ext4, read-only\)", since=mark)
    found = machine.console.wait(r"sync: stick: (?!content version).+\n", since=mounted.end(), unless=r"Kernel panic")
    machine.pull_stick("vicious")
    machine.console.wait(r"stick: \w+ is gone", since=mark)
    print(f"  a stick that asks for a panic gets none ({found[0].strip()})")


def spoilt_stick(bench):
    """One byte of a message is another."""
    folder = OUT / "spoilt"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(bench.stick_folder, folder)
    before = set(folder.glob("baken/repository/targets/**/*"))
    bench.publish_more()
    run(PROGRAMS / "baken-cp", "stick", "write", bench.region, folder)
    new = [file for file in set(folder.glob("baken/repository/targets/**/*")) - before if file.is_file()]
    assert new, "nothing new was published"
    body = bytearray(new[0].read_bytes())
    body[len(body) // 2] ^= 1
    new[0].write_bytes(bytes(body))
    return stick_of(folder, OUT / "spoilt.img")
