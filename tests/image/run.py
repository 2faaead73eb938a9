#!/usr/bin/python3
"""Boots the image as a real machine and does to it what happens to a kiosk: tests/image/run.py [--full] [--again] [TEST ...].

Without names all tests run. Needs the image (image/build amd64-efi). BAKEN_CUTS says how often the plug is pulled; --full pulls it
as often as the acceptance of an image asks for. Pictures and serial logs stay in build/image/tests, or where BAKEN_IMAGE_TESTS
says.
--again goes on from the moments of the run before, if the image is still the same: a test alone is then done in seconds.
"""
import os
import pathlib
import subprocess
import sys
import time

WORDS = [word for word in sys.argv[1:] if not word.startswith("--")]
AGAIN = "--again" in sys.argv
if "--full" in sys.argv:
    os.environ.update(BAKEN_CUTS="50", BAKEN_STATES="500")
sys.path.insert(0, str(pathlib.Path(__file__).parent))
import crash  # noqa: E402
import cuts  # noqa: E402
import figures  # noqa: E402
import hub  # noqa: E402
import trouble  # noqa: E402
import update  # noqa: E402
import visit  # noqa: E402
from bench import IMAGE, OUT, Bench  # noqa: E402

ROOMS = [visit, figures, trouble, hub, cuts, crash, update]


def main():
    tests = {name[5:]: test for room in ROOMS for name, test in vars(room).items() if name.startswith("test_")}
    if not IMAGE.exists():
        print(f"there is no image to boot: run image/build amd64-efi first ({IMAGE})")
        return 1
    bench = Bench(AGAIN)
    bench.note(f"image: {IMAGE.with_suffix('.img.zst').stat().st_size / 1e6:.1f} MB compressed")
    failed = []
    for name in WORDS or list(tests):
        print(f"{name}: {tests[name].__doc__}", flush=True)
        began = time.monotonic()
        try:
            tests[name](bench)
        except (AssertionError, RuntimeError, EOFError, OSError, subprocess.CalledProcessError) as error:
            failed.append(name)
            print(f"  FAILED: {error}", flush=True)
        print(f"  ({time.monotonic() - began:.0f} s)", flush=True)
    (OUT / "figures.txt").write_text("\n".join(bench.figures) + "\n")
    count = len(WORDS or tests)
    print(f"{count - len(failed)} of {count} passed" + (f"; failed: {', '.join(failed)}" if failed else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
