"""What the machine itself says of an idle minute, and how long each part of its start took."""
import re

from visit import ready

IDLE = re.compile(r"report: memory (\d+) kB of (\d+) kB in use, ([\d.]+) interrupts/s, ([\d.]+) switches/s, (\d+) bytes written in 60 s")


def test_figures(bench):
    """Memory, wakeups and writes of an idle minute; the slowest units of the start."""
    _, machine = bench.restore("figures", ready(bench))
    with machine:
        idle = machine.console.wait(IDLE.pattern)
        bench.note(f"idle: {int(idle[1]) / 1024:.0f} MB of {int(idle[2]) / 1024:.0f} MB in use, {idle[3]} interrupts/s, {idle[4]} "
                   f"switches/s, {int(idle[5]) * 60} bytes written in an hour like this minute")  # fmt: skip
        machine.console.wait(r"report: end")
        for line in re.findall(r"report: +(\S.*)\n", machine.console.text):
            if not line.startswith(("memory", "end")):
                bench.note(f"start: {line}")
