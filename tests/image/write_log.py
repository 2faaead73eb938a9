"""Every write and every flush a machine made to its disk, as the emulator recorded them (the format of dm-log-writes), and what the
disk may hold when the power is cut: all that was flushed, and of what came after it any part."""
import struct

MAGIC = 0x6A736677736872
FLUSH, FUA, DISCARD = 1, 2, 4


def drive(disk, log):
    """The emulator's words for a raw disk that is recorded."""
    log.write_bytes(b"")
    return ["-blockdev", f"driver=raw,node-name=plain,file.driver=file,file.filename={disk}",
            "-blockdev", f"driver=file,node-name=log,filename={log}",
            "-blockdev", "driver=blklogwrites,node-name=disk,file=plain,log=log,log-sector-size=512,log-super-update-interval=1"]  # fmt: skip


class Write:
    def __init__(self, at, body, end):
        self.at, self.body, self.end = at, body, end


class WriteLog:
    """The writes to one partition, in order; `flushes` says after how many of them the disk was told to keep them all."""

    def __init__(self, path, start, size):
        self.writes, self.flushes = [], []
        data = path.read_bytes()
        magic, _, entries, sector = struct.unpack("<QQQI", data[:28])
        assert magic == MAGIC, "this is no log of writes"
        at = sector
        for _ in range(entries):
            place, count, flags, _ = struct.unpack("<QQQQ", data[at : at + 32])
            at += sector
            length = count * sector
            body = bytes(length) if flags & DISCARD else data[at : at + length]
            at += 0 if flags & DISCARD else length
            offset = place * sector - start
            if length and 0 <= offset < size:
                self.writes.append(Write(offset, body, at))
            if flags & (FLUSH | FUA):
                self.flushes.append((len(self.writes), at))


def apply(image, write, part=1.0):
    """A write, or the sectors of it that had arrived."""
    sectors = int(len(write.body) // 512 * part)
    image.seek(write.at)
    image.write(write.body[: sectors * 512])
