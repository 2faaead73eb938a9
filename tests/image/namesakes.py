"""Disks whose partitions are called as the machine's own are: names are whatever somebody wrote on a disk."""
import hashlib
import random
import shutil

from data import DataPartition
from place import OUT
from region import MTOOLS, run

MIB = 1 << 20
FOREIGN = 'site = "elsewhere"\nnobody_knows_this = true\n'  # a kiosk that read this would not start


def namesake_stick():
    """A visitor's stick with all four names: a boot partition with a configuration, two roots that can be mounted and have
    nothing in them, and a data partition without a file system. What is on the first is only read by a kiosk."""
    folder = OUT / "namesake"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "fat/baken/repository").mkdir(parents=True)
    (folder / "fat/baken/site.toml").write_text(FOREIGN)
    (folder / "hollow").mkdir()
    boot, root, stick = folder / "boot.img", folder / "root.img", folder / "stick.img"
    run("truncate", "-s", "40M", boot)
    run("mkfs.vfat", "-F", "32", "-n", "BAKEN", boot)
    run("mcopy", "-s", "-i", boot, folder / "fat/baken", "::", env=MTOOLS)
    run("mksquashfs", folder / "hollow", root, "-noappend", "-quiet", "-no-progress")
    run("truncate", "-s", "128M", stick)
    table = ["label: gpt", "start=1MiB, size=40MiB, name=boot", "start=41MiB, size=8MiB, name=root-a", "start=49MiB, size=8MiB, name=root-b",
             "start=57MiB, size=64MiB, name=data"]  # fmt: skip
    run("sfdisk", "-q", stick, input="\n".join(table))
    with open(stick, "r+b") as file:
        for at, body in ((1, boot.read_bytes()), (41, root.read_bytes()), (49, root.read_bytes()), (57, random.Random(5).randbytes(MIB))):
            file.seek(at * MIB)
            file.write(body)
    return stick


def print_of(file):
    return hashlib.sha256(file.read_bytes()).hexdigest()


def test_namesake_stick(bench):
    """A stick whose partitions are called boot, root-a, root-b and data is in when the machine starts: it stays as it was, and the
    kiosk is this site's."""
    stick, disk = namesake_stick(), bench.disk("namesake")
    before = print_of(stick)
    words = ["-drive", f"file={stick},format=raw,if=none,id=namesake", "-device", "usb-storage,drive=namesake,bus=usb.0,removable=on"]
    for start in ("first", "second"):
        with bench.boot(f"namesake-{start}", disk, options=words) as machine:
            machine.console.wait(r"stick: sda1 is mounted \(vfat, read-only\)")
            machine.console.wait(r"report: started")
            machine.pull_plug()
        assert print_of(stick) == before, f"at the {start} start something was written on the stick"
        assert DataPartition(disk, OUT / "look").check().kiosk, f"after the {start} start the kiosk's keys are not on its own disk"
    shutil.rmtree(OUT / "look")
    print("  twice the machine went by its own disk alone")


def test_usb_disk(bench):
    """A machine whose only disk hangs on USB starts from it, and keeps its data there."""
    disk = bench.disk("usb-disk")
    with bench.boot("usb-disk", disk, disk_as="usb-storage,bus=usb.0") as machine:
        machine.console.wait(r"stick: sda1 is this machine's own disk")
        machine.console.wait(r"report: started")
        machine.pull_plug()
    assert DataPartition(disk, OUT / "look").check().kiosk, "the kiosk's keys are not on the disk"
    shutil.rmtree(OUT / "look")
