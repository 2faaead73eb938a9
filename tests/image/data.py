"""What lies on a disk's data partition, without booting it: looked at by the kiosk's own code."""
import json
import os
import pathlib
import shutil
import subprocess

from place import PROGRAMS
from region import run


class DataPartition:
    """A copy of the partition as the power cut left it."""

    def __init__(self, disk, folder):
        self.folder = pathlib.Path(folder)
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.image = self.folder / "data.img"
        table = self.folder / "table.img"
        take_part(disk, 0, 1 << 20, table)
        whole = json.loads(run("qemu-img", "info", "-U", "--output=json", disk))["virtual-size"]
        os.truncate(table, whole)
        self.start, size = place_of_data(table)
        take_part(disk, self.start, size, self.image)

    def check(self):
        """Mends as the machine does at its start; then everything must be whole."""
        mended = subprocess.run(["e2fsck", "-p", self.image], capture_output=True, text=True)
        assert mended.returncode in (0, 1), f"e2fsck: {mended.stdout}{mended.stderr}"
        return look(self.image, self.folder / "files")


def take_part(disk, start, size, into):
    """These bytes of a disk, as a file with holes."""
    part = f"driver=raw,offset={start},size={size},file.driver=qcow2,file.file.driver=file,file.file.filename={disk}"
    run("qemu-img", "convert", "-U", "--image-opts", part, "-O", "raw", into)


def place_of_data(raw):
    table = json.loads(run("sfdisk", "--json", raw))["partitiontable"]
    part = next(part for part in table["partitions"] if part.get("name") == "data")
    return part["start"] * 512, part["size"] * 512


def copy_holes(source, target, start, size):
    target.truncate(size)
    block = 1 << 20
    for at in range(0, size, block):
        source.seek(start + at)
        body = source.read(min(block, size - at))
        if body.count(0) != len(body):
            target.seek(at)
            target.write(body)


class Found:
    def __init__(self, lines):
        self.lines = lines
        facts = [line.split(" ", 1) for line in lines]
        self.kiosk = next((rest for kind, rest in facts if kind == "kiosk"), None)
        self.content = next((rest.split()[0] for kind, rest in facts if kind == "content"), "none")
        self.records = {rest for kind, rest in facts if kind == "record"}
        self.troubles = [rest for kind, rest in facts if kind in ("trouble", "hollow")]


def look(image, folder):
    """Takes the kiosk's folder out of a whole partition and looks into it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    run("debugfs", "-R", f"rdump /kiosk {folder}", image)
    done = subprocess.run([PROGRAMS / "look-in-data", folder / "kiosk"], capture_output=True, text=True)
    return Found(done.stdout.splitlines())
