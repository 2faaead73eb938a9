#!/usr/bin/env bash
# Looks at every screen in every language, on several panels and in every text size, without drawing any: nothing may be
# cut off, overlap, be too small or have no glyph. tests/screens/tour.sh PROGRAM [LANGUAGE...]
set -euo pipefail
cd "$(dirname "$0")/../.."
program="$1"
shift
languages=("$@")
if [[ ${#languages[@]} -eq 0 ]]; then
  read -ra languages <<< "$(sed -n 's/^languages = \[\(.*\)\]/\1/p' content/demo/sites/draaikom.toml | tr -d '",')"
fi
out="$(mktemp -d)"
trap 'rm -rf "$out"' EXIT

look() {  # look PROGRAM OUT LANGUAGE PANEL SIZE
  local report="$2/$3 $4 $5"
  "$1" --content content/national --content content/demo --site draaikom --now 2026-11-22T14:08:00+01:00 \
    --verify --look-only --lang "$3" --size "$4" --text-size "$5" > "$report" 2>&1 || mv "$report" "$report.failed"
}
export -f look

for language in "${languages[@]}"; do
  for panel in 1920x1080@15.6in 1080x1920@15.6in; do
    for size in small medium large extra-large; do printf '%s\n' "$language" "$panel" "$size"; done
  done
  for panel in 1024x600@7in 600x1024@7in 3840x2160@32in 1280x800@10in; do printf '%s\n' "$language" "$panel" medium; done
done | xargs -P 2 -n 3 bash -c 'look "$@"' _ "$program" "$out"

looked="$(find "$out" -type f | wc -l)"
wanted=$((${#languages[@]} * 12))
[[ "$looked" -eq "$wanted" ]] || { echo "looked at $looked of $wanted combinations"; exit 1; }
failed=0
while IFS= read -r -d '' report; do
  failed=$((failed + 1))
  echo "== $(basename "$report" .failed): $(tail -n 1 "$report")"
  head -n 3 "$report"
done < <(find "$out" -name '*.failed' -print0 | sort -z)
echo "$failed of $looked combinations have faults"
[[ "$failed" -eq 0 ]]
