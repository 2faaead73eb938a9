"""What the tests of the image stand on: a region with its sticks, the image as an installer leaves it, and machines that were
stopped at a moment, so that not every test has to start from cold."""
import datetime
import os
import shutil
import time

from expected import Expected
from machine import PATIENCE, Machine, copy_of, overlay_of, variables_of
from place import IMAGE, OUT
from region import make_region, make_stick, provision, publish, todays_content
from touchscreen import TouchScreen

SIZE = (1280, 720)
TREMBLING = 0.8
CLOCK = "%Y-%m-%dT%H:%M:%S"
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
        make_region(self.region, todays_content(OUT / "content"))
        make_stick(self.region, self.stick_folder, self.stick)
        (OUT / "empty").write_text("")
        provision(IMAGE, self.image, self.region, files=[(OUT / "empty", "report")])

    def note(self, text):
        self.figures.append(text)
        print(f"    {text}", flush=True)

    def timed(self, text):
        """A time is worth little without how busy this machine was: its load is how many programs wanted its processors."""
        self.note(f"{text} (load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors)")

    def expected(self, name):
        return Expected(self.region, OUT / f"expected-{name}", SIZE)

    def disk(self, name, image=None):
        return overlay_of(image or self.image, OUT / f"{name}.qcow2")

    def boot(self, name, disk, **options):
        """The machine, showing its first screen. Its clock is this machine's."""
        moment = options.pop("clock", now())
        patience = options.pop("patience", PATIENCE)
        machine = Machine(disk, OUT / name, SIZE, clock=moment.strftime(CLOCK), **options)
        machine.console.wait(FIRST_SCREEN, patience)
        return machine

    def moment(self, name, prepare):
        """The disk of a machine that was stopped when `prepare`, which returns a running machine, was done; made once."""
        whole = OUT / f"{name}.moment"
        if not whole.exists():
            began = time.monotonic()
            disk, machine = prepare()
            with machine:
                clock = machine.clock()
                machine.keep_moment()
            disk.rename(whole)
            whole.with_suffix(".clock").write_text(clock.strftime(CLOCK))
            variables_of(disk).rename(variables_of(whole, make=False))
            print(f"  (made the moment \"{name}\": {time.monotonic() - began:.0f} s)", flush=True)
        return whole

    def clock_of(self, moment):
        """When that moment was, by the machine's own clock."""
        text = moment.with_suffix(".clock").read_text()
        return datetime.datetime.strptime(text, CLOCK).replace(tzinfo=datetime.timezone.utc)

    def restore(self, name, moment, **options):
        """Such a machine again, going on from that moment, on a disk of its own."""
        began = time.monotonic()
        disk = copy_of(moment, OUT / f"{name}.qcow2")
        clock = self.clock_of(moment).strftime(CLOCK)
        machine = Machine(disk, OUT / name, SIZE, clock=clock, restored=True, **options)
        machine.picture()
        self.restored = time.monotonic() - began
        return disk, machine

    def publish_more(self):
        """One message more from the region."""
        self.published += 1
        content = OUT / "content"
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
            try:
                console.wait(r"answered in", since=mark, timeout=90)
            except AssertionError:
                self.machine.picture("not-answered")
                raise
            self.steps.append(f'tap "{name}"')
            # A second touch sooner than this is taken for a trembling hand.
            time.sleep(TREMBLING)

    def leave(self):
        """Takes the touch screen away; a machine is stopped and restored without one."""
        self.machine.qmp.command("device_del", id="touch")
        self.machine.qmp.wait_event("DEVICE_DELETED", device="touch")
