"""Which image is tested, with whose programs, and where what comes of it is kept. run.py says so in the environment."""
import os
import pathlib

HOUSE = pathlib.Path(__file__).resolve().parents[2]
TARGET = os.environ.get("BAKEN_TARGET", "amd64-efi")
BUILD = pathlib.Path(os.environ.get("BAKEN_BUILD", HOUSE / "build/release")).resolve()
PROGRAMS = BUILD / "bin"
FOLDER = HOUSE / "build/image" / TARGET
IMAGE = FOLDER / f"baken-{TARGET}.img"
# The tree the image was made of: the same program with the same words.
ROOT = FOLDER / "root"
OUT = pathlib.Path(os.environ.get("BAKEN_IMAGE_TESTS", HOUSE / "build/image/tests" / TARGET))
