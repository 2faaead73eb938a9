#!/usr/bin/env bash
# The program that fetches a newer system, against a web server: what is offered is fetched once.
set -euo pipefail
cd "$(dirname "$0")/../.."
work="$(mktemp -d)"
web=''
trap '[[ -z "$web" ]] || kill "$web"; rm -rf "$work"' EXIT
export BAKEN_BOOT="$work/boot" BAKEN_PLACE="$work/place" BAKEN_REFUSED="$work/refused" BAKEN_RAUC="$work/system.conf" BAKEN_OS_RELEASE="$work/os-release"
entries="$work/boot/loader/entries"
offers="$work/web/baken/system"
mkdir -p "$entries" "$work/boot/baken" "$work/place" "$offers"
fail() { echo "fetch_update: $*" >&2; cat "$work/said" "$work/web.log" >&2; exit 1; }
fetch() { system/files/usr/lib/baken/fetch-update > "$work/said" 2>&1 || fail "it ends well"; }
fetched() { grep -c 'raucb' "$work/web.log" || true; }
is() { [[ "$1" == "$2" ]] || fail "$3: \"$1\", not \"$2\""; }
offer() {
  head -c 100000 /dev/urandom > "$work/bundle"
  hash="$(sha256sum "$work/bundle" | cut -d' ' -f1)"
  mv "$work/bundle" "$offers/$hash.test.raucb"
  echo "$1 $hash" > "$offers/test.newest"
}

mkfifo "$work/port"
(cd "$work/web" && exec python3 -u -m http.server --bind 127.0.0.1 0) > "$work/port" 2> "$work/web.log" &
web=$!
exec 3< "$work/port"
read -r line <&3
port="$(sed -n 's/.* port \([0-9]*\).*/\1/p' <<< "$line")"
printf 'hubs = [\n  "http://127.0.0.1:1",\n  '"'http://127.0.0.1:%s'"'\n]\n' "$port" > "$work/boot/baken/site.toml"
echo compatible=baken-test > "$work/system.conf"
echo IMAGE_VERSION=100 > "$work/os-release"
echo 'version 100' > "$entries/baken-a.conf"

offer 100
fetch
is "$(fetched)" 0 "what runs already is not fetched"
offer 200
fetch
is "$(fetched)" 1 "a newer system is fetched, from the second hub when the first is silent"
is "$(sha256sum < "$work/place/ready.raucb" | cut -d' ' -f1)" "$hash" "what was fetched"

# It was installed, and waits for the next start.
rm "$work/place/ready.raucb"
echo 'version 200' > "$entries/baken-b+3.conf"
fetch
is "$(fetched)" 1 "what waits for the next start is not fetched again"
mv "$entries/baken-b+3.conf" "$entries/baken-b+0-3.conf"
fetch
is "$(fetched)" 1 "what did not start here is not fetched again"

offer 300
fetch
is "$(fetched)" 2 "the next one is fetched"
rm "$work/place/ready.raucb"
: > "$work/refused"
fetch
is "$(fetched)" 2 "what was refused is not fetched again"
offer 300
fetch
is "$(fetched)" 3 "another bundle of that version is"
echo "What is offered is fetched once."
