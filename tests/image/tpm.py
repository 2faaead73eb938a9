"""A machine with a TPM: its data partition is behind a lock that only this TPM opens."""
import atexit
import hashlib
import mmap
import pathlib
import re
import shutil
import subprocess
import tempfile
import time

from bench import CLOCK, FIRST_SCREEN, SIZE, Visitor, now
from data import DataPartition
from machine import BOARD, Machine, copy_of
from place import OUT
from region import run
from visit import bring_messages, furnished

HEAD = b"LUKS\xba\xbe\x00\x02"  # LUKS, version 2
# What anybody reads on a disk with content that lies there as it came: a database, its file's folder, a message.
READABLE = {b"SQLite format 3", b"identity", b"demo-05-water-point"}
EXT4 = (0x438, b"\x53\xef")
BEHIND = r"data: it is behind a lock that this machine's TPM opens"
ANEW = "data: a new file system is made"
FOREIGN = "data: this machine's TPM does not open the lock\n"
ONCE_MORE = "data: this machine's TPM does not open the lock; the machine starts once more"
STAFF, PIN = "Informatie voor medewerkers", ["2", "4", "6", "8"]
CHOOSE = [STAFF, *PIN, "Verder", *PIN, "Verder"]
DIAGNOSIS = "Hoe staat dit apparaat ervoor?"
OFF = "data: the TPM is switched off; the lock stays as it is"
ROW = re.compile(r'listitem "Opslag · .*" (\d+),(\d+) (\d+)x(\d+)')
SETTLED = "wait 2s"  # a page that was turned glides
PULLS = 4  # the emulator's TPM refuses every key after three starts that were not ended, a real one after some thirty


class Tpm:
    """The chip, with what it never tells in a folder. It ends when its machine does, and is told nothing either."""

    def __init__(self, name):
        self.state, self.process = OUT / name, None
        shutil.rmtree(self.state, ignore_errors=True)
        self.state.mkdir()

    def words(self):
        """Starts it; the emulator's words for a machine that has it."""
        if self.process:
            self.process.wait(10)
        folder = tempfile.mkdtemp(prefix="baken-tpm-")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        road = pathlib.Path(folder) / "tpm"
        self.process = subprocess.Popen(["swtpm", "socket", "--tpm2", "--tpmstate", f"dir={self.state}", "--ctrl", f"type=unixio,path={road}",
                                         "--terminate"], stderr=open(OUT / f"{self.state.name}.err", "w"))  # fmt: skip
        atexit.register(self.process.kill)
        while not road.exists():
            assert self.process.poll() is None, "the emulated TPM does not start"
            time.sleep(0.02)
        return ["-chardev", f"socket,id=tpm,path={road}", "-tpmdev", "emulator,id=tpm,chardev=tpm", "-device", f"{BOARD.tpm},tpmdev=tpm"]


def readable(image):
    """Which of the words that must not be read there are in these bytes."""
    with open(image, "rb") as file, mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ) as body:
        at, magic = EXT4
        found = {word for word in READABLE if body.find(word) >= 0}
        return found | ({magic} if body[at : at + len(magic)] == magic else set()), body[: len(HEAD)]


def first_start(bench, disk, tpm):
    """Messages by stick, and a PIN; then the plug is pulled."""
    with bench.boot("tpm-first", disk, options=tpm.words()) as machine:
        assert re.search(BEHIND, machine.console.text), "the data partition was made without a lock"
        visitor = Visitor(machine, bench.expected("tpm-first"))
        bring_messages(bench, visitor)
        machine.pull_stick()
        machine.console.wait(r"stick: \w+ is gone")
        visitor.tap(*CHOOSE)
        since = machine.clock()
        machine.wait_picture(visitor.expected.pictures(visitor.steps, since, since, "staff"), "staff")
        machine.pull_plug()


def lose_label(disk):
    """As when the plug is pulled between the making of the lock and its label: both heads of LUKS2 without it, their checksums right."""
    head = OUT / "tpm-head"
    for which in (0, 1):
        part = DataPartition(disk, OUT / "look")
        body = bytearray(part.image.read_bytes()[: 8 << 20])
        size = int.from_bytes(body[8:16])
        one = body[which * size : (which + 1) * size]
        one[24:72] = bytes(48)
        one[448:512] = bytes(64)
        one[448:480] = hashlib.sha256(one).digest()
        head.write_bytes(one)
        run("qemu-io", "-f", "qcow2", "-c", f"write -s {head} {part.start + which * size} {size}", disk)
    shutil.rmtree(OUT / "look")
    head.unlink()


def fails_once(bench, disk):
    """A start in which the TPM opens nothing changes nothing: the plug is pulled when that is said."""
    tpm = Tpm("tpm-mute-chip")
    with Machine(disk, OUT / "tpm-mute", SIZE, clock=now().strftime(CLOCK), options=tpm.words()) as machine:
        machine.console.wait(ONCE_MORE)
        machine.pull_plug()
    assert ANEW not in machine.console.text, "the data was made anew at once"


