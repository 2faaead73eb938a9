"""Machines that lack something."""
import datetime
import subprocess

from place import OUT, ROOT
from update import OS_RELEASE


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
    """A disk that can only be read, and has no room for data: the kiosk lives on what the image brought."""
    disk = OUT / "worn.qcow2"
    subprocess.run(["qemu-img", "create", "-q", "-f", "qcow2", "-F", "raw", "-b", str(bench.image.resolve()), str(disk)], check=True)
    words = ["-drive", f"file={disk},format=qcow2,if=none,id=disk,readonly=on"]
    with bench.boot("worn", disk, drive=words) as machine:
        assert machine.picture("worn").colours() > 20
        machine.console.wait(r"data: there is no data partition|data: a new file system is made")
