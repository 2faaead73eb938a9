"""A new system comes by stick, is started from the other slot and proves itself; one that does not work makes room again."""
import datetime
import json
import random
import shutil

from data import DataPartition
from place import HOUSE, OUT, ROOT, TARGET
from region import BOOT_OFFSET, MTOOLS, run, stick_of
from visit import AHEAD, ARRIVED, SEEN, furnished

LONG = 1800
BUNDLE = f"baken/system/{TARGET}.raucb"
OS_RELEASE = "usr/lib/os-release"


def version_of(root):
    return int(next(line for line in (root / OS_RELEASE).read_text().splitlines() if line.startswith("IMAGE_VERSION=")).split("=")[1])


def tree_of(folder, change=None):
    """The image's own tree in a folder of its own, and what `change` does to it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    tree = folder / "root"
    run("cp", "-al", ROOT, tree)
    if change is not None:
        change(tree)
    return tree


def squash(tree):
    """The tree as a root file system; the tree is gone then."""
    packed = tree.with_suffix(".squashfs")
    run("mksquashfs", tree, packed, "-comp", "zstd", "-Xcompression-level", "1", "-b", "256K", "-noappend", "-quiet", "-no-progress",
        "-no-xattrs")  # fmt: skip
    shutil.rmtree(tree)
    return packed


def make_system(name, version, change=None):
    """A bundle with the image's own tree but for its version, and what `change` does to it."""
    folder = OUT / name
    tree = tree_of(folder, change)
    replace(tree / OS_RELEASE, (tree / OS_RELEASE).read_text().replace(str(version_of(ROOT)), str(version)))
    packed = squash(tree)
    bundle = folder / "stick" / BUNDLE
    bundle.parent.mkdir(parents=True)
    run(HOUSE / "image/bundle", packed, bundle)
    packed.unlink()
    return bundle


def image_with(name, image, change):
    """A copy of this image whose first slot has another root."""
    folder = OUT / f"{name}-image"
    packed = squash(tree_of(folder, change))
    copy = folder / "disk.img"
    run("cp", "--sparse=always", "--reflink=auto", image, copy)
    put_root(packed, copy, "a")
    packed.unlink()
    return copy


def put_root(packed, image, slot):
    start = next(part["start"] for part in json.loads(run("sfdisk", "--json", image))["partitiontable"]["partitions"]
                 if part["name"] == f"root-{slot}")  # fmt: skip
    run("dd", f"if={packed}", f"of={image}", "bs=1M", f"seek={start * 512 >> 20}", "conv=notrunc", "status=none")


def replace(file, text, mode=0o644):
    """Another file in its place: the tree shares its files with the image's."""
    file.unlink()
    file.write_text(text)
    file.chmod(mode)


def stick_with(bundle):
    folder = bundle.parents[2]
    return stick_of(folder, folder.with_suffix(".img"), "400M")


def without_kiosk(tree):
    replace(tree / "usr/lib/baken/start-kiosk", "#!/bin/sh\nexit 1\n", 0o755)


def bring(machine, stick, name):
    """Until the machine has said what it thinks of the bundle on this stick."""
    mark = machine.console.mark()
    machine.plug_stick(stick, name)
    said = machine.console.wait(r"update: (refused|failed|nothing to do|installed).*\n", LONG, mark)[0].strip()
    machine.pull_stick(name)
    machine.console.wait(r"stick: \w+ is gone", since=mark)
    return said


def pull_meanwhile(machine, stick):
    """A stick that is gone while the machine installs from it; whichever notices first tells so."""
    mark = machine.console.mark()
    machine.plug_stick(stick, "pulled")
    machine.console.wait(r"update: installing \d+\s", LONG, mark)
    machine.pull_stick("pulled")
    return machine.console.wait(r"update: (broken off|failed).*\n", LONG, mark, unless=r"update: installed")[0].strip()


def switch_off(machine):
    """By the power key; the machine ends by itself."""
    machine.qmp.command("system_powerdown")
    machine.process.wait(300)


