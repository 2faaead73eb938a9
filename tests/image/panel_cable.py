"""The cable between machine and panel. The emulated graphics card has no plug to pull, but it tells its driver that a panel went
when whoever looks at it says that their window is gone; the emulator's own VNC server passes that on. So the driver in the machine
sees a connector without a panel, as it would with a cable that came loose."""
import socket
import struct

SET_DESKTOP_SIZE = 251


class PanelCable:
    def __init__(self, machine):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(60)
        self.socket.connect(machine.sockets["vnc"])
        version = self.take(12)
        assert version.startswith(b"RFB 003.008"), version
        self.socket.sendall(version)
        kinds = self.take(self.take(1)[0])
        assert 1 in kinds, "the emulator wants a password"
        self.socket.sendall(b"\x01")
        assert self.take(4) == bytes(4), "the emulator refuses"
        self.socket.sendall(b"\x01")
        width, height = struct.unpack(">HH", self.take(4))
        self.size = (width, height)
        self.take(16)
        self.take(struct.unpack(">I", self.take(4))[0])
        # The emulator passes on only what it did not know yet, and before the first word it takes the window for gone.
        self.plug()

    def take(self, count):
        data = b""
        while len(data) < count:
            chunk = self.socket.recv(count - len(data))
            assert chunk, "the emulator hung up"
            data += chunk
        return data

    def tell(self, width, height):
        screen = struct.pack(">IHHHHI", 0, 0, 0, width, height, 0)
        self.socket.sendall(struct.pack(">BBHHBB", SET_DESKTOP_SIZE, 0, width, height, 1, 0) + screen)

    def pull(self):
        self.tell(0, 0)

    def plug(self):
        self.tell(*self.size)
