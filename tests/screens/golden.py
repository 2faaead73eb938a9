#!/usr/bin/env python3
"""A few screens, pixel by pixel: tests/screens/golden.py PROGRAM.

Each folder of tests/cases/screens holds a visit that ends in a screenshot, and the picture expected of it. With
BAKEN_UPDATE_CASES=1 in the environment the pictures are made anew: look at each before you keep it. Status 77 where the
fonts are not those the pictures were made with.
"""
import hashlib, os, pathlib, shutil, subprocess, sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "e2e"))
import window  # noqa: E402


def other_fonts():
    """The first font that is not the one the cases were made with."""
    for line in pathlib.Path("tests/cases/text/fonts.sha256").read_text().splitlines():
        wanted, path = line.split()
        file = pathlib.Path(path)
        if not file.exists() or hashlib.sha256(file.read_bytes()).hexdigest() != wanted:
            return path
    return None


def difference(actual, expected):
    """How many pixels differ, and where the first does."""
    count, first = 0, None
    mine, theirs = list(window.rows_of_png(actual)), list(window.rows_of_png(expected))
    if len(mine) != len(theirs) or len(mine[0]) != len(theirs[0]):
        return -1, "its size"
    for y, (row, other) in enumerate(zip(mine, theirs)):
        if row == other:
            continue
        places = [x for x in range(len(row) // 3) if row[3 * x : 3 * x + 3] != other[3 * x : 3 * x + 3]]
        first = first or f"{places[0]},{y}"
        count += len(places)
    return count, first


def look(program, case):
    """What is wrong with this case, or nothing."""
    folder = pathlib.Path("tests/out/screens") / case.name
    shutil.rmtree(folder, ignore_errors=True)
    options = next(line for line in (case / "visit.script").read_text().splitlines() if "options:" in line)
    content = [] if "only options:" in options else window.CONTENT[: window.CONTENT.index("--now")]
    command = [program, *content, *options.split("options:")[1].split(), "--pictures", str(folder), "--script", str(case / "visit.script")]
    played = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "SDL_VIDEODRIVER": "dummy"})
    if played.returncode != 0:
        return f"{case.name}: {played.stderr}"
    actual, expected = folder / "actual.png", case / "expected.png"
    if os.environ.get("BAKEN_UPDATE_CASES"):
        shutil.copyfile(actual, expected)
    count, first = difference(actual, expected)
    return f"{case.name}: {count} pixels differ, the first at {first}; see {actual} and {expected}" if count else None


def main():
    program = os.path.realpath(sys.argv[1])
    os.chdir(ROOT)
    if font := other_fonts():
        print(f"skipped: {font} is not the font the pictures were made with")
        return 77
    cases = sorted(path for path in pathlib.Path("tests/cases/screens").iterdir() if path.is_dir())
    wrong = [fault for fault in (look(program, case) for case in cases) if fault]
    print("\n".join(wrong) or f"{len(cases)} screens look as they should")
    return 1 if wrong or not cases else 0


sys.exit(main())
