"""The machines the emulator plays: what is different between a PC and a 64-bit ARM board, both with UEFI."""
import dataclasses
import pathlib


@dataclasses.dataclass(frozen=True)
class Board:
    emulator: str
    machine: tuple
    firmware: pathlib.Path
    variables: pathlib.Path
    display: str
    tpm: str
    tells_clock: bool  # the emulator can be asked what its clock says


# No keyboard but those the tests plug in: the emulator would give keys to the one on the mainboard.
BOARDS = {
    "amd64-efi": Board(
        "qemu-system-x86_64", ("-M", "q35,usb=off,i8042=off", "-cpu", "Nehalem"), pathlib.Path("/usr/share/OVMF/OVMF_CODE_4M.fd"),
        pathlib.Path("/usr/share/OVMF/OVMF_VARS_4M.fd"), "virtio-vga", "tpm-tis", True,
    ),
    "arm64-efi": Board(
        "qemu-system-aarch64", ("-M", "virt", "-cpu", "cortex-a72"), pathlib.Path("/usr/share/AAVMF/AAVMF_CODE.fd"),
        pathlib.Path("/usr/share/AAVMF/AAVMF_VARS.fd"), "virtio-gpu-pci", "tpm-tis-device", False,
    ),
}  # fmt: skip
