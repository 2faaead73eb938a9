#!/usr/bin/env python3
"""What was typed is gone: from the screen, from the disk and from the process's own memory.

usage: privacy.py BUILD FOLDER CONTENT-WITH-KEYS

Replays visits of the real program. What is typed is told as bytes, so that the words stand nowhere but where the kiosk
puts them; the memory of the process is read from outside, while it stands still, as whoever steals it would.
"""
import pathlib, re, subprocess, sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LONG, SHORT = "Waalwijksezeemansknoop", "Zwubbel"  # words of no language and of nothing else here
FORMS = ("utf-8", "utf-16-le", "utf-32-le")


def codes(word):
    return " ".join(letter.encode().hex() for letter in word)


def regions(pid):
    for line in pathlib.Path(f"/proc/{pid}/maps").read_text().splitlines():
        span, rights, *_ , = line.split()
        name = line.split()[-1] if len(line.split()) > 5 else ""
        if "r" not in rights or name in ("[vvar]", "[vvar_vclock]", "[vsyscall]"):
            continue
        yield (*(int(edge, 16) for edge in span.split("-")), name)


def found_in_memory(pid, words):
    """Where each word stands, in any of its forms."""
    found = []
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        for begin, end, name in regions(pid):
            memory.seek(begin)
            try:
                content = memory.read(end - begin)
            except OSError:
                continue
            for word in words:
                for form in FORMS:
                    count = content.count(word.encode(form))
                    if count:
                        found.append(f"{word} as {form}, {count} times in {name or 'memory without a name'}")
    return found


def found_on_disk(folder, words):
    return [f"{word} in {file}" for file in folder.rglob("*") if file.is_file() for word in words
            for form in FORMS if word.encode(form) in file.read_bytes()]


class Visit:
    """One run of the program; stands still wherever its script says "hold"."""

    def __init__(self, build, folder, keys, steps, name):
        self.folder, self.name = folder / name, name
        (self.folder / "data").mkdir(parents=True)
        script = self.folder / "steps"
        script.write_text("\n".join(steps) + "\n")
        self.process = subprocess.Popen(
            [f"{build}/bin/baken-kiosk", "--content", "content/national", "--content", "content/demo", "--content", keys,
             "--site", "draaikom", "--now", "2026-11-22T13:30:00+01:00", "--data", str(self.folder / "data"),
             "--pictures", str(self.folder), "--script", str(script)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
            env={"SDL_VIDEODRIVER": "dummy", "PATH": "/usr/bin:/bin"})

    def stand_still(self):
        while (line := self.process.stdout.readline()) != "holding\n":
            if not line:
                sys.exit(f"FAILED: {self.name}: the visit ended: {self.process.stderr.read()[:4000]}")

    def go_on(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def end(self, status=0):
        self.process.stdin.close()
        trouble = self.process.stderr.read()
        if self.process.wait() != status:
            sys.exit(f"FAILED: {self.name}: ended with {self.process.returncode}: {trouble[:4000]}")
        check(f"{self.name}: said in a log", [line for line in trouble.splitlines() if LONG in line or SHORT in line])


def check(what, found):
    if found:
        sys.exit(f"FAILED: {what}:\n  " + "\n  ".join(found[:20]))


TYPED = ["tap [ask help]", "tap [form-choose food]", "tap [form-next ]", "tap [form-choose myself]", "tap [form-next ]",
         "tap [form-choose today]", "tap [form-next ]", "tap [form-choose address]", "tap [form-next ]",
         f"type-codes {codes(LONG)}", "tap [form-next ]", f"type-codes {codes(SHORT)}"]
IN = ['tap "Informatie voor medewerkers"', 'write "2468"', 'tap "Verder"']
STAFF_TYPED = [*IN, 'write "2468"', 'tap "Verder"', "tap [staff-go emergency]", "down-to [staff-edit emergency.what]",
               f"type-codes {codes(LONG)}", 'tap "Klaar"', "down-to [staff-edit emergency.where]",
               f"type-codes {codes(SHORT)}", 'tap "Klaar"']
REVIEWED = ["tap [form-next ]", "tap [form-choose no]", "tap [form-next ]"]
SENT = [*REVIEWED, "tap [form-next ]", "tap [form-send ]", 'expect heading "Uw nummer"']
STAFF_READ = [*IN, 'write "2468"', 'tap "Verder"', 'tap "Vergrendel"', *TYPED, *SENT, "tap [form-done ]", *IN,
              "tap [staff-go request]", "tap [staff-go request ]"]
WORDS = (LONG, SHORT)


def a_visit(build, folder, keys, name, steps, typed=TYPED, ends=0):
    """After the first hold the words are in use, after the second they must be nowhere."""
    visit = Visit(build, folder, keys, [*typed, "hold", *steps, "hold"], name)
    visit.stand_still()
    if len(found_in_memory(visit.process.pid, WORDS)) < 2:
        sys.exit(f"FAILED: {name}: what is being typed is not seen in memory: this test would find nothing")
    visit.go_on()
    visit.stand_still()
    check(f"{name}: still in memory", found_in_memory(visit.process.pid, WORDS))
    check(f"{name}: on the disk", found_on_disk(visit.folder / "data", WORDS))
    visit.go_on()
    visit.end(ends)


def a_broken_visit(build, folder, keys, name, end, status):
    visit = Visit(build, folder, keys, [*TYPED, *REVIEWED, end], name)
    visit.end(status)
    check(f"{name}: on the disk", found_on_disk(visit.folder, WORDS))
    left = [str(file) for file in ROOT.glob("core*") if file.is_file()]
    check(f"{name}: left behind", left)


def main():
    build, folder, keys = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
    a_visit(build, folder, keys, "stopped", ["tap [form-stop ]", "tap [form-stop-yes ]"])
    a_visit(build, folder, keys, "left", ["wait 85s"])
    a_visit(build, folder, keys, "sent", SENT)
    a_visit(build, folder, keys, "sent-and-gone", [*SENT, "tap [form-done ]", "wait 85s"])
    a_visit(build, folder, keys, "staff-locked", ['tap "Vergrendel"'], STAFF_TYPED)
    a_visit(build, folder, keys, "staff-left", ["wait 3m"], STAFF_TYPED)
    a_visit(build, folder, keys, "staff-sent", ['tap "Verstuur noodmelding"', 'tap "Vergrendel"'], STAFF_TYPED)
    a_visit(build, folder, keys, "staff-read", ['tap "Vergrendel"'], STAFF_READ)
    a_broken_visit(build, folder, keys, "power-cut", "end-by power-cut", -9)
    a_broken_visit(build, folder, keys, "fault", "end-by fault", -11)
    print("what was typed is nowhere")


if __name__ == "__main__":
    main()
