"""A demo region with keys of its own, what an installer writes on the boot partition, and sticks: made with the real programs."""
import datetime
import os
import re
import shutil
import subprocess

from place import HOUSE, PROGRAMS

SITE = "draaikom"
INCHES = 15.6
BOOT_OFFSET = 1 << 20
AFTERNOON = datetime.datetime.fromisoformat("2026-11-22T13:30:00+01:00")  # five of the demo's messages are on, none a danger
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+01:00")
MTOOLS = dict(os.environ, MTOOLS_SKIP_CHECK="1")


def run(*words, **options):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, **options)
    assert done.returncode == 0, f"{' '.join(map(str, words))}\n{done.stdout}{done.stderr}"
    return done.stdout


def todays_content(folder):
    """The demo's content as if its afternoon were now, so that its messages are on the screen; without those that would come
    later that day."""
    shutil.copytree(HOUSE / "content/demo", folder)
    later = datetime.datetime.now(datetime.timezone.utc).replace(second=0, microsecond=0) - AFTERNOON

    def moved(found):
        return (datetime.datetime.fromisoformat(found[0]) + later).isoformat()

    for file in (*folder.glob("bulletins/*.xml"), folder / "situation.toml"):
        file.write_text(MOMENT.sub(moved, file.read_text()))
    for file in folder.glob("bulletins/demo-1[1-9]-*.xml"):
        file.unlink()
    return folder


def make_region(folder, content):
    """A region that published the national content and this."""
    shutil.rmtree(folder, ignore_errors=True)
    run(PROGRAMS / "baken-cp", "init", folder, "--region", "Gooi en Vechtstreek", "--municipality", f"GM0406={SITE}", "--demo")
    publish(folder, content)
    return folder


def publish(region, *content):
    words = [word for one in (HOUSE / "content/national", *content) for word in ("--content", one)]
    run(PROGRAMS / "baken-cp", "publish", region, *words)


def root_of(region):
    return region / "public/baken/repository/metadata/1.root.json"


def provision(image, copy, region, extra="", files=()):
    """A copy of the image with the site's configuration on its boot partition, as an installer puts it there."""
    subprocess.run(["cp", "--sparse=always", "--reflink=auto", image, copy], check=True)
    text = f'site = "{SITE}"\nroot = "root.json"\npanel_inches = {INCHES}\nidle_seconds = 3600\n{extra}'
    site = copy.with_suffix(".site.toml")
    site.write_text(text)
    where = f"{copy}@@{BOOT_OFFSET}"
    for source, name in ((site, "site.toml"), (root_of(region), "root.json"), *files):
        run("mcopy", "-o", "-i", where, source, f"::baken/{name}", env=MTOOLS)
    return copy


def make_stick(region, folder, image):
    """A FAT stick with what the coordination point would write on it. The folder is left for the test to spoil."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    run(PROGRAMS / "baken-cp", "stick", "write", region, folder)
    return stick_of(folder, image)


def stick_of(folder, image, size="64M"):
    image.unlink(missing_ok=True)
    run("truncate", "-s", size, image)
    run("mkfs.vfat", "-F", "32", "-n", "STICK", image)
    for entry in sorted(folder.iterdir()):
        run("mcopy", "-s", "-i", image, entry, "::", env=MTOOLS)
    return image
