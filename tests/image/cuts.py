"""The plug is pulled while something is written. BAKEN_CUTS says how often each."""
import os
import random
import re
import time

from bench import OUT, Visitor
from data import DataPartition
from visit import REPORT, SEEN, SEND, furnished, ready

KEPT = re.compile(r"post: record (\S+) is kept")
CUTS = int(os.environ.get("BAKEN_CUTS", "2"))


def starts_again(bench, name, disk):
    """The machine after the cut shows its first screen, and its data partition was not made anew."""
    with bench.boot(name, disk) as machine:
        assert "a new file system is made" not in machine.console.text, "the data partition was lost"
        assert machine.picture("after-the-cut").colours() > 20, "the panel shows next to nothing"


def test_intake_cuts(bench):
    """The plug is pulled while content comes in. Afterwards the old or the new is there, whole, and what was shown stays."""
    chance = random.Random(7)
    moment = ready(bench)
    outcomes = []
    for turn in range(CUTS):
        name = f"intake-cut-{turn}"
        disk, machine = bench.restore(name, moment)
        machine.plug_stick(bench.stick)
        machine.console.wait(r"stick: \w+ is mounted")
        # Any moment of the intake may be the last; the very last ones are after it.
        if turn % 4 == 3:
            machine.console.wait(r"is shown now")
        else:
            time.sleep(chance.uniform(0.0, 25.0))
        came = "is shown now" in machine.console.text
        machine.pull_plug()
        found = DataPartition(disk, OUT / "cut").check()
        assert not found.troubles, f"after cut {turn}: {found.troubles}"
        assert found.kiosk, f"after cut {turn}: the kiosk's keys are gone"
        assert found.content != "none" or not came, f"after cut {turn}: content that was shown is gone"
        starts_again(bench, f"{name}-after", disk)
        outcomes.append("new" if found.content != "none" else "old")
        disk.unlink()
    bench.note(f"plug pulled during intake {len(outcomes)} times; there afterwards: {', '.join(outcomes)}")


def form(bench):
    """The furnished machine with a report filled in, up to the button that sends it."""

    def prepare():
        disk, machine = bench.restore("form", furnished(bench))
        visitor = Visitor(machine, bench.expected("form"), [f"stick {bench.stick_folder}", SEEN])
        visitor.tap(*REPORT)
        visitor.leave()
        bench.send_at = visitor.place_of(SEND)
        return disk, machine

    return bench.moment("form", prepare)


def test_record_cuts(bench):
    """The plug is pulled while a record is saved. What the screen confirmed is there, and nothing is there in part."""
    chance = random.Random(8)
    moment = form(bench)
    outcomes = []
    for turn in range(CUTS):
        name = f"record-cut-{turn}"
        disk, machine = bench.restore(name, moment)
        visitor = Visitor(machine, None)
        visitor.touch_at(bench.send_at)
        if turn % 4 == 3:
            machine.console.wait(KEPT.pattern)
        else:
            time.sleep(chance.uniform(0.0, 1.5))
        machine.pull_plug()
        kept = set(KEPT.findall(machine.console.text))
        found = DataPartition(disk, OUT / "cut").check()
        assert not found.troubles, f"after cut {turn}: {found.troubles}"
        assert kept <= found.records, f"after cut {turn}: {kept - found.records} was confirmed and is gone"
        assert len(found.records) <= 1 and found.content != "none"
        starts_again(bench, f"{name}-after", disk)
        outcomes.append("kept" if found.records else "not yet")
        disk.unlink()
    bench.note(f"plug pulled during a record's save {len(outcomes)} times; there afterwards: {', '.join(outcomes)}")
