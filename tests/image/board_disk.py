"""What a board without UEFI finds on the disk, as far as it can be seen without the board: it was never started on one."""
import json
import struct

from place import IMAGE, OUT
from region import BOOT_OFFSET, MTOOLS, run

FIRST_PROGRAM = 128 << 10  # where Allwinner's chips look when nothing is at 8 KiB
MAGIC = b"eGON.BT0"
SECOND_PROGRAM = 160 << 10
TREE = bytes.fromhex("d00dfeed")  # U-Boot comes as a flattened image tree
STAMP = 0x5F0A6C39  # stands in the place of the sum while it is made


def first_program():
    """The bytes of the header's own length, and the sum it claims."""
    with open(IMAGE, "rb") as disk:
        disk.seek(FIRST_PROGRAM)
        head = disk.read(20)
        assert head[4:12] == MAGIC, f"there is no first program at 128 KiB: {head.hex()}"
        claimed, length = struct.unpack("<II", head[12:20])
        assert 512 <= length <= 64 << 10 and length % 4 == 0, f"its length is {length}"
        disk.seek(FIRST_PROGRAM)
        return bytearray(disk.read(length)), claimed


def test_first_program(bench):
    """The chip's first program lies where it is looked for, is whole, and touches no partition."""
    body, claimed = first_program()
    struct.pack_into("<I", body, 12, STAMP)
    found = sum(struct.unpack(f"<{len(body) // 4}I", body)) & 0xFFFFFFFF
    assert found == claimed, f"its sum is {found:#x}, not {claimed:#x}"
    with open(IMAGE, "rb") as disk:
        disk.seek(SECOND_PROGRAM)
        assert disk.read(4) == TREE, "U-Boot is not 32 KiB behind it"
        disk.seek(8 << 10)
        assert disk.read(20)[4:12] != MAGIC, "one lies over the partition table"
    table = json.loads(run("sfdisk", "--json", IMAGE))["partitiontable"]
    assert [part["name"] for part in table["partitions"]] == ["boot", "root-a", "root-b"]
    assert table["partitions"][0]["start"] * 512 == BOOT_OFFSET
    print(f"  {len(body)} bytes, sum {found:#x}")


def test_boot_files(bench):
    """U-Boot finds the program it starts, and the description of the board."""
    are_there("dtb/allwinner/sun50i-a64-pine64-plus.dtb")


def are_there(*more):
    listed = run("mdir", "-/", "-b", "-i", f"{IMAGE}@@{BOOT_OFFSET}", "::", env=MTOOLS)
    for file in ("EFI/BOOT/BOOTAA64.EFI", "slot-a/vmlinuz", "loader/entries/baken-a.conf", *more):
        assert f"::/{file}" in listed, f"{file} is not on the boot partition:\n{listed}"


def on_boot_partition(file):
    copy = OUT / "from-boot-partition"
    copy.unlink(missing_ok=True)
    run("mcopy", "-i", f"{IMAGE}@@{BOOT_OFFSET}", f"::{file}", copy, env=MTOOLS)
    return copy.read_bytes()


def test_pi_files(bench):
    """A Raspberry Pi finds its firmware, and that U-Boot and the description of this board."""
    settings = dict(line.split("=", 1) for line in on_boot_partition("config.txt").decode().split())
    are_there("start4.elf", "fixup4.dat", settings["kernel"], "bcm2711-rpi-4-b.dtb")
    assert settings["arm_64bit"] == "1"
    assert on_boot_partition("start4.elf")[:4] == b"\x7fELF"
    assert b"U-Boot 20" in on_boot_partition(settings["kernel"]), "that is no U-Boot"
    tree = on_boot_partition("bcm2711-rpi-4-b.dtb")
    assert tree[:4] == TREE and b"raspberrypi,4-model-b\0" in tree, "that is another board"
