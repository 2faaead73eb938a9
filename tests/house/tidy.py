#!/usr/bin/env python3
"""clang-tidy over every source of a build folder that was built: tests/house/tidy.py BUILD.

Where the build compiles several sources as one they are looked at as one, which takes less than half the time. What
passed is looked at again only when a file of ours that it reads, the rules or how it is compiled changed. It is
remembered beside the compiler's cache, so that a second clone of the same tree takes seconds.
"""
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys

TREE = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(sys.argv[1]).resolve()
PASSED = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache")) / "baken-tidy"
# The build's own precompiled header is gcc's; clang reads its source.
NOT_CLANGS = re.compile(r" -fpch-preprocess| -include \S*cmake_pch\.hxx| -Winvalid-pch|^\S*cmake -E env .*?ccache ")
# What the build itself wrote, but for several sources as one.
WRITTEN = re.compile(r"(\.\./|build/)(?!.*/Unity/unity_\d+_cxx\.cxx$)")
WORDS = ["--quiet", "--extra-arg=-Wno-unknown-warning-option", "--extra-arg=-Wno-ignored-optimization-argument"]


def ask(*words):
    return subprocess.run([str(word) for word in words], check=True, capture_output=True, text=True).stdout


def readings():
    """Of each object the files of the tree that it was made from, as ninja found them."""
    found, of = {}, None
    for line in ask("ninja", "-C", BUILD, "-t", "deps").splitlines():
        if line.startswith("    "):
            path = os.path.normpath(BUILD / line.strip())
            if path.startswith(f"{TREE}/") and not path.startswith(f"{BUILD}/"):
                found[of].append(path)
        elif ": #deps" in line:
            of = line.split(":", 1)[0]
            found[of] = []
    return found


def sources():
    """Path, command and what it reads of every source of ours; and a list of commands that clang can read."""
    read = readings()
    entries = json.loads((BUILD / "compile_commands.json").read_text())
    kept = {}
    for entry in entries:
        entry["command"] = NOT_CLANGS.sub("", entry["command"])
        path = os.path.relpath(os.path.join(entry["directory"], entry["file"]), TREE)
        if not WRITTEN.match(path):
            made = entry.get("output") or re.search(r" -o (\S+)", entry["command"])[1]
            if not read.get(made):
                sys.exit(f"{path} was not built; what it reads is not known")
            kept[path] = (entry["command"], read[made])
        # Clang objects to what libstdc++ 12 itself does inside stable_sort.
        entry["command"] += f" -Wno-deprecated-declarations -include {TREE}/cmake/pch.hpp"
    folder = BUILD / "tidy"
    folder.mkdir(exist_ok=True)
    (folder / "compile_commands.json").write_text(json.dumps(entries))
    return folder, kept


def stamp_of(path, command, reads, rules):
    whole = hashlib.sha256(f"{rules}\n{path}\n{command.replace(str(TREE), '.')}".encode())
    for file in sorted(reads):
        whole.update(f"\n{os.path.relpath(file, TREE)}\n".encode() + pathlib.Path(file).read_bytes())
    return PASSED / whole.hexdigest()


def look_at(folder, path):
    done = subprocess.run(["clang-tidy-19", *WORDS, "-p", folder, path], cwd=TREE, capture_output=True, text=True)
    return done.returncode == 0, done.stdout + "".join(line for line in done.stderr.splitlines(True) if "error" in line)


def main():
    folder, kept = sources()
    PASSED.mkdir(parents=True, exist_ok=True)
    rules = ask("clang-tidy-19", "--version") + (TREE / ".clang-tidy").read_text() + " ".join(WORDS)
    stamps = {path: stamp_of(path, command, reads, rules) for path, (command, reads) in kept.items()}
    due = [path for path in sorted(kept) if not stamps[path].exists()]
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as crew:
        for path, (fine, said) in zip(due, crew.map(lambda path: look_at(folder, path), due)):
            if fine:
                stamps[path].touch()
            else:
                failed += 1
                print(said, flush=True)
    print(f"{len(kept)} sources, {len(due)} looked at, {failed} with faults")
    return 1 if failed or not kept else 0


sys.exit(main())
