"""What the machine itself says of an idle minute, and how long each part of its start took."""
import re

from place import OUT
from visit import ready

IDLE = re.compile(r"report: memory (\d+) kB of (\d+) kB in use, ([\d.]+) interrupts/s, ([\d.]+) switches/s, (\d+) bytes written in 60 s")


START = re.compile(r"report: start: *(\S.*?) *\n")


def test_figures(bench):
    """What the start took its time for, unit by unit; memory, wakeups and writes of an idle minute."""
    _, machine = bench.restore("figures", ready(bench))
    with machine:
        began = (OUT / "ready/serial.log").read_text(errors="replace").replace("\r", "")
        parts = START.findall(began)
        assert any("baken-kiosk.service" in line for line in parts), "the machine did not say what its start took"
        for line in parts:
            bench.note(f"start: {line}")
        idle = machine.console.wait(IDLE.pattern)
        bench.note(f"idle: {int(idle[1]) / 1024:.0f} MB of {int(idle[2]) / 1024:.0f} MB in use, {idle[3]} interrupts/s, {idle[4]} "
                   f"switches/s, {int(idle[5]) * 60} bytes written in an hour like this minute")  # fmt: skip
        machine.console.wait(r"report: end")
