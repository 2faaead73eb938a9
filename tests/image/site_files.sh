#!/usr/bin/env bash
# What small programs of the appliance read of an installer's files on the boot partition.
set -euo pipefail
cd "$(dirname "$0")/../../system/files/usr/lib/baken"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
export BAKEN_BOOT="$work"
mkdir -p "$work/baken/network" "$work/into"
fail() { echo "site_files: $*" >&2; exit 1; }
is() { [[ "$1" == "$2" ]] || fail "$3: \"$1\", not \"$2\""; }

cat > "$work/baken/site.toml" <<'TOML'
site = "draaikom" # hubs = ["https://remark"]
  hubs = [ # two of them
    "https://one.example:8443", 'https://two.example',
    # "https://gone.example",
    "https://three.example/a#b",
  ]
keyboards = ['046d:c31c',
"0627:ABCD"]
none = []
[elsewhere]
late = ["https://table"]
TOML
is "$(./list-of hubs "$work/baken/site.toml" | tr '\n' ' ')" \
  "https://one.example:8443 https://two.example https://three.example/a#b " "a list over several lines, in both quotes"
is "$(./list-of none "$work/baken/site.toml")" "" "an empty list"
is "$(./list-of ubs "$work/baken/site.toml")" "" "a list that is not there"
is "$(./list-of late "$work/baken/site.toml")" "" "a table's list"

for named in 046d:c31c 0627:abcd; do ./is-named-input "$named" > /dev/null 2>&1 || fail "$named is named"; done
for other in 0001:0002 046d:c31 draaikom; do if ./is-named-input "$other" > /dev/null 2>&1; then fail "$other is not named"; fi; done

# Of files that fit the same card networkd takes the first by name.
echo theirs > "$work/baken/network/lan.network"
echo theirs > "$work/baken/network/99 odd.network"
cp ../systemd/network/*.network "$work/into/"
./take-network "$work/baken/network" "$work/into"
is "$(cd "$work/into" && printf '%s;' *.network)" "10-99 odd.network;10-lan.network;80-baken.network;" "the installer's files come first"
rm -r "$work/into" "$work/baken/network/"*
./take-network "$work/baken/network" "$work/into" || fail "no file is no fault"
echo "The installer's lists and files are read as they were meant."
