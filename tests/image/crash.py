"""States the data partition may be in after a power cut, made from a recorded log of writes. BAKEN_STATES says how many."""
import os
import random
import re
import shutil
import subprocess
import time

from bench import CLOCK, FIRST_SCREEN, SIZE, Visitor, now
from cuts import KEPT
from data import copy_holes, look, place_of_data
from machine import Machine
from place import OUT
from region import make_stick, run
from visit import REPORT, SEND, bring_messages, ready
from write_log import WriteLog, apply, drive

STATES = int(os.environ.get("BAKEN_STATES", "30"))
CONTROLS = 10
SHOWN = re.compile(r"content version (\d+) is shown now")


class Recording:
    """A machine that takes in two sticks and keeps two records, on a disk that is recorded; then its plug is pulled."""

    def __init__(self, bench):
        self.folder = OUT / "crash"
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        self.disk, self.log = self.folder / "disk.img", self.folder / "writes.log"
        run("qemu-img", "convert", "-O", "raw", ready(bench), self.disk)
        self.place, self.size = place_of_data(self.disk)
        self.before = self.folder / "before.img"
        with open(self.disk, "rb") as source, open(self.before, "wb") as target:
            copy_holes(source, target, self.place, self.size)
        self.confirmed = []  # how long the log was when this was on the screen
        self.record(bench)
        self.writes = WriteLog(self.log, self.place, self.size)
        self.disk.unlink()

    def record(self, bench):
        expected = bench.expected("crash")
        second_folder = OUT / "second-stick"
        bench.publish_more()
        second = make_stick(bench.region, second_folder, OUT / "second-stick.img")
        clock = now().strftime(CLOCK)
        machine = Machine(self.disk, OUT / "crash-recorded", SIZE, clock=clock, drive=drive(self.disk, self.log))
        with machine:
            machine.console.wait(FIRST_SCREEN)
            visitor = Visitor(machine, expected)
            mark = machine.console.mark()
            bring_messages(bench, visitor)
            self.confirm("content", int(machine.console.wait(SHOWN.pattern, since=mark)[1]))
            machine.pull_stick()
            self.report(visitor)
            mark = machine.console.mark()
            machine.plug_stick(second, "second")
            self.confirm("content", int(machine.console.wait(SHOWN.pattern, since=mark)[1]))
            # What is told of a stick waits until its records are on it.
            machine.console.wait(r"records were put on the stick", since=mark)
            machine.pull_stick("second")
            visitor.steps.append(f"stick {second_folder}")
            visitor.tap("Gezien")
            self.report(visitor)
            machine.pull_plug()

    def confirm(self, kind, what):
        self.confirmed.append((kind, what, self.log.stat().st_size))

    def report(self, visitor):
        mark = visitor.machine.console.mark()
        visitor.tap(*REPORT, SEND)
        self.confirm("record", visitor.machine.console.wait(KEPT.pattern, since=mark)[1])
        visitor.tap("Klaar")

    def owed(self, end):
        """What was confirmed before the log was this long: the content's version, and the records."""
        content = [what for kind, what, size in self.confirmed if kind == "content" and size <= end]
        return max(content, default=0), {what for kind, what, size in self.confirmed if kind == "record" and size <= end}


def faults_of(state, folder, owed):
    """What is wrong with a state, when its file system is mended as at a start."""
    mended = subprocess.run(["e2fsck", "-p", state], capture_output=True, text=True)
    if mended.returncode not in (0, 1):
        return [f"e2fsck says {mended.returncode}: {mended.stdout.strip()}"]
    found = look(state, folder)
    content, records = owed
    faults = list(found.troubles)
    if not found.kiosk:
        faults.append("the kiosk's keys are gone")
    if content > (int(found.content) if found.content != "none" else 0):
        faults.append(f"content {content} was shown, {found.content} is there")
    if records - found.records:
        faults.append(f"records were confirmed and are gone: {records - found.records}")
    return faults


def states_of(recording, chance, count, careless=False):
    """Pairs of a state and what is owed in it. A careless disk forgets also what it was told to keep. An intake has many more
    flushes than all that is confirmed after it, so every second state is one that owes something."""
    writes, flushes = recording.writes.writes, recording.writes.flushes
    first = min(size for _, _, size in recording.confirmed)
    owing = [at for at, (_, end) in enumerate(flushes) if end >= first]
    cuts = sorted(chance.choice(owing) if careless or turn % 2 else chance.randrange(len(flushes)) for turn in range(count))
    kept = recording.folder / "kept.img"
    state = recording.folder / "state.img"
    shutil.copy(recording.before, kept)
    done = 0
    for cut in cuts:
        upto, end = flushes[cut]
        following = flushes[cut + 1][0] if cut + 1 < len(flushes) else len(writes)
        with open(kept, "r+b") as image:
            for write in writes[done:upto]:
                if not careless or chance.random() < 0.8:
                    apply(image, write)
        done = upto
        subprocess.run(["cp", "--sparse=always", kept, state], check=True)
        with open(state, "r+b") as image:
            for write in writes[upto:following]:
                apply(image, write, chance.choice((0, 0, chance.random(), 1, 1)))
        yield state, recording.owed(end)


def test_crash_states(bench):
    """Whatever a disk may have lost when the power was cut: nothing that was confirmed is gone."""
    recording = Recording(bench)
    chance = random.Random(9)
    began = time.monotonic()
    bad = 0
    owing = 0
    for state, owed in states_of(recording, chance, STATES):
        faults = faults_of(state, recording.folder / "files", owed)
        owing += bool(owed[0] or owed[1])
        if faults:
            bad += 1
            shutil.copy(state, OUT / f"bad-state-{bad}.img")
            print(f"  a state owing {owed}: {'; '.join(faults)}")
    bench.note(f"{len(recording.writes.writes)} writes and {len(recording.writes.flushes)} flushes recorded; {STATES} crash states, "
               f"{owing} of them owing something, {bad} bad; {(time.monotonic() - began) / STATES:.1f} s each")  # fmt: skip
    assert bad == 0, f"{bad} of {STATES} states lost something"
    noticed = sum(bool(faults_of(state, recording.folder / "files", owed)) for state, owed in states_of(recording, chance, CONTROLS, True))
    assert noticed > 0, "a disk that forgets what it was told to keep is not noticed: this test sees nothing"
    print(f"  a careless disk is noticed in {noticed} of {CONTROLS} states")
    shutil.rmtree(recording.folder)
