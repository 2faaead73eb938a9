"""A USB touch screen with five contacts, as a program: it speaks the emulator's usb-redir protocol, so the machine enumerates a
real device and binds the kernel's own driver to it. Debian 12's emulator has no touch screen of its own."""
import socket
import struct
import threading

CONTACTS = 5
FULL = 32767

# Packet types of usb-redir 0.7.
HELLO, CONNECT, DISCONNECT, INTERFACES, ENDPOINTS = 0, 1, 2, 4, 5
SET_CONFIGURATION, GET_CONFIGURATION, CONFIGURATION = 6, 7, 8
SET_ALTERNATE, GET_ALTERNATE, ALTERNATE = 9, 10, 11
START_RECEIVING, STOP_RECEIVING, RECEIVING = 15, 16, 17
CONTROL, INTERRUPT = 100, 103
STALL = 4
# Capabilities: device version, largest packet, 64-bit ids, 32-bit lengths. The USB 3 controller insists on the last three.
VERSION, PACKET_SIZE, LONG_IDS, LONG_LENGTHS = 1 << 1, 1 << 4, 1 << 5, 1 << 6
OURS = VERSION | PACKET_SIZE | LONG_IDS | LONG_LENGTHS


def item(tag, value, size):
    return bytes([tag | {1: 1, 2: 2, 4: 3}[size]]) + value.to_bytes(size, "little")


def finger():
    """What is told of one contact: touching, its number, x and y."""
    return b"".join(
        [
            item(0x04, 0x0D, 1), item(0x08, 0x22, 1), item(0xA0, 0x02, 1),
            item(0x08, 0x42, 1), item(0x14, 0, 1), item(0x24, 1, 1), item(0x74, 1, 1), item(0x94, 1, 1), item(0x80, 2, 1),
            item(0x08, 0x32, 1), item(0x80, 2, 1), item(0x94, 6, 1), item(0x80, 3, 1),
            item(0x08, 0x51, 1), item(0x24, 127, 1), item(0x74, 8, 1), item(0x94, 1, 1), item(0x80, 2, 1),
            item(0x04, 0x01, 1), item(0x24, FULL, 2), item(0x74, 16, 1), item(0x54, 0x0E, 1), item(0x64, 0x11, 1),
            item(0x34, 0, 1), item(0x44, 3450, 2), item(0x08, 0x30, 1), item(0x80, 2, 1),
            item(0x44, 1940, 2), item(0x08, 0x31, 1), item(0x80, 2, 1), b"\xc0",
        ]
    )  # fmt: skip


REPORT = (
    item(0x04, 0x0D, 1) + item(0x08, 0x04, 1) + item(0xA0, 1, 1) + item(0x84, 1, 1) + finger() * CONTACTS
    + item(0x04, 0x0D, 1) + item(0x54, 0x0C, 1) + item(0x64, 0x1001, 2) + item(0x44, 0xFFFF, 4) + item(0x24, 0xFFFF, 4)
    + item(0x74, 16, 1) + item(0x94, 1, 1) + item(0x08, 0x56, 1) + item(0x80, 2, 1)
    + item(0x54, 0, 1) + item(0x64, 0, 1) + item(0x44, 0, 1)
    + item(0x08, 0x54, 1) + item(0x24, 127, 1) + item(0x74, 8, 1) + item(0x94, 1, 1) + item(0x80, 2, 1)
    + item(0x84, 2, 1) + item(0x08, 0x55, 1) + item(0x24, CONTACTS, 1) + item(0xB0, 2, 1) + b"\xc0"
)  # fmt: skip
HID = struct.pack("<BBHBBBH", 9, 0x21, 0x0111, 0, 1, 0x22, len(REPORT))
ENDPOINT = struct.pack("<BBBBHB", 7, 5, 0x81, 3, 64, 4)
INTERFACE = struct.pack("<BBBBBBBBB", 9, 4, 0, 0, 1, 3, 0, 0, 0)
CONFIGURED = struct.pack("<BBHBBBBB", 9, 2, 9 + len(INTERFACE + HID + ENDPOINT), 1, 1, 0, 0x80, 50) + INTERFACE + HID + ENDPOINT
DEVICE = struct.pack("<BBHBBBBHHHBBBB", 18, 1, 0x0200, 0, 0, 0, 64, 0x1209, 0xBA4E, 0x0100, 1, 2, 0, 1)
WORDS = {0: struct.pack("<BBH", 4, 3, 0x0409)}
for number, word in ((1, "Baken"), (2, "Touch screen of the tests")):
    WORDS[number] = bytes([2 + 2 * len(word), 3]) + word.encode("utf-16le")


