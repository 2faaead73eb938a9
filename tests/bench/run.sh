#!/usr/bin/env bash
# Prints every figure of a folder where all is built: tests/bench/run.sh BUILD-FOLDER. Nothing here passes or fails.
set -euo pipefail
cd "$(dirname "$0")/../.."
build="$1"
for bench in text_bench draw_bench sync_bench post_bench; do
  printf '\n== %s\n' "$bench"
  # With a display of its own, because drawing is also measured in a window.
  xvfb-run --auto-servernum --server-args="-screen 0 1920x1080x24 -nolisten tcp" "$build/bench/$bench" --benchmark_counters_tabular=true
done
printf '\n== the whole program\n'
python3 tests/bench/kiosk_bench.py "$build/bin/baken-kiosk"
printf '\n== the hub\n'
tests/bench/hub_bench.sh "$build"
