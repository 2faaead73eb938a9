#!/usr/bin/env bash
# The program that offers a new system, with a rauc that reads its version from the bundle: what no kiosk would install is not
# laid over what is offered.
set -euo pipefail
cd "$(dirname "$0")/../.."
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
export PATH="$work/bin:$PATH"
place="$work/region/public/baken/system"
mkdir -p "$work/bin" "$work/region/public/baken"
fail() { echo "offer: $*" >&2; cat "$work/said" >&2; exit 1; }
cat > "$work/bin/rauc" <<'END'
#!/bin/bash
# The bundle is signed under the keys of the region.
[[ "$1" == --keyring="${0%/bin/rauc}/keys/authority.pem" ]] || exit 1
for last; do :; done
printf "RAUC_MF_COMPATIBLE='baken-test'\nRAUC_MF_VERSION='%s'\n" "$(head -n 1 "$last")"
END
chmod +x "$work/bin/rauc"
bundle() { printf '%s\n%s\n' "$1" "$2" > "$work/bundle"; }
offer() { image/offer "$work/bundle" "$work/region" --keys "$work/keys" > "$work/said" 2>&1; }
newest() { cat "$place/test.newest"; }
is_offered() {
  local offered="$1 $(sha256sum < "$work/bundle" | cut -d' ' -f1)"
  offer || fail "$2"
  [[ "$(newest)" == "$offered" && -e "$place/${offered#* }.test.raucb" ]] || fail "$2: $(newest)"
}
stays() {
  local before
  before="$(newest; ls "$place")"
  ! offer || fail "$1"
  [[ "$(newest; ls "$place")" == "$before" ]] || fail "$1: nothing is changed"
}

bundle 20261101000000 first
image/offer "$work/bundle" "$work/region" > "$work/said" 2>&1 && fail "without its keys it is not offered"
grep -q -- "--keys DIR" "$work/said" || fail "it is said which keys to name"
is_offered 20261101000000 "the first one is offered"
grep -q "will not take it" "$work/said" || fail "of the first one it is said who will not take it"
is_offered 20261101000000 "the same one again is no fault"
bundle 20261101000000 rebuilt
stays "another one of the same version is not offered"
grep -q SOURCE_DATE_EPOCH "$work/said" || fail "it is said what to do"
bundle 20261001000000 older
stays "an older one is not offered over a newer one"
bundle 20261102000000 newer
is_offered 20261102000000 "a newer one is offered"

# An empty folder, as where the disk with the keys is not there, gets no new keys in their place.
mkdir "$work/nothing"
for folder in "$work/nothing" "$work/none"; do
  image/build amd64-efi --keys "$folder" --out "$work/out" > "$work/said" 2>&1 && fail "nothing is built without the keys"
  grep -q "there are no keys in $folder" "$work/said" || fail "it is said that they are missing"
done
[[ -z "$(ls "$work/nothing")" && ! -e "$work/none" && ! -e "$work/out" ]] || fail "nothing is made"
echo "A system is offered when kiosks would install it."
