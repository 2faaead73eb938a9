"""A machine in the emulator, booted as a real one is: UEFI, boot loader, disk. Software emulation only."""
import os
import pathlib
import signal
import subprocess
import tempfile
import time

from console import Console
from picture import Picture
from qmp import Qmp

FIRMWARE = pathlib.Path("/usr/share/OVMF")
PATIENCE = 240  # seconds until something that never comes ends the test


def overlay_of(image, path, size="2G"):
    """A disk of this size that begins with the image and keeps what is written apart."""
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", "-F", "raw", "-b", str(image.resolve()), str(path), size], check=True)
    return path


class Machine:
    def __init__(self, disk, out, size=(1280, 720), clock="2026-11-22T13:08:00", options=(), variables=None, memory=1024,
                 network="none", touch=True):
        self.out = pathlib.Path(out)
        self.out.mkdir(parents=True, exist_ok=True)
        self.folder = tempfile.TemporaryDirectory(prefix="baken-")
        folder = pathlib.Path(self.folder.name)
        self.sockets = {name: str(folder / name) for name in ("qmp", "serial", "touch")}
        self.variables = pathlib.Path(variables or folder / "variables.fd")
        if not self.variables.exists():
            self.variables.write_bytes((FIRMWARE / "OVMF_VARS_4M.fd").read_bytes())
        command = ["nice", "qemu-system-x86_64", "-accel", "tcg,thread=multi", "-M", "q35,usb=off", "-cpu", "Nehalem", "-smp", "2",
                   "-m", str(memory), "-nodefaults", "-no-user-config", "-display", "none", "-rtc", f"base={clock},clock=vm"]
        command += ["-drive", f"if=pflash,format=raw,unit=0,readonly=on,file={FIRMWARE}/OVMF_CODE_4M.fd"]
        command += ["-drive", f"if=pflash,format=raw,unit=1,file={self.variables}"]
        command += ["-drive", f"file={disk},format=qcow2,if=none,id=disk,cache=writeback", "-device", "virtio-blk-pci,drive=disk"]
        command += ["-device", f"virtio-vga,xres={size[0]},yres={size[1]}", "-device", "qemu-xhci,id=usb"]
        command += ["-device", "virtio-rng-pci"]
        command += ["-chardev", f"socket,id=serial,path={self.sockets['serial']},server=on,wait=on,logfile={self.out}/serial.log",
                    "-serial", "chardev:serial", "-qmp", f"unix:{self.sockets['qmp']},server=on,wait=off"]
        if network != "none":
            command += ["-netdev", f"user,id=net,{network}".rstrip(","), "-device", "virtio-net-pci,netdev=net"]
        command += list(options)
        self.started = time.monotonic()
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=open(self.out / "qemu.err", "w"))
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

    def picture(self, name="now"):
        file = self.out / f"{name}.png"
        self.qmp.command("screendump", filename=str(file.resolve()), format="png")
        return Picture.read(file)

    def wait_picture(self, expected, name, timeout=PATIENCE):
        """Looks until the panel shows one of these pictures exactly. The panel has no way to tell that it changed."""
        deadline = time.monotonic() + timeout
        while True:
            seen = self.picture(name)
            if any(seen == one for one in expected):
                return seen
            if time.monotonic() > deadline:
                nearest = min(expected, key=seen.difference)
                raise AssertionError(f"{self.out}/{name}.png is not what was expected: {seen.difference(nearest)} pixels differ")
            time.sleep(0.2)

    def plug_stick(self, image, name="stick"):
        self.qmp.command("blockdev-add", **{"driver": "raw", "node-name": name, "read-only": True,
                                            "file": {"driver": "file", "filename": str(pathlib.Path(image).resolve())}})
        self.qmp.command("device_add", driver="usb-storage", id=f"usb-{name}", drive=name, bus="usb.0", removable=True)

    def pull_stick(self, name="stick"):
        self.qmp.command("device_del", id=f"usb-{name}")
        self.qmp.wait_event("DEVICE_DELETED", device=f"usb-{name}")
        self.qmp.command("blockdev-del", **{"node-name": name})

    def pull_plug(self):
        """As if the power went: nothing in the machine is told."""
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.folder.cleanup()

    def end(self):
        try:
            self.qmp.command("quit")
            self.process.wait(20)
        except (EOFError, OSError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
        self.folder.cleanup()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.end()
