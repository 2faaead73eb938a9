#!/usr/bin/env python3
"""What the whole program costs, seen from outside: tests/bench/kiosk_bench.py PROGRAM.

Under Xvfb at 1920x1080. Figures, not a test: read them on a quiet machine. BAKEN_BENCH_IDLE sets for how many seconds
an idle kiosk is watched. Needs Xvfb and xdotool.
"""
import os, pathlib, queue, re, statistics, subprocess, sys, tempfile, threading, time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "e2e"))
import window  # noqa: E402

SIZE = (1920, 1080)
STARTS = 15
CHANGES = 200
OPENINGS = 5
LANGUAGES = ["en", "ar", "uk", "tr", "fa", "zh", "ti", "nl"]
# Seconds: less than a visitor may be away before the idle view comes.
STILL = 40
QUIET = 3
IDLE = int(os.environ.get("BAKEN_BENCH_IDLE", "60"))
# With the machine's own clock, which a stopwatch in the program needs as well.
LIVE = window.CONTENT[: window.CONTENT.index("--now")]
TICK_MS = 1000 / os.sysconf("SC_CLK_TCK")


class Kiosk:
    """The program in a window, from the moment its first page is shown."""

    def __init__(self, program, environment, content=window.CONTENT):
        command = [program, *content, "--log-times", "--window", f"{SIZE[0]}x{SIZE[1]}@15.6in"]
        begin = time.monotonic()
        self.process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True)
        for line in self.process.stderr:
            if "first full screen" in line:
                break
        self.start_ms = (time.monotonic() - begin) * 1000
        said = re.search(r"(\d+) ms since main, ([0-9.]+) ms of processor", line)
        self.main_ms, self.start_cpu_ms = float(said[1]), float(said[2])
        self.pid = self.process.pid
        self.said = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self):
        for line in self.process.stderr:
            if found := re.search(r"answered in ([0-9.]+) ms", line):
                self.said.put(float(found[1]))

    def answer_ms(self):
        """How long the last answer took; not a number when there was none, so that the other figures still come."""
        try:
            return self.said.get(timeout=20)
        except queue.Empty:
            return float("nan")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def _proc(self, name):
        return pathlib.Path(f"/proc/{self.pid}/{name}").read_text()

    def cpu_ms(self):
        fields = self._proc("stat").rsplit(") ", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) * TICK_MS

    def pss_mb(self):
        return int(re.search(r"^Pss:\s+(\d+)", self._proc("smaps_rollup"), re.M)[1]) / 1024

    def wakeups(self):
        tasks = pathlib.Path(f"/proc/{self.pid}/task").iterdir()
        return sum(int(re.search(r"^voluntary_ctxt_switches:\s+(\d+)", (task / "status").read_text(), re.M)[1]) for task in tasks)

    def rest(self, seconds):
        before = self.cpu_ms(), self.wakeups()
        time.sleep(seconds)
        return (self.cpu_ms() - before[0]) / (10 * seconds), (self.wakeups() - before[1]) / seconds


