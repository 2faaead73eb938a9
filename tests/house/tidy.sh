#!/usr/bin/env bash
# clang-tidy over every source of the build folder $1. A file that passed is looked at again only when it, a header of
# ours, or the rules changed: the stamp is a hash of all of them.
set -euo pipefail
cd "$(dirname "$0")/../.."
build="$1"
stamps="$build/tidy"
mkdir -p "$stamps"
rules="$(cat .clang-tidy $(git ls-files '*.hpp') | sha256sum | cut -c1-16)"
check() {
  local file="$1" stamp
  stamp="$2/$(cat "$file" <(echo "$file $3") | sha256sum | cut -c1-32)"
  [[ -e "$stamp" ]] && return 0
  # The build's own precompiled headers are gcc's; clang reads the plain ones.
  clang-tidy-19 --quiet -p "$2" --extra-arg=-Wno-unknown-warning-option --extra-arg=-Wno-ignored-optimization-argument "$file" 2> "$stamp.log" > "$stamp.out" || { cat "$stamp.out"; grep -E 'error' "$stamp.log" || true; return 1; }
  rm -f "$stamp.log" "$stamp.out"
  touch "$stamp"
}
export -f check
# The compile commands name gcc's precompiled header; without those words clang-tidy can read them.
sed -E 's/-fpch-preprocess//g; s/-include [^ ]*cmake_pch\.hxx//g; s/-Winvalid-pch//g; s#[^" ]*cmake -E env [^"]*ccache ##g' "$build/compile_commands.json" > "$stamps/compile_commands.json"
mkdir -p "$stamps/db" && mv "$stamps/compile_commands.json" "$stamps/db/"
sources="$(python3 - "$stamps/db/compile_commands.json" <<'P'
import json, os, sys
here = os.getcwd()
for entry in json.load(open(sys.argv[1])):
    path = os.path.relpath(os.path.join(entry["directory"], entry["file"]), here)
    if not path.startswith(("..", "build")): print(path)
P
)"
sort -u <<< "$sources" | xargs -P "$(nproc)" -I{} bash -c 'check "$@"' _ {} "$stamps/db" "$rules"
