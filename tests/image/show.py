"""Boots the image for somebody to look at; image/boot calls this."""
import datetime
import os
import pathlib
import sys
import time

from machine import Machine, overlay_of
from place import HOUSE
from region import provision

out = HOUSE / "build/image/boot"
out.mkdir(parents=True, exist_ok=True)
image = pathlib.Path(sys.argv[1])
if sys.argv[2:3] == ["--region"]:
    image = provision(image, out / "provisioned.img", pathlib.Path(sys.argv[3]))
(out / "disk.qcow2").unlink(missing_ok=True)
window = ["-display", "gtk"] if os.environ.get("DISPLAY") else []
clock = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S")
with Machine(overlay_of(image, out / "disk.qcow2"), out, clock=clock, options=window, network="restrict=off") as machine:
    machine.console.wait(r"first full screen")
    print(f"the first screen is there after {machine.seconds():.0f} s; the machine's log is {out}/serial.log; Ctrl-C switches it off")
    try:
        while machine.process.poll() is None:
            machine.picture("now")
            time.sleep(10)
    except KeyboardInterrupt:
        pass
