#!/usr/bin/env python3
"""The real program in a real window: tests/e2e/window.py PROGRAM.

Starts it on an invisible X server, presses a button with the mouse where the outline says it is, and compares every
pixel of the screen with what a script's memory screen shows of the same visit. Needs Xvfb and xdotool; status 77 without.
"""
import os, pathlib, shutil, struct, subprocess, sys, tempfile, time, zlib

SIZE = (1280, 720)
MOMENT = "2026-11-22T13:30:00+01:00"
PATIENCE = 60  # seconds until a picture that never comes ends the test
CONTENT = ["--content", "content/national", "--content", "content/demo", "--site", "draaikom", "--now", MOMENT]


def rows_of_xwd(path):
    data = path.read_bytes()
    words = struct.unpack(">25I", data[:100])
    header, width, height, stride, colours = words[0], words[4], words[5], words[12], words[19]
    start = header + 12 * colours
    for y in range(height):
        row = data[start + y * stride : start + y * stride + 4 * width]
        rgb = bytearray(3 * width)
        rgb[0::3], rgb[1::3], rgb[2::3] = row[2::4], row[1::4], row[0::4]
        yield bytes(rgb)


def rows_of_png(path):
    data, at, packed = path.read_bytes(), 8, b""
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, colour = struct.unpack(">IIBB", body[:10])
            assert (depth, colour) == (8, 2), "a PNG of 8-bit colours without alpha is expected"
        if kind == b"IDAT":
            packed += body
        at += 12 + length
    raw, above, stride = zlib.decompress(packed), bytearray(3 * width), 3 * width
    for y in range(height):
        line = raw[y * (stride + 1) : (y + 1) * (stride + 1)]
        above = unfilter(line[0], bytearray(line[1:]), above)
        yield bytes(above)


def unfilter(kind, row, above):
    for i in range(len(row)) if kind else ():
        left, up, corner = (row[i - 3] if i >= 3 else 0), above[i], (above[i - 3] if i >= 3 else 0)
        if kind == 1:
            row[i] = (row[i] + left) & 255
        elif kind == 2:
            row[i] = (row[i] + up) & 255
        elif kind == 3:
            row[i] = (row[i] + (left + up) // 2) & 255
        else:
            guess = left + up - corner
            nearest = min((left, up, corner), key=lambda value: abs(guess - value))
            row[i] = (row[i] + nearest) & 255
    return row


def scripted(program, steps, folder, size=SIZE):
    """Runs a script, returns what it printed."""
    script = folder / "visit.script"
    script.write_text("\n".join(steps) + "\n")
    command = [program, *CONTENT, "--size", f"{size[0]}x{size[1]}@15.6in", "--pictures", str(folder), "--script", str(script)]
    return subprocess.run(command, check=True, capture_output=True, text=True, env={**os.environ, "SDL_VIDEODRIVER": "dummy"}).stdout


def middle_of(outline, action):
    for line in outline.splitlines():
        if f"[{action}]" in line:
            place, size = line.split()[-2:]
            (x, y), (w, h) = map(int, place.split(",")), map(int, size.split("x"))
            return x + w // 2, y + h // 2
    raise SystemExit(f"no [{action}] on the screen:\n{outline}")


def wait_for_picture(screen, picture, what):
    wanted, end = list(rows_of_png(picture)), time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if list(rows_of_xwd(screen)) == wanted:
            return
        time.sleep(0.05)
    kept = pathlib.Path("tests/out/e2e/window")
    kept.mkdir(parents=True, exist_ok=True)
    shutil.copy(screen, kept / f"{what}.xwd")
    shutil.copy(picture, kept / f"{what}.expected.png")
    raise SystemExit(f"the window never showed the {what} page as the script does; both are in {kept}")


def start_server(folder, size=SIZE):
    reads, writes = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writes), "-screen", "0", f"{size[0]}x{size[1]}x24", "-fbdir", str(folder), "-nocursor", "-nolisten", "tcp"],
        pass_fds=[writes], stderr=subprocess.DEVNULL)
    os.close(writes)
    with os.fdopen(reads) as told:
        return server, told.readline().strip()


def desktop(display):
    """The environment in which a program draws on this server and asks nobody else."""
    return {**os.environ, "DISPLAY": f":{display}", "SDL_VIDEODRIVER": "x11", "DBUS_SESSION_BUS_ADDRESS": "disabled:"}


def visit(program, folder):
    home = scripted(program, ["outline", "screenshot home.png"], folder)
    scripted(program, ["tap [language en]", "screenshot english.png"], folder)
    button = middle_of(home, "language en")
    server, display = start_server(folder)
    try:
        environment = desktop(display)
        kiosk = subprocess.Popen([program, *CONTENT, "--window", f"{SIZE[0]}x{SIZE[1]}@15.6in"], env=environment)
        try:
            screen = folder / "Xvfb_screen0"
            found = subprocess.run(["xdotool", "search", "--sync", "--name", "^Baken$"], env=environment, timeout=PATIENCE, capture_output=True)
            assert found.stdout.strip(), "no window called Baken"
            wait_for_picture(screen, folder / "home.png", "home")
            subprocess.run(["xdotool", "mousemove", *map(str, button), "click", "1"], env=environment, check=True)
            wait_for_picture(screen, folder / "english.png", "english")
            assert kiosk.poll() is None, "the kiosk ended by itself"
        finally:
            kiosk.terminate()
            kiosk.wait()
    finally:
        server.terminate()
        server.wait()


def main():
    for tool in ("Xvfb", "xdotool"):
        if not shutil.which(tool):
            print(f"skipped: {tool} is not installed")
            return 77
    os.chdir(pathlib.Path(__file__).resolve().parents[2])
    with tempfile.TemporaryDirectory(prefix="baken-window-") as folder:
        visit(os.path.abspath(sys.argv[1]) if os.path.exists(sys.argv[1]) else sys.argv[1], pathlib.Path(folder))
    print("the window shows what a script shows, and answers a click")
    return 0


if __name__ == "__main__":
    sys.exit(main())
