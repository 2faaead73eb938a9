#!/usr/bin/env bash
# Gives privacy.py a folder that is gone afterwards: tests/e2e/privacy.sh BUILD.
set -euo pipefail
build="$(cd "$1" && pwd)"
cd "$(dirname "$0")/../.."
command -v python3 > /dev/null || { echo "skipped: python3 is not installed"; exit 77; }
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 tests/e2e/privacy.py "$build" "$folder" tests/e2e/coordination
