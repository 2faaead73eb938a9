#!/usr/bin/env bash
# Runs every fuzz target of the build folder $1 for $2 seconds on its kept corpus; a crash is left in tests/out/fuzz.
set -euo pipefail
cd "$(dirname "$0")/../.."
mkdir -p tests/out/fuzz
ran=0
for target in "$1"/fuzz/fuzz_*; do
  [[ -x "$target" ]] || continue
  name="${target##*/fuzz_}"
  work="$(mktemp -d)"
  corpus="tests/fuzz/corpus/$name"
  mkdir -p "$corpus"
  echo "fuzz $name"
  "$target" -max_total_time="$2" -timeout=10 -rss_limit_mb=2048 -print_final_stats=0 -verbosity=0 \
    -artifact_prefix="tests/out/fuzz/$name-" "$work" "$corpus" || { rm -rf "$work"; exit 1; }
  rm -rf "$work"
  ran=$((ran + 1))
done
[[ $ran -gt 0 ]] || { echo "no fuzz targets were built"; exit 1; }
echo "$ran fuzz targets ran"
