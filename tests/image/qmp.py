"""The emulator's control socket (QMP): one JSON object a line. Commands wait for their answer; events are kept until somebody
waits for them."""
import datetime
import json
import socket


class Qmp:
    def __init__(self, path, timeout=120):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(timeout)
        self.socket.connect(path)
        self.lines = self.socket.makefile("rwb")
        self.events = []
        self.read()
        self.command("qmp_capabilities")

    def read(self):
        line = self.lines.readline()
        if not line:
            raise EOFError("the emulator has ended")
        return json.loads(line)

    def command(self, name, **arguments):
        self.lines.write(json.dumps({"execute": name, "arguments": arguments}).encode() + b"\n")
        self.lines.flush()
        while True:
            answer = self.read()
            if "event" in answer:
                self.events.append(answer)
            elif "error" in answer:
                raise RuntimeError(f"{name}: {answer['error']['desc']}")
            else:
                return answer["return"]

    def monitor(self, line):
        """A command that has no other form. It says nothing when all went well."""
        answer = self.command("human-monitor-command", **{"command-line": line})
        assert not answer.strip(), f"{line}: {answer}"

    def clock(self):
        """What the machine's own clock says."""
        moment = self.command("qom-get", path="/machine", property="rtc-time")
        return datetime.datetime(moment["tm_year"] + 1900, moment["tm_mon"] + 1, moment["tm_mday"], moment["tm_hour"],
                                 moment["tm_min"], moment["tm_sec"], tzinfo=datetime.timezone.utc)  # fmt: skip

    def wait_event(self, name, **data):
        """The first event of this name whose data has these values; blocks until it comes."""

        def fits(event):
            return event["event"] == name and all(event.get("data", {}).get(key) == value for key, value in data.items())

        while True:
            for event in self.events:
                if fits(event):
                    self.events.remove(event)
                    return event
            answer = self.read()
            if "event" in answer:
                self.events.append(answer)
