#!/usr/bin/env bash
# Replays one visitor: tests/e2e/run.sh PROGRAM SCRIPT. A line "# options: ..." in the script adds to, or with
# "# only options: ..." replaces, the usual content and moment.
set -euo pipefail
cd "$(dirname "$0")/../.."
program="$1"
script="$2"
name="$(basename "$script" .script)"
usual=(--content content/national --content content/demo --site draaikom)
if grep -q '^# only options:' "$script"; then usual=(); fi
read -ra more <<< "$(sed -n 's/^# \(only \)\?options: //p' "$script" | tr '\n' ' ')"
export SDL_VIDEODRIVER=dummy
if [[ -x "tests/e2e/$name.prepare" ]]; then
  rm -rf "tests/out/e2e/$name"
  mkdir -p "tests/out/e2e/$name"
  "tests/e2e/$name.prepare" "tests/out/e2e/$name"
fi
# A data partition with nothing on it yet, for scripts that ask for one.
rm -rf "tests/out/e2e/$name/data"
mkdir -p "tests/out/e2e/$name/data"
exec "$program" "${usual[@]}" "${more[@]}" --pictures "tests/out/e2e/$name" --script "$script"
