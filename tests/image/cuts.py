"""The plug is pulled while something is written. BAKEN_CUTS says how often each."""
import os
import random
import re
import time

from bench import Visitor
from data import DataPartition
from machine import variables_of
from place import OUT, ROOT
from region import run
from visit import REPORT, SEEN, SEND, furnished, ready

KEPT = re.compile(r"post: record (\S+) is kept")
CUTS = int(os.environ.get("BAKEN_CUTS", "2"))


def straight_to_the_kernel():
    """The emulator's words for a start without firmware and boot loader: both are whole in every cut, and take their time."""
    boot = ROOT / "usr/lib/baken/boot"
    entry = run(ROOT / "usr/lib/baken/boot-entry", "a", "1")
    line = next(line for line in entry.splitlines() if line.startswith("options "))
    return ["-kernel", str(boot / "vmlinuz"), "-initrd", str(boot / "initrd"), "-append", line.removeprefix("options ")]


def forget(disk):
    """A hundred of these, with the moments they hold, would fill this machine's disk."""
    disk.unlink()
    variables_of(disk, make=False).unlink()


def starts_again(bench, name, disk, turn):
    """The machine after the cut shows its first screen, and its data partition was not made anew. Every tenth time it starts as a
    machine does, the others without its firmware."""
    way = {} if turn % 10 == 0 else {"firmware": False, "options": straight_to_the_kernel()}
    with bench.boot(name, disk, **way) as machine:
        assert "a new file system is made" not in machine.console.text, "the data partition was lost"
        assert machine.picture("after-the-cut").colours() > 20, "the panel shows next to nothing"


def test_intake_cuts(bench):
    """The plug is pulled while content comes in. Afterwards the old or the new is there, whole, and what was shown stays."""
    chance = random.Random(7)
    moment = ready(bench)
    outcomes = []
    longest = 0.0
    began = time.monotonic()
    for turn in range(CUTS):
        name = f"intake-cut-{turn}"
        disk, machine = bench.restore(name, moment)
        machine.plug_stick(bench.stick)
        machine.console.wait(r"stick: \w+ is mounted")
        mounted = time.monotonic()
        # Any moment of the intake may be the last; the very last ones are after it. How long it takes, the first one tells.
        if turn % 4 == 0 and CUTS > 1:
            machine.console.wait(r"is shown now")
            longest = time.monotonic() - mounted
        else:
            time.sleep(chance.uniform(0.0, longest or 10.0))
        came = "is shown now" in machine.console.text
        machine.pull_plug()
        found = DataPartition(disk, OUT / "cut").check()
        assert not found.troubles, f"after cut {turn}: {found.troubles}"
        assert found.kiosk, f"after cut {turn}: the kiosk's keys are gone"
        assert found.content != "none" or not came, f"after cut {turn}: content that was shown is gone"
        starts_again(bench, f"{name}-after", disk, turn)
        outcomes.append("new" if found.content != "none" else "old")
        forget(disk)
    bench.timed(f"plug pulled during intake {CUTS} times; afterwards the old was there {outcomes.count('old')} times, the new "
                f"{outcomes.count('new')} times, and nothing was lost; {(time.monotonic() - began) / CUTS:.0f} s each")  # fmt: skip


def form(bench):
    """The furnished machine with a report filled in, up to the button that sends it."""

    def prepare():
        disk, machine = bench.restore("form", furnished(bench))
        visitor = Visitor(machine, bench.expected("form"), [f"stick {bench.stick_folder}", SEEN])
        visitor.tap(*REPORT)
        visitor.leave()
        return disk, machine

    return bench.moment("form", prepare)


def test_record_cuts(bench):
    """The plug is pulled while a record is saved. What the screen confirmed is there, and nothing is there in part."""
    chance = random.Random(8)
    moment = form(bench)
    steps = [f"stick {bench.stick_folder}", SEEN, *[f'tap "{name}"' for name in REPORT]]
    place = bench.expected("send").places(steps, [SEND], bench.clock_of(moment))[0]
    outcomes = []
    longest = 0.0
    began = time.monotonic()
    for turn in range(CUTS):
        name = f"record-cut-{turn}"
        disk, machine = bench.restore(name, moment)
        visitor = Visitor(machine, None)
        touched = time.monotonic()
        visitor.touch_at(place)
        if turn % 4 == 0 and CUTS > 1:
            machine.console.wait(KEPT.pattern)
            longest = time.monotonic() - touched
        else:
            time.sleep(chance.uniform(0.0, longest or 1.0))
        machine.pull_plug()
        kept = set(KEPT.findall(machine.console.text))
        found = DataPartition(disk, OUT / "cut").check()
        assert not found.troubles, f"after cut {turn}: {found.troubles}"
        assert kept <= found.records, f"after cut {turn}: {kept - found.records} was confirmed and is gone"
        assert len(found.records) <= 1 and found.content != "none"
        starts_again(bench, f"{name}-after", disk, turn)
        outcomes.append("kept" if found.records else "not yet")
        forget(disk)
    bench.timed(f"plug pulled during a record's save {CUTS} times; afterwards it was kept {outcomes.count('kept')} times, not yet "
                f"{outcomes.count('not yet')} times, and nothing was lost or half there; {(time.monotonic() - began) / CUTS:.0f} s each")  # fmt: skip
