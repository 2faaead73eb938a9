"""What leaves a kiosk by stick: somebody reports, a courier's stick takes it along, the coordination point reads it."""
import shutil

from bench import Visitor
from cuts import KEPT, form
from hub import enrol
from place import OUT, PROGRAMS
from region import MTOOLS, run
from visit import REPORT, SEEN, SEND


def test_courier(bench):
    """A report leaves by a courier's stick and arrives at the coordination point."""
    disk, machine = bench.restore("courier", form(bench))
    with machine:
        enrol(bench, machine, disk)
        visitor = Visitor(machine, bench.expected("courier"), [f"stick {bench.stick_folder}", SEEN, *[f'tap "{name}"' for name in REPORT]])
        visitor.tap(SEND)
        record = machine.console.wait(KEPT.pattern)[1]
        mark = machine.console.mark()
        machine.plug_stick(bench.stick)
        machine.console.wait(r"post: 1 records were put on the stick", since=mark)
        machine.pull_stick()
        folder = OUT / "courier-stick"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        run("mcopy", "-s", "-n", "-i", machine.stick_file(), "::baken", folder, env=MTOOLS)
        run(PROGRAMS / "baken-cp", "stick", "read", bench.region, folder)
        assert record in run(PROGRAMS / "baken-cp", "inbox", "list", bench.region), "the record is not in the inbox"
        print("  the coordination point has it")