def without_it(bench, disk):
    """Starts of a machine whose firmware was reset and switched its TPM off: the kiosk does without the data and says so."""
    for turn in ("first", "second"):
        with bench.boot(f"tpm-off-{turn}", disk) as machine:
            assert OFF in machine.console.text and ANEW not in machine.console.text, f"the {turn} start without a TPM touched the lock"
            if turn == "second":
                tells_of_it(bench, machine, "tpm-off")
            machine.pull_plug()
    print("  without its TPM nothing is made anew, and the diagnostic page says that it is switched off")


def starts_again(bench, name, disk, tpm):
    """The machine, showing its first screen; what it said of its lock is in its console."""
    machine = bench.boot(name, disk, options=tpm.words())
    first = re.search(FIRST_SCREEN, machine.console.text)
    bench.timed(f"with a TPM, {name}: kernel start to first frame {first[1]} s, switched on until then {machine.seconds():.0f} s")
    return machine


def test_tpm(bench):
    """With a TPM nothing on the data partition can be read without it, all is kept over a pulled plug and a TPM that fails once, and
    another TPM gets a new one. One that was switched off for a while is as good as before."""
    disk, tpm = bench.disk("tpm"), Tpm("tpm-chip")
    first_start(bench, disk, tpm)
    nothing_to_read(bench, disk)
    lose_label(disk)
    with starts_again(bench, "tpm-label", disk, tpm) as machine:
        assert re.search(BEHIND, machine.console.text), "a lock without a label is not opened"
        machine.pull_plug()
    fails_once(bench, disk)
    without_it(bench, disk)
    for turn in range(PULLS):
        with starts_again(bench, f"tpm-again-{turn}", disk, tpm) as machine:
            assert re.search(BEHIND, machine.console.text) and ANEW not in machine.console.text, f"the data was lost at start {turn + 2}"
            if turn == PULLS - 1:
                asks_for_the_pin(bench, machine)
            machine.pull_plug()
    print(f"  after {PULLS + 1} pulled plugs the TPM still opens the lock, and the PIN is the one that was chosen")
    with starts_again(bench, "tpm-another", disk, Tpm("tpm-another-chip")) as machine:
        said = machine.console.text
        assert ONCE_MORE in said and FOREIGN in said and ANEW in said, "another TPM opened the lock, or was given no second start"
        assert re.search(BEHIND, machine.console.text), "the new data partition has no lock"
        tells_of_it(bench, machine, "data-remade")
    print("  another TPM: the factory's content is shown, and the diagnostic page says that the data was made anew")


def test_tpm_later(bench):
    """A machine that had no lock, and whose new system could make one: what is whole stays as it is."""
    disk = copy_of(furnished(bench), OUT / "tpm-later.qcow2")
    with starts_again(bench, "tpm-later", disk, Tpm("tpm-later-chip")) as machine:
        assert ANEW not in machine.console.text and not re.search(BEHIND, machine.console.text), "the data was lost"
        machine.pull_plug()
    assert DataPartition(disk, OUT / "look").check().content != "none"
    shutil.rmtree(OUT / "look")


def nothing_to_read(bench, disk):
    """Neither is it there, nor would this test have missed it: on a machine without a TPM it is found."""
    found, head = readable(DataPartition(disk, OUT / "look").image)
    assert head == HEAD, f"the data partition begins with {head.hex()}"
    assert not found, f"on the locked disk this can be read: {found}"
    plain, _ = readable(DataPartition(furnished(bench), OUT / "look").image)
    assert plain == READABLE | {EXT4[1]}, f"on a disk without a lock only this is found: {plain}"
    shutil.rmtree(OUT / "look")
    print("  the raw partition is LUKS2 and holds none of the words that a disk without a lock shows")


def asks_for_the_pin(bench, machine):
    """The PIN that was chosen before the plug was pulled is asked for; without it staff would choose one."""
    since = machine.clock()
    visitor = Visitor(machine, bench.expected("tpm-pin"), [f"stick {bench.stick_folder}", 'tap "Gezien"'])
    steps = [*visitor.steps, *[f'tap "{name}"' for name in (*CHOOSE, "Vergrendel", STAFF)]]
    visitor.tap(STAFF)
    machine.wait_picture(visitor.expected.pictures(steps, since, machine.clock(), "pin"), "pin")


def tells_of_it(bench, machine, word):
    """The kiosk begins with the factory's content, and its diagnostic page says what became of the data."""
    since = machine.clock()
    expected = bench.expected(word)
    machine.wait_picture(expected.pictures([], since, machine.clock(), "home"), "factory")
    visitor = Visitor(machine, expected, [f"machine {word}"])
    visitor.tap(STAFF, DIAGNOSIS, "Omlaag")
    # The rest of the page tells of a machine that the one in memory is not.
    x, y, w, h = map(int, ROW.search(expected.run([*visitor.steps, SETTLED, "outline"], since)).groups())
    page = expected.pictures([*visitor.steps, SETTLED], since, since, "diagnosis")[0]
    machine.wait_picture([page.part(x, y, w, h)], "diagnosis", timeout=60, part=(x, y, w, h))
