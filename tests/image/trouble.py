"""Machines that lack something."""
import datetime
import subprocess

from bench import Visitor, now
from place import OUT, ROOT
from update import OS_RELEASE, image_with
from visit import bring_messages


def made_at():
    """When the image was made: no clock of it goes back before that."""
    line = next(line for line in (ROOT / OS_RELEASE).read_text().splitlines() if line.startswith("IMAGE_VERSION="))
    return datetime.datetime.strptime(line.split("=")[1], "%Y%m%d%H%M%S").replace(tzinfo=datetime.timezone.utc)


def test_bare(bench):
    """No network card, no touch screen, a panel that does not tell its size, a clock that stands at 1970: the kiosk shows itself."""
    moment = datetime.datetime(1970, 1, 2, tzinfo=datetime.timezone.utc)
    expected = bench.expected("bare")
    with bench.boot("bare", bench.disk("bare"), clock=moment, panel="edid=off") as machine:
        began = made_at()
        machine.wait_picture(expected.pictures([], began, began + datetime.timedelta(minutes=4), "bare"), "bare")
        print("  the clock stands where the image was made, and the panel says that it is not sure")
        machine.plug_stick(bench.stick)
        machine.console.wait(r"content version \d+ is shown now")
        machine.pull_stick()
        print("  messages are taken in all the same")


def test_worn(bench):
    """A disk that can only be read, and has no room for data: the kiosk starts with what the image brought, and shows what a stick
    brings until the power goes."""
    disk = OUT / "worn.qcow2"
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", "-F", "raw", "-b", str(bench.image.resolve()), str(disk)], check=True)
    words = ["-drive", f"file={disk},format=qcow2,if=none,id=disk,readonly=on"]
    with bench.boot("worn", disk, drive=words) as machine:
        assert machine.picture("worn").colours() > 20
        machine.console.wait(r"data: there is no data partition|data: a new file system is made")
        bring_messages(bench, Visitor(machine, bench.expected("worn")))


ASKS_FOR_THE_CLOCK = """[Unit]
After=chrony.service baken-kiosk.service
Requires=chrony.service
[Service]
Type=oneshot
User=baken
ExecStart=/bin/sh -c 'systemctl is-active chrony.service && busctl call org.freedesktop.timedate1 /org/freedesktop/timedate1 \
  org.freedesktop.timedate1 SetTime xbb 3600000000 true false 2>&1 && echo "clock: it stands at $(date +%%s)" || echo "clock: refused"'
"""


def wants_the_clock(tree):
    """What the kiosk asks for when staff press +60, asked by its user without a finger."""
    units = tree / "usr/lib/systemd/system"
    (units / "test-clock.service").write_text(ASKS_FOR_THE_CLOCK)
    (tree / "etc/systemd/system/multi-user.target.wants/test-clock.service").symlink_to("/usr/lib/systemd/system/test-clock.service")


def test_clock_is_set(bench):
    """Without a network staff set the clock, though the service that asks the network for the time runs."""
    disk = bench.disk("clock", image_with("clock", bench.image, wants_the_clock))
    with bench.boot("clock", disk) as machine:
        said = machine.console.wait(r"clock: (refused|it stands at (\d+))\s")
        assert said[2], f"the clock cannot be set:\n{machine.console.text[-1000:]}"
        assert int(said[2]) - now().timestamp() > 1800, "it was set to another hour"
