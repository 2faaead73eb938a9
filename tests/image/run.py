#!/usr/bin/python3
"""Boots the image as a real machine and does to it what happens to a kiosk:

    tests/image/run.py [--target T] [--program DIR] [--full | --short] [--again] [TEST ...]

Without names all tests of this target run. Needs the image (image/build T); --program is the build folder it was made from. --full
pulls the plug as often as the acceptance of an image asks for; --short is what a build server has time for. --again goes on from the
moments of the run before, if the image is still the same: a test alone is then done in seconds. Pictures and serial logs stay in
build/image/tests/T, or where BAKEN_IMAGE_TESTS says.
"""
import argparse
import os
import pathlib
import subprocess
import sys
import time

# What can be seen in a few minutes: first frame, touch, messages by stick, a tampered stick, one power cut.
SHORT = ["touch", "tampered", "intake_cuts"]
# The rest says nothing about another kind of machine that it does not say about the first.
ELSEWHERE = {"arm64-efi": ["touch", "tampered"], "pine64": ["first_program", "boot_files"], "raspberry-pi": ["pi_files"]}


def words():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--target", default="amd64-efi")
    asked.add_argument("--program", default=None)
    asked.add_argument("--full", action="store_true")
    asked.add_argument("--short", action="store_true")
    asked.add_argument("--again", action="store_true")
    asked.add_argument("tests", nargs="*")
    return asked.parse_args()


# The other files read these where they are loaded.
ASKED = words()
os.environ["BAKEN_TARGET"] = ASKED.target
if ASKED.program:
    os.environ["BAKEN_BUILD"] = ASKED.program
if ASKED.full:
    os.environ.update(BAKEN_CUTS="50", BAKEN_STATES="500")
if ASKED.short:
    os.environ["BAKEN_CUTS"] = "1"
sys.path.insert(0, str(pathlib.Path(__file__).parent))
import board_disk  # noqa: E402
import courier  # noqa: E402
import crash  # noqa: E402
import cuts  # noqa: E402
import figures  # noqa: E402
import hub  # noqa: E402
import inputs  # noqa: E402
import loudspeaker  # noqa: E402
import namesakes  # noqa: E402
import tpm  # noqa: E402
import trouble  # noqa: E402
import update  # noqa: E402
import visit  # noqa: E402
from bench import Bench  # noqa: E402
from machine import Machine  # noqa: E402
from place import IMAGE, OUT, TARGET  # noqa: E402

ROOMS = [visit, inputs, loudspeaker, figures, trouble, courier, hub, cuts, crash, namesakes, tpm, update]


def tests_of(rooms):
    return {name[5:]: test for room in rooms for name, test in vars(room).items() if name.startswith("test_")}


def main():
    tests = tests_of(ROOMS)
    if not IMAGE.exists():
        print(f"there is no image to boot: run image/build {TARGET} first ({IMAGE})")
        return 1
    if TARGET != "amd64-efi":
        tests |= tests_of([board_disk])
    chosen = ASKED.tests or (SHORT if ASKED.short else ELSEWHERE.get(TARGET, list(tests)))
    bench = Bench(ASKED.again)
    whole = IMAGE.with_suffix(".img.zst")
    if whole.exists():
        bench.note(f"image: {whole.stat().st_size / 1e6:.1f} MB compressed")
    failed = []
    for name in chosen:
        print(f"{name}: {tests[name].__doc__}", flush=True)
        began = time.monotonic()
        try:
            tests[name](bench)
        except (AssertionError, RuntimeError, EOFError, OSError, subprocess.CalledProcessError) as error:
            failed.append(name)
            print(f"  FAILED: {error}", flush=True)
        Machine.end_all()
        print(f"  ({time.monotonic() - began:.0f} s)", flush=True)
    (OUT / "figures.txt").write_text("\n".join(bench.figures) + "\n")
    count = len(chosen)
    print(f"{count - len(failed)} of {count} passed" + (f"; failed: {', '.join(failed)}" if failed else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
