#!/usr/bin/env bash
# What the documents name is there: every file and folder in backticks, and every test that the threat model quotes.
set -euo pipefail
cd "$(dirname "$0")/../.."
python3 - <<'P'
import pathlib, re, subprocess, sys

named, quoted, wrong = 0, 0, []
documents = [name for name in subprocess.check_output(["git", "ls-files", "*.md"], text=True).split()]
for name in documents:
    text = pathlib.Path(name).read_text()
    for path in re.findall(r"`((?:cmake|content|cp|docs|exchange|fonts|image|kiosk|system|tests)/[\w./*<>{}-]*)`", text):
        if re.search(r"[*<>{}]|^tests/out(/|$)", path):
            continue
        named += 1
        # A pair of source files is named without its endings.
        if not pathlib.Path(path).exists() and not list(pathlib.Path(".").glob(path + ".[ch]pp")):
            wrong.append(f"{name}: {path} is not there")

squeeze = lambda text: re.sub(r"\s+", " ", text)
tests = squeeze(re.sub(r'"\s*\n\s*"', "", "\n".join(
    path.read_text(errors="replace") for path in pathlib.Path("tests").rglob("*") if path.suffix in (".cpp", ".py", ".sh", ".mjs"))))
for brackets in re.findall(r"\(((?:[^()]|\n)*)\)", pathlib.Path("docs/threat-model.md").read_text()):
    for sentence in re.findall(r'"([^"]+)"', squeeze(brackets)):
        quoted += 1
        if sentence not in tests.replace("’", "'") and sentence not in tests:
            wrong.append(f"docs/threat-model.md: no test is called \"{sentence}\"")

print("\n".join(wrong) or f"{named} files and {quoted} tests are named and there")
# A check that looked at nothing proves nothing.
sys.exit(1 if wrong or not named or not quoted else 0)
P