class Bench:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.server, display = window.start_server(folder, SIZE)
        self.environment = window.desktop(display)

    def close(self):
        self.server.terminate()
        self.server.wait()

    def click(self, place):
        subprocess.run(["xdotool", "mousemove", *map(str, place), "click", "1"], env=self.environment, check=True)

    def places(self, actions):
        """Where a visitor who does these things one after another finds each of them."""
        steps = [step for action in actions for step in ("outline", f"tap [{action}]")]
        printed = window.scripted(self.program, steps, self.folder, SIZE)
        screens = re.split(r"^(?=banner )", printed, flags=re.M)[1:]
        return [window.middle_of(screen, action) for screen, action in zip(screens, actions)]

    def starts(self):
        """With the messages of the demo; the time since main began needs the machine's own clock, by which they are over."""
        shown, live = [], []
        for _ in range(STARTS):
            with Kiosk(self.program, self.environment) as kiosk:
                shown.append((kiosk.start_ms, kiosk.start_cpu_ms))
            with Kiosk(self.program, self.environment, LIVE) as kiosk:
                live.append(kiosk.main_ms)
        wall, cpu = (statistics.median(column) for column in zip(*shown))
        return wall, statistics.median(live), cpu

    def first_message(self):
        """The action that opens the first message of the home screen."""
        return re.search(r"\[(open-bulletin [^]]+)\]", window.scripted(self.program, ["outline"], self.folder, SIZE))[1]

    def openings(self):
        """Opening a message: as the first thing after starting, and again later."""
        places = self.places([self.first_message(), "back "])
        first, later = [], []
        for _ in range(OPENINGS):
            with Kiosk(self.program, self.environment) as kiosk:
                subprocess.run(["xdotool", "search", "--sync", "--onlyvisible", "--name", "^Baken$"], env=self.environment, stdout=subprocess.DEVNULL)
                self.click(places[0])
                first.append(kiosk.answer_ms())
                settle(kiosk)
                for number in range(1, 20):
                    self.click(places[number % 2])
                    took = kiosk.answer_ms()
                    later += [took] if number % 2 == 0 else []
                    time.sleep(0.05)
        return statistics.median(first), statistics.median(later)

    def first_change(self, language):
        """The first time a visitor chooses this language on the page of languages, of a kiosk that had a quiet moment."""
        places = self.places(["open-languages ", f"language {language}"])
        took = []
        for _ in range(OPENINGS):
            with Kiosk(self.program, self.environment) as kiosk:
                settle(kiosk)
                for place in places:
                    self.click(place)
                    last = kiosk.answer_ms()
                took.append(last)
        return statistics.median(took)

    def changes(self):
        """Processor time of one change of screen, of many, going to the messages and back."""
        places = self.places(["open-bulletins ", "back "])
        with Kiosk(self.program, self.environment) as kiosk:
            settle(kiosk)
            before = kiosk.cpu_ms()
            for number in range(CHANGES):
                self.click(places[number % 2])
                time.sleep(0.05)
            return (kiosk.cpu_ms() - before) / CHANGES

    def memory(self):
        actions = [step for language in LANGUAGES for step in ("open-languages ", f"language {language}")]
        places = self.places(actions)
        with Kiosk(self.program, self.environment) as kiosk:
            settle(kiosk)
            home = kiosk.pss_mb()
            for place in places:
                self.click(place)
                time.sleep(0.25)
            settle(kiosk)
            return home, kiosk.pss_mb()

    def idle(self, seconds):
        """A kiosk nobody touches, by the machine's own clock: the still home page, and then the idle view, on which
        slides change. Each as the share of a processor and wakeups a second."""
        with Kiosk(self.program, self.environment, LIVE) as kiosk:
            settle(kiosk)
            still = kiosk.rest(STILL)
            time.sleep(70 - STILL)
            return *still, *kiosk.rest(seconds)


def settle(kiosk):
    """Until what is prepared while nobody waits has been prepared, and every thread has slept for some seconds."""
    last = None
    while (now := (kiosk.cpu_ms(), kiosk.wakeups())) != last:
        last = now
        time.sleep(QUIET)


def row(name, value, goal):
    print(f"| {name:<50} | {value:>22} | {goal:>16} |", flush=True)


def main():
    os.chdir(ROOT)
    program = os.path.realpath(sys.argv[1])
    with tempfile.TemporaryDirectory(prefix="baken-bench-") as folder:
        bench = Bench(program, pathlib.Path(folder))
        try:
            row("figure", "measured", "wanted")
            wall, since_main, cpu = bench.starts()
            row(f"start to the full home page, median of {STARTS}", f"{wall:.0f} ms", "70 ms")
            row("  of which since main began", f"{since_main:.0f} ms", "")
            row("  processor time of it", f"{cpu:.0f} ms", "")
            first, later = bench.openings()
            row("open a message, touch to full page", f"{later:.1f} ms", "8 ms")
            row("  the first one after starting", f"{first:.1f} ms", "15 ms")
            row("first change to Chinese", f"{bench.first_change('zh'):.1f} ms", "30 ms")
            row("first change to Tigrinya", f"{bench.first_change('ti'):.1f} ms", "15 ms")
            row("processor time of one change of screen", f"{bench.changes():.1f} ms", "5 ms")
            home, languages = bench.memory()
            row("memory (PSS) at home, all prepared", f"{home:.1f} MB", "20 MB")
            row(f"memory (PSS) after {len(LANGUAGES)} languages", f"{languages:.1f} MB", "28 MB")
            still, still_wakeups, share, wakeups = bench.idle(IDLE)
            row(f"still page, {STILL} s: processor", f"{still:.2f} %", "0 %")
            row(f"still page, {STILL} s: wakeups a second", f"{still_wakeups:.2f}", "0.1")
            row(f"idle view, {IDLE} s: processor", f"{share:.2f} %", "")
            row(f"idle view, {IDLE} s: wakeups a second", f"{wakeups:.2f}", "")
        finally:
            bench.close()


if __name__ == "__main__":
    main()
