#!/usr/bin/env bash
# A stick carries the same tree: what a client believes from the hub it believes from the stick, and the other way round.
source "$(dirname "$0")/cp_lib.sh"
need curl
region="$work/region"
stick="$work/stick"
make_region "$region"
mkdir "$stick"
"$baken_cp" stick write "$region" "$stick" > /dev/null

# The stick's own tree behind a hub, so that the same client can read it.
mkdir -p "$work/reader/public"
cp "$region/region.toml" "$work/reader/"
ln -s "$stick/baken" "$work/reader/public/baken"
serve "$work/reader"
begin_trust "$region"
refresh "$url"
download "$url" sites/draaikom.toml | cmp - content/demo/sites/draaikom.toml

sed -i 's/^nl = .*/nl = "Stroom terug"/' "$work/content/demo/situation.toml"
publish "$region" > /dev/null
"$baken_cp" rotate "$region" --role root > /dev/null
"$baken_cp" rotate "$region" --role snapshot > /dev/null
download "$url" situation.toml | grep -q 'Stroom terug' && fail "the stick changed by itself"
report="$("$baken_cp" stick write "$region" "$stick")"
[[ "$report" =~ ^([0-9]+)\ files\ written ]] || fail "$report"
[[ "${BASH_REMATCH[1]}" -lt 10 ]] || fail "an update wrote ${BASH_REMATCH[1]} files"
download "$url" situation.toml | grep -q 'Stroom terug' || fail "the new situation did not arrive"
same "$(find "$stick" -name '*.new' | wc -l)" 0 "files left half-way"
same "$(find "$stick" -type f ! -perm -o=r | wc -l)" 0 "files that not everyone can read"

enrolment() {  # enrolment DIGIT: a code of keys that nobody has
  local digits
  digits="$(printf "$1%.0s" {1..128})"
  echo "$digits$(printf 'baken enrolment\n%s' "$digits" | sha256sum | cut -c1-4)"
}
"$baken_cp" kiosk add "$region" --site draaikom --key "$(enrolment 0)" > "$work/kiosk"
if "$baken_cp" kiosk add "$region" --site elsewhere --key "$(enrolment 1)" 2> "$work/refusal"; then fail "a site that is not there"; fi
grep -q 'kiosk.site' "$work/refusal" || fail "the refusal has no name"
"$baken_cp" kiosk revoke "$region" "$(cut -d' ' -f1 "$work/kiosk")" > /dev/null
"$baken_cp" kiosk list "$region" | grep -q ' draaikom .* revoked ' || fail "the register forgot"
echo "The stick carries it."
