"""What the tests of the image stand on: a region with its sticks, the image as an installer leaves it, and machines that were
stopped at a moment, so that not every test has to start from cold."""
import datetime
import os
import pathlib
import shutil
import time

from expected import Expected
from machine import PATIENCE, Machine, copy_of, overlay_of, variables_of
from region import HOUSE, make_region, make_stick, provision, publish
from touchscreen import TouchScreen

IMAGE = HOUSE / "build/image/amd64-efi/baken-amd64-efi.img"
OUT = pathlib.Path(os.environ.get("BAKEN_IMAGE_TESTS", HOUSE / "build/image/tests"))
SIZE = (1280, 720)
TREMBLING = 0.8
FIRST_SCREEN = r"\[ *([\d.]+)\].*first full screen: (\d+) ms since main, ([\d.]+) ms"


def now():
    return datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)


class Bench:
    def __init__(self, again=False):
        self.figures = []
        self.region, self.stick_folder = OUT / "region", OUT / "stick"
        self.image, self.stick = OUT / "provisioned.img", OUT / "stick.img"
        self.published = len(list(OUT.glob("content/bulletins/test-*"))) if again else 0
        if again and self.image.exists() and self.image.stat().st_mtime > IMAGE.stat().st_mtime:
            return
        shutil.rmtree(OUT, ignore_errors=True)
        OUT.mkdir(parents=True)
        make_region(self.region)
        make_stick(self.region, self.stick_folder, self.stick)
        (OUT / "empty").write_text("")
        provision(IMAGE, self.image, self.region, files=[(OUT / "empty", "report")])

    def note(self, text):
        self.figures.append(text)
        print(f"    {text}", flush=True)

    def expected(self, name):
        return Expected(self.region, OUT / f"expected-{name}", SIZE)

    def disk(self, name, image=None):
        return overlay_of(image or self.image, OUT / f"{name}.qcow2")

    def boot(self, name, disk, **options):
        """The machine, showing its first screen. Its clock is this machine's."""
        moment = options.pop("clock", now())
        patience = options.pop("patience", PATIENCE)
        machine = Machine(disk, OUT / name, SIZE, clock=moment.strftime("%Y-%m-%dT%H:%M:%S"), **options)
        machine.console.wait(FIRST_SCREEN, patience)
        return machine

    def moment(self, name, prepare):
        """The disk of a machine that was stopped when `prepare`, which returns a running machine, was done; made once."""
        whole = OUT / f"{name}.moment"
        if not whole.exists():
            began = time.monotonic()
            disk, machine = prepare()
            with machine:
                machine.keep_moment()
            disk.rename(whole)
            variables_of(disk).rename(variables_of(whole, make=False))
            print(f"  (made the moment \"{name}\": {time.monotonic() - began:.0f} s)", flush=True)
        return whole

    def restore(self, name, moment):
        """Such a machine again, going on from that moment, on a disk of its own."""
        began = time.monotonic()
        disk = copy_of(moment, OUT / f"{name}.qcow2")
        machine = Machine(disk, OUT / name, SIZE, restored=True)
        machine.picture()
        self.restored = time.monotonic() - began
        return disk, machine

    def publish_more(self):
        """One message more from the region."""
        self.published += 1
        content = OUT / "content"
        shutil.copytree(HOUSE / "content/demo", content, dirs_exist_ok=True)
        message = (content / "bulletins/demo-05-water-point.xml").read_text()
        for number in range(self.published):
            name = f"test-{number}-water-point"
            text = message.replace("<identifier>demo-05-water-point<", f"<identifier>{name}<")
            (content / f"bulletins/{name}.xml").write_text(text)
        publish(self.region, content)


class Visitor:
    """Somebody with a finger: what they touch is found where the kiosk, drawing in memory, has it."""

    def __init__(self, machine, expected, steps=()):
        self.machine, self.expected, self.steps = machine, expected, list(steps)
        self.touch = TouchScreen(machine)
        self.touch.wait()
        machine.console.wait(r"input: came: .* \(touch\)")

    def place_of(self, name):
        return self.expected.places(self.steps, [name], self.machine.clock())[0]

    def touch_at(self, place):
        self.touch.tap(*place, *SIZE)

    def tap(self, *names):
        """Touches the buttons of these names one after the other, and waits each time until the kiosk has answered."""
        console = self.machine.console
        for name, place in zip(names, self.expected.places(self.steps, names, self.machine.clock())):
            mark = console.mark()
            self.touch_at(place)
            console.wait(r"answered in", since=mark, timeout=90)
            self.steps.append(f'tap "{name}"')
            # A second touch sooner than this is taken for a trembling hand.
            time.sleep(TREMBLING)

    def leave(self):
        """Takes the touch screen away; a machine is stopped and restored without one."""
        self.machine.qmp.command("device_del", id="touch")
        self.machine.qmp.wait_event("DEVICE_DELETED", device="touch")
