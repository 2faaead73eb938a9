# What the hub's journeys share: sourced by tests/e2e/cp_*.sh with the build folder in $1. Nothing here sleeps: the hub
# says when it listens.
set -euo pipefail
build="$(cd "$1" && pwd)"
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
baken_cp="$build/bin/baken-cp"
tuf_client="$build/bin/tuf-client"
work="$(mktemp -d)"
started=()

finish() {
  local status=$? pid
  for pid in "${started[@]}"; do kill "$pid" 2> /dev/null || true; done
  # They write until they end.
  for pid in "${started[@]}"; do timeout 30 tail --pid="$pid" --sleep-interval=0.1 -f /dev/null || true; done
  if [[ $status -ne 0 && $status -ne 77 && -s "$work/hub.log" ]]; then tail -n 20 "$work/hub.log"; fi
  rm -rf "$work"
}
trap finish EXIT

need() {  # need PROGRAM...: ends the script as skipped where one is missing
  local program
  for program in "$@"; do
    command -v "$program" > /dev/null || { echo "skipped: $program is not installed"; exit 77; }
  done
}

fail() { echo "FAILED: $*"; exit 1; }
same() { [[ "$1" == "$2" ]] || fail "$3: is \"$1\", expected \"$2\""; }

make_region() {  # make_region DIR: a demo region that published the demo content (a copy, in $work/content)
  cp -r content "$work/content"
  "$baken_cp" init "$1" --region "Gooi en Vechtstreek" --municipality GM0406=draaikom --demo > /dev/null
  publish "$1" > /dev/null
}
publish() { "$baken_cp" publish "$1" --content "$work/content/national" --content "$work/content/demo"; }

# serve DIR WORDS...: starts a hub, on $listen if that is given; its address is in $url and its process in $hub when this returns
serve() {
  local first
  exec {hub_out}< <(exec "$baken_cp" serve "$1" --listen "${listen:-127.0.0.1:0}" "${@:2}" 2>> "$work/hub.log")
  hub=$!
  started+=("$hub")
  read -r first <&"$hub_out" || fail "the hub did not start"
  url="${first#listening on }"
}

status() { curl -s -o /dev/null -w '%{http_code}' --path-as-is "$@"; }
header() { curl -s -o /dev/null -D - "${@:2}" | tr -d '\r' | sed -n "s/^$1: //Ip"; }

# await_polls N WORDS...: asks the hub until it holds N polls; WORDS go to curl
await_polls() {
  local try
  for try in {1..2000}; do
    if curl -s "${@:2}" "$url/metrics" | grep -q "^baken_polls_open $1\$"; then return; fi
  done
  fail "the hub never held $1 polls, asked $try times"
}

# A kiosk's trust, kept in $work/trust, begun with the region's first root
begin_trust() { "$tuf_client" --metadata-dir "$work/trust" init "$1/public/baken/repository/metadata/1.root.json"; }
refresh() { "$tuf_client" --metadata-dir "$work/trust" --metadata-url "$1/baken/repository/metadata" refresh; }
download() {  # download URL TARGET: prints the file's content
  rm -rf "$work/downloads"
  "$tuf_client" --metadata-dir "$work/trust" --metadata-url "$1/baken/repository/metadata" --target-name "$2" \
    --target-base-url "$1/baken/repository/targets" --target-dir "$work/downloads" download
  cat "$work/downloads"/*
}