class TouchScreen:
    def __init__(self, machine):
        path = machine.sockets["touch"]
        machine.qmp.command("chardev-add", id="touch", backend={"type": "socket", "data": {
            "addr": {"type": "unix", "data": {"path": path}}, "server": True, "wait": False}})  # fmt: skip
        machine.qmp.command("device_add", driver="usb-redir", id="touch", chardev="touch", bus="usb.0")
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(path)
        self.capabilities = 0
        self.configuration = 0
        self.sent = 0
        self.reports = 0
        self.lock = threading.Lock()
        self.listened_to = threading.Event()
        self.send(HELLO, 0, b"touch screen of the tests".ljust(64, b"\0") + struct.pack("<I", OURS))
        threading.Thread(target=self.serve, daemon=True).start()

    def wait(self, timeout=120):
        """Until the machine's driver asks for touches."""
        assert self.listened_to.wait(timeout), "the machine does not listen to its touch screen"

    def tap(self, x, y, width, height):
        """A finger on a pixel of a panel this large, and up again."""
        at = (0, (x + 0.5) / width, (y + 0.5) / height)
        self.touch([at], down=True)
        self.touch([at], down=False)

    def touch(self, contacts, down):
        body = bytes([1])
        for number, x, y in contacts:
            body += struct.pack("<BBHH", 3 if down else 0, number, int(x * FULL), int(y * FULL))
        body = body.ljust(1 + 6 * CONTACTS, b"\0")
        self.reports += 1
        body += struct.pack("<HB", self.reports * 100 & 0xFFFF, len(contacts))
        self.sent += 1
        self.send(INTERRUPT, self.sent, struct.pack("<BBH", 0x81, 0, len(body)) + body)

    def send(self, kind, number, body=b""):
        wide = self.capabilities & LONG_IDS
        with self.lock:
            self.socket.sendall(struct.pack("<IIQ" if wide else "<III", kind, len(body), number) + body)

    def take(self, count):
        data = b""
        while len(data) < count:
            chunk = self.socket.recv(count - len(data))
            if not chunk:
                raise EOFError
            data += chunk
        return data

    def serve(self):
        try:
            while True:
                kind, length = struct.unpack("<II", self.take(8))
                wide = self.capabilities & LONG_IDS
                number = int.from_bytes(self.take(8 if wide else 4), "little")
                self.answer(kind, number, self.take(length))
        except (EOFError, OSError):
            return

    def answer(self, kind, number, body):
        if kind == HELLO:
            self.capabilities = struct.unpack("<I", body[64:68])[0] & OURS if len(body) >= 68 else 0
            self.describe()
            version = struct.pack("<H", 0x0100) if self.capabilities & VERSION else b""
            self.send(CONNECT, 0, struct.pack("<BBBBHH", 1, 0, 0, 0, 0x1209, 0xBA4E) + version)
        elif kind in (SET_CONFIGURATION, GET_CONFIGURATION):
            if kind == SET_CONFIGURATION:
                self.configuration = body[0]
                self.describe()
            self.send(CONFIGURATION, number, bytes([0, self.configuration]))
        elif kind in (SET_ALTERNATE, GET_ALTERNATE):
            self.send(ALTERNATE, number, bytes([0, body[0], 0]))
        elif kind in (START_RECEIVING, STOP_RECEIVING):
            self.send(RECEIVING, number, bytes([0, body[0]]))
            self.listened_to.set() if kind == START_RECEIVING else self.listened_to.clear()
        elif kind == CONTROL:
            self.control(number, *struct.unpack("<BBBBHHH", body[:10]))

    def describe(self):
        """One interface of class HID; one interrupt endpoint besides the control one."""
        kinds = bytearray([255] * 32)
        kinds[0] = kinds[16] = 0
        kinds[17] = 3
        intervals = bytearray(32)
        intervals[17] = 4
        sizes = [0] * 32
        sizes[0] = sizes[16] = sizes[17] = 64
        largest = struct.pack("<32H", *sizes) if self.capabilities & PACKET_SIZE else b""
        self.send(INTERFACES, 0, struct.pack("<I", 1) + bytes(32) + bytes([3]).ljust(32, b"\0") + bytes(64))
        self.send(ENDPOINTS, 0, bytes(kinds) + bytes(intervals) + bytes(32) + largest)

    def control(self, number, endpoint, request, kind, _, value, index, length):
        reply = self.reply(request, kind, value)
        if reply is None:
            return self.send(CONTROL, number, struct.pack("<BBBBHHH", endpoint, request, kind, STALL, value, index, 0))
        reply = reply[:length]
        incoming = bool(kind & 0x80)
        told = len(reply) if incoming else length
        self.send(CONTROL, number, struct.pack("<BBBBHHH", endpoint, request, kind, 0, value, index, told) + (reply if incoming else b""))

    def reply(self, request, kind, value):
        what, which = value >> 8, value & 255
        if (kind, request) == (0x80, 6):
            return {1: DEVICE, 2: CONFIGURED}.get(what) or (WORDS.get(which) if what == 3 else None)
        if (kind, request) == (0x81, 6):
            return {0x22: REPORT, 0x21: HID}.get(what)
        if (kind, request) == (0x80, 0):
            return b"\0\0"
        if (kind, request) == (0xA1, 1):
            return bytes([2, CONTACTS]) if which == 2 else bytes(1 + 6 * CONTACTS + 3)
        return None if kind & 0x80 else b""
