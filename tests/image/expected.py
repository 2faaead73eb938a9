"""What the panel should show: the kiosk draws the same visit into memory on this machine. The time of day is on every screen, so
each picture is drawn for every minute the machine may be in."""
import datetime
import os
import pathlib
import re
import shutil
import subprocess

from picture import Picture
from place import HOUSE, ROOT
from region import INCHES, SITE, root_of

PRESSED = re.compile(r'^\s*[\w-]+ "(.*?)".* \[[\w-]+ .*\] (-?\d+),(-?\d+) (\d+)x(\d+)$', re.MULTILINE)
MINUTE = datetime.timedelta(minutes=1)


class Expected:
    def __init__(self, region, folder, size=(1280, 720)):
        self.region, self.folder, self.size = region, pathlib.Path(folder), size
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)

    def run(self, steps, moment, data=None):
        """Replays these steps on an empty data partition, or on the one that is given."""
        if data is None:
            data = self.folder / "data"
            shutil.rmtree(data, ignore_errors=True)
        script = self.folder / "visit.script"
        script.write_text("\n".join(steps) + "\n")
        command = [ROOT / "usr/bin/baken-kiosk", "--config", ROOT / "usr/share/baken/kiosk.toml"]
        command += ["--config", HOUSE / "tests/image/kiosk.toml", "--data", data, "--root", root_of(self.region)]
        command += ["--site", SITE, "--size", f"{self.size[0]}x{self.size[1]}@{INCHES}in", "--now", moment.isoformat()]
        # A program for another kind of machine runs in the emulator, with the libraries it was made for.
        done = subprocess.run([*command, "--script", script, "--pictures", self.folder], capture_output=True, text=True,
                              env=dict(os.environ, QEMU_LD_PREFIX=str(ROOT)))  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def pictures(self, steps, since, until, name="expected"):
        """The last screen of this visit at every minute between two moments; what comes by a stick may have come in any of
        the minutes before."""
        first = since.replace(second=0, microsecond=0)
        count = int((until - first) / MINUTE) + 1
        drawn = []
        for start in range(count):
            shots = [f"screenshot {name}-{start}-0.png"]
            for later in range(1, count - start):
                shots += ["wait 59s", "wait 1s", f"screenshot {name}-{start}-{later}.png"]
            self.run([*steps, *shots], first + start * MINUTE)
            drawn += [Picture.read(file) for file in sorted(self.folder.glob(f"{name}-{start}-*.png"))]
        return drawn

    def brief(self, steps, since, until, name="brief", before=(), began=None):
        """The same of a screen that goes away by itself within a minute: at the end of each minute, and a moment later. What
        was before these steps was at one moment, long gone."""
        first = since.replace(second=59, microsecond=0)
        drawn = []
        for start in range(int((until - first) / MINUTE) + 2):
            moment = first + start * MINUTE
            passed = [*before, f"wait {int((moment - began).total_seconds())}s"] if began else []
            shots = [f"screenshot {name}-{start}-0.png", "wait 1s", f"screenshot {name}-{start}-1.png"]
            self.run([*passed, *steps, *shots], began or moment)
            drawn += [Picture.read(self.folder / f"{name}-{start}-{later}.png") for later in (0, 1)]
        return drawn

    def places(self, steps, names, moment):
        """Where the buttons of these names are, touched one after the other, after these steps."""
        walk = [line for name in names for line in ("outline", f'tap "{name}"')]
        outlines = self.run([*steps, *walk[:-1]], moment).split("\nbanner ")[-len(names) :]
        return [middle_of(outline, name) for outline, name in zip(outlines, names)]


def middle_of(outline, name):
    """The middle of the button of this name."""
    for words, x, y, w, h in PRESSED.findall(outline):
        if words == name:
            return int(x) + int(w) // 2, int(y) + int(h) // 2
    raise AssertionError(f"no button {name} on the screen:\n{outline}")
