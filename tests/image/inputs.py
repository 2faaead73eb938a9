"""What hangs on a kiosk's cables: keyboards and the panel."""
import re

from bench import CLOCK, FIRST_SCREEN, SIZE, Visitor, now
from machine import Machine
from panel_cable import PanelCable
from place import IMAGE, OUT
from region import provision
from visit import AHEAD, SEEN, ready

KEYBOARD = "0627:0001"  # how the emulator's own keyboard calls itself


def plug_keyboard(machine):
    """A keyboard on USB, and the machine has heard of it."""
    mark = machine.console.mark()
    machine.qmp.command("device_add", driver="usb-kbd", id="keyboard", bus="usb.0")
    machine.console.wait(r"input: came: .*USB Keyboard", since=mark)


def press(machine, *keys):
    for key in keys:
        machine.qmp.command("send-key", keys=[{"type": "qcode", "data": key}])


def test_keyboard_of_a_visitor(bench):
    """A keyboard that a visitor plugs in is deaf: nothing on the panel moves."""
    _, machine = bench.restore("visitors-keyboard", ready(bench))
    with machine:
        since = machine.clock()
        plug_keyboard(machine)
        press(machine, "tab", "tab", "ret")
        visitor = Visitor(machine, bench.expected("visitors-keyboard"))
        machine.wait_picture(visitor.expected.pictures([], since, machine.clock(), "home"), "visitors-keyboard")
        assert "answered in" not in machine.console.text, "the kiosk heard a key"
        visitor.tap("Ik heb hulp nodig")
        machine.wait_picture(visitor.expected.pictures(visitor.steps, since, machine.clock(), "help"), "help")
        print("  keys did nothing, a finger did")


def test_keyboard_of_the_site(bench):
    """A keyboard that site.toml names works."""
    image = provision(IMAGE, OUT / "keyboard.img", bench.region, f'keyboards = ["{KEYBOARD}"]\n')
    expected = bench.expected("sites-keyboard")
    with bench.boot("sites-keyboard", bench.disk("sites-keyboard", image)) as machine:
        since = machine.clock()
        plug_keyboard(machine)
        press(machine, "tab")
        machine.wait_picture(expected.pictures(["key next"], since, machine.clock() + AHEAD, "tab"), "sites-keyboard", timeout=120)
        print("  a key moved the frame to the first button")


def test_unplugged_panel(bench):
    """The panel's cable comes loose: the kiosk goes on, takes a stick, and shows what it brought when the cable is back."""
    _, machine = bench.restore("unplugged", ready(bench), cable=True)
    with machine:
        cable = PanelCable(machine)
        expected = bench.expected("unplugged")
        since = machine.clock()
        cable.pull()
        machine.console.wait(r"screen: .*screen\.unplugged")
        machine.plug_stick(bench.stick)
        machine.console.wait(r"sync: stick: content version \d+ is shown now")
        cable.plug()
        machine.console.wait(r"the panel is back")
        # What is told of the stick goes away by itself.
        later = expected.pictures([f"stick {bench.stick_folder}", SEEN], since, machine.clock() + AHEAD, "again")
        machine.wait_picture(later, "panel-again", timeout=120)


def test_no_panel(bench):
    """No panel hangs on the machine when it starts: the kiosk takes a stick all the same, and shows itself when there is one."""
    disk = bench.disk("no-panel")
    machine = Machine(disk, OUT / "no-panel", SIZE, clock=now().strftime(CLOCK), cable=True)
    with machine:
        cable = PanelCable(machine)
        cable.pull()
        machine.console.wait(r"screen: .*screen\.unplugged")
        machine.plug_stick(bench.stick)
        machine.console.wait(r"sync: stick: content version \d+ is shown now")
        assert not re.search(FIRST_SCREEN, machine.console.text), "there was a panel"
        cable.plug()
        machine.console.wait(FIRST_SCREEN)
        assert machine.picture("panel-came").colours() > 20
