"""A machine in the emulator, booted as a real one is: UEFI, boot loader, disk. Software emulation only."""
import datetime
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

from board import BOARDS
from console import Console
from picture import Picture
from place import TARGET
from qmp import Qmp

BOARD = BOARDS.get(TARGET)
PATIENCE = 420  # seconds until something that never comes ends the test
MOMENT = "ready"  # the name under which a disk keeps the machine that was stopped


def overlay_of(image, path, size="2G"):
    """A disk of this size that begins with the image and keeps what is written apart."""
    image = pathlib.Path(image).resolve()
    kind = "qcow2" if image.suffix == ".qcow2" else "raw"
    path.unlink(missing_ok=True)
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", "-F", kind, "-b", str(image), str(path), size], check=True)
    return path


def variables_of(disk, make=True):
    """Where the firmware of the machine with this disk keeps its settings."""
    path = disk.with_suffix(f"{disk.suffix}.variables")
    if make and not path.exists():
        subprocess.run(["qemu-img", "convert", "-O", "qcow2", str(BOARD.variables), str(path)], check=True)
    return path


def copy_of(disk, path):
    """The same machine again, with the moment its disk keeps."""
    for source, target in ((disk, path), (variables_of(disk), variables_of(path, make=False))):
        target.unlink(missing_ok=True)
        subprocess.run(["cp", "--sparse=always", "--reflink=auto", source, target], check=True)
    return path


class Machine:
    running = []  # those that nobody ended yet

    def __init__(self, disk, out, size=(1280, 720), clock="2026-11-22T13:08:00", options=(), memory=1024, network=None,
                 restored=False, drive=None, panel="edid=on", firmware=True,
                 cable=False, disk_as="virtio-blk-pci"):
        self.out = pathlib.Path(out)
        self.out.mkdir(parents=True, exist_ok=True)
        self.folder = tempfile.TemporaryDirectory(prefix="baken-")
        folder = pathlib.Path(self.folder.name)
        self.sockets = {name: str(folder / name) for name in ("qmp", "serial", "touch", "vnc")}
        self.shot = folder / "panel.ppm"
        self.disk, self.base = disk, datetime.datetime.fromisoformat(clock).replace(tzinfo=datetime.timezone.utc)
        command = ["nice", "-n", "4", BOARD.emulator, "-accel", "tcg,thread=multi", *BOARD.machine, "-smp", "2",
                   "-m", str(memory), "-nodefaults", "-no-user-config", "-display", "none", "-rtc", f"base={clock},clock=vm"]
        if firmware:
            command += ["-drive", f"if=pflash,format=raw,unit=0,readonly=on,file={BOARD.firmware}"]
            command += ["-drive", f"if=pflash,format=qcow2,unit=1,file={variables_of(disk)}"]
        command += drive or ["-drive", f"file={disk},format=qcow2,if=none,id=disk,cache=writeback"]
        command += ["-device", f"{BOARD.display},xres={size[0]},yres={size[1]},{panel}", "-device", "qemu-xhci,id=usb"]
        command += ["-device", f"{disk_as},drive=disk"]
        command += ["-device", "virtio-rng-pci"]
        command += ["-chardev", f"socket,id=serial,path={self.sockets['serial']},server=on,wait=on,logfile={self.out}/serial.log",
                    "-serial", "chardev:serial", "-qmp", f"unix:{self.sockets['qmp']},server=on,wait=off"]
        if network is not None:
            command += ["-netdev", f"user,id=net,{network}".rstrip(","), "-device", "virtio-net-pci,netdev=net"]
        if cable:  # of the panel, to be pulled
            command += ["-vnc", f"unix:{self.sockets['vnc']}"]
        if restored:
            command += ["-loadvm", MOMENT]
        command += list(options)
        self.started = time.monotonic()
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=open(self.out / "qemu.err", "w"))
        Machine.running.append(self)
        self.console = self.connect(lambda: Console(self.sockets["serial"]))
        self.qmp = self.connect(lambda: Qmp(self.sockets["qmp"]))

    def connect(self, opener):
        """The emulator makes its sockets a moment after it starts, and says so in no other way."""
        while True:
            try:
                return opener()
            except OSError:
                if self.process.poll() is not None:
                    raise AssertionError((self.out / "qemu.err").read_text())
                time.sleep(0.02)

    def seconds(self):
        return time.monotonic() - self.started

    def clock(self):
        """What the machine's own clock says. Where the emulator cannot be asked, it was set at the start and goes as ours."""
        if BOARD.tells_clock:
            return self.qmp.clock()
        return (self.base + datetime.timedelta(seconds=self.seconds())).replace(microsecond=0)

    def picture(self, name=None):
        """What the panel shows now; kept under this name."""
        self.qmp.command("screendump", filename=str(self.shot))
        seen = Picture.read(self.shot)
        if name is not None:
            seen.save(self.out / f"{name}.png")
        return seen

    def wait_picture(self, expected, name, timeout=PATIENCE, part=None):
        """Looks until the panel, or this part of it (x, y, w, h), shows one of these pictures exactly. The panel has no way to tell
        that it changed. When it never does, what came nearest is kept."""
        deadline = time.monotonic() + timeout
        best = None
        while True:
            seen = self.picture().part(*part) if part else self.picture()
            if any(seen == one for one in expected):
                seen.save(self.out / f"{name}.png")
                return seen
            if best is None or seen != best[1]:
                nearest = min(expected, key=seen.difference)
                best = min(best or (1 << 62, seen, nearest), (seen.difference(nearest), seen, nearest), key=lambda one: one[0])
            if time.monotonic() > deadline:
                best[1].save(self.out / f"{name}.png")
                best[2].save(self.out / f"{name}-expected.png")
                raise AssertionError(f"{self.out}/{name}.png is not what was expected: {best[0]} pixels differ")
            time.sleep(0.2)

    def plug_stick(self, image, name="stick"):
        """A copy of this image as a stick; what the machine writes on it is in `self.stick_file(name)`."""
        subprocess.run(["cp", "--sparse=always", "--reflink=auto", image, self.stick_file(name)], check=True)
        self.qmp.command("blockdev-add", **{"driver": "raw", "node-name": name,
                                            "file": {"driver": "file", "filename": str(self.stick_file(name).resolve())}})
        self.qmp.command("device_add", driver="usb-storage", id=f"usb-{name}", drive=name, bus="usb.0", removable=True)

    def stick_file(self, name="stick"):
        return self.out / f"{name}.plugged.img"

    def pull_stick(self, name="stick"):
        self.qmp.command("device_del", id=f"usb-{name}")
        self.qmp.wait_event("DEVICE_DELETED", device=f"usb-{name}")
        self.qmp.command("blockdev-del", **{"node-name": name})

    def pull_plug(self):
        """As if the power went: nothing in the machine is told."""
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.folder.cleanup()

    def keep_moment(self):
        """Stops the machine; its disk keeps it as it is now."""
        self.qmp.command("stop")
        self.qmp.monitor(f"savevm {MOMENT}")
        self.end()

    @staticmethod
    def end_all():
        """After a test that failed half way."""
        for machine in Machine.running:
            machine.process.kill()
            machine.process.wait()
        Machine.running.clear()

    def end(self):
        try:
            self.qmp.command("quit")
            self.process.wait(60)
        except (EOFError, OSError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
        shutil.rmtree(self.folder.name, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.end()