def tampered(bundle):
    """One byte of the new system is another; the signature is whole."""
    folder = OUT / "tampered-system/stick"
    copy = folder / BUNDLE
    copy.parent.mkdir(parents=True, exist_ok=True)
    body = bytearray(bundle.read_bytes())
    body[len(body) // 2] ^= 1
    copy.write_bytes(body)
    return copy


def test_system_stick(bench):
    """A stick with nothing but a new system is told for what it is: here one that nobody signed."""
    folder = OUT / "unsigned-system/stick"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / BUNDLE).parent.mkdir(parents=True)
    (folder / BUNDLE).write_bytes(random.Random(3).randbytes(1 << 20))
    _, machine = bench.restore("system-stick", furnished(bench))
    with machine:
        since = machine.clock()
        arrived = datetime.datetime.fromisoformat(ARRIVED.read_text())
        refusal = bench.expected("system-stick").brief([f"updater refused {folder.name}", f"stick {folder}"], since, since + AHEAD,
                                                       "unsigned", [f"stick {bench.stick_folder}", SEEN], arrived)  # fmt: skip
        machine.plug_stick(stick_of(folder, OUT / "unsigned-system.img"))
        machine.console.wait(r"update: refused")
        machine.wait_picture(refusal, "unsigned-system", timeout=60)
        print("  the panel says that the system on it was refused, and not that the stick is none of ours")


def test_update(bench):
    """A tampered bundle is refused; a whole one is installed, started from the other slot, and keeps the content."""
    began = version_of(ROOT)
    good = make_system("good-system", began + 1)
    bad = make_system("bad-system", began + 2, without_kiosk)
    disk, machine = bench.restore("update", furnished(bench))
    with machine:
        said = bring(machine, stick_with(tampered(good)), "tampered")
        assert "failed" in said or "refused" in said, said
        print(f"  a bundle with a wrong byte is not installed ({said})")
        said = pull_meanwhile(machine, stick_with(good))
        print(f"  a stick that is pulled meanwhile leaves the system that runs ({said})")
        said = bring(machine, stick_with(good), "good")
        assert "installed" in said, said
        switch_off(machine)
        print("  a signed bundle is installed; the power key switches the machine off")
    with bench.boot("update-b", disk) as machine:
        machine.plug_stick(stick_with(bad), "bad")
        machine.console.wait(r"update: not now", LONG, unless=r"update: install|has proved itself")
        machine.console.wait(r"slot b has proved itself", LONG, unless=r"update: install")
        machine.console.wait(r"update: installed", LONG)
        machine.pull_stick("bad")
        print("  while it was on trial nothing was installed over the one before; then the stick was asked again")
        assert DataPartition(disk, OUT / "look").check().content != "none"
        print("  the other slot was started, showed the kiosk, proved itself; the content is there")
        said = bring(machine, stick_with(good), "again")
        assert "nothing to do" in said, said
        switch_off(machine)
    with bench.boot("update-back", disk, patience=LONG) as machine:
        starts = machine.console.text.count("BdsDxe: starting")
        assert starts == 4, f"{starts} starts until the old system was back"
    bench.note("a system without a working kiosk was started 3 times, then the old one came back")


def both_slots(image):
    """A copy of this image as a machine has it after some updates: both slots hold a system that has proved itself."""
    folder = OUT / "both-slots"
    packed = squash(tree_of(folder))
    copy, entry, where = folder / "disk.img", folder / "baken-b.conf", ["-i", f"{folder / 'disk.img'}@@{BOOT_OFFSET}"]
    run("cp", "--sparse=always", "--reflink=auto", image, copy)
    put_root(packed, copy, "b")
    packed.unlink()
    entry.write_text(run(HOUSE / "image/boot-entry", "b", version_of(ROOT) - 1))
    run("mmd", *where, "::slot-b", env=MTOOLS)
    for file in ("vmlinuz", "initrd"):
        run("mcopy", *where, ROOT / "usr/lib/baken/boot" / file, f"::slot-b/{file}", env=MTOOLS)
    run("mcopy", *where, entry, "::loader/entries/baken-b.conf", env=MTOOLS)
    return copy


def test_lost_root(bench):
    """The root of a slot that proved itself long ago cannot be read any more: the machine starts from the other slot."""
    image = both_slots(bench.image)
    hollow = OUT / "both-slots/hollow"
    hollow.write_bytes(bytes(1 << 20))
    put_root(hollow, image, "a")
    with bench.boot("lost-root", bench.disk("lost-root", image)) as machine:
        starts = machine.console.text.count("BdsDxe: starting")
        assert starts == 2, f"{starts} starts until the other system was there"
