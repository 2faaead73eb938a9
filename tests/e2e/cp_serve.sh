#!/usr/bin/env bash
# A region publishes and serves; a strict TUF client follows it through updates and new keys; polls hear at once.
source "$(dirname "$0")/cp_lib.sh"
need curl openssl
region="$work/region"
make_region "$region"
serve "$region"
timestamp="/baken/repository/metadata/timestamp.json"

echo "- what is published can be had and is believed"
begin_trust "$region"
refresh "$url"
download "$url" sites/draaikom.toml | cmp - content/demo/sites/draaikom.toml

echo "- what a client has is not sent again; parts are parts"
tag="$(header ETag "$url$timestamp")"
same "$(status -H "If-None-Match: $tag" "$url$timestamp")" 304 "the same again"
same "$(curl -s -r 3-6 "$url$timestamp")" "$(tail -c +4 "$region/public$timestamp" | head -c 4)" "a part"
same "$(status -r 100000- "$url$timestamp")" 416 "a part after the end"
same "$(header Cache-Control "$url$timestamp")" no-cache "the timestamp's caching"

echo "- nothing else is given away"
for path in /baken/../keys/root.1.key /baken/%2e%2e/keys/root.1.key /baken/..%2fregion.toml //etc/passwd; do
  same "$(status "$url$path")" 400 "$path"
done
same "$(status "$url/keys/root.1.key")" 404 "keys"
same "$(status -X POST -d x "$url/healthz")" 413 "a body"
same "$(status -X DELETE "$url/healthz")" 405 "another method"

echo "- a publication answers the polls that wait"
now="$(curl -s "$url/baken/changes?after=0")"
same "$now" '{"timestamp": 2}' "the version"
exec {poll}< <(exec curl -s "$url/baken/changes?after=2")
await_polls 1
sed -i 's/^nl = .*/nl = "Stroom terug"/' "$work/content/demo/situation.toml"
before="$(date +%s%N)"
publish "$region" > "$work/changes"
read -r answer <&"$poll"
echo "  publish and answer took $((($(date +%s%N) - before) / 1000000)) ms"
same "$answer" '{"timestamp": 3}' "the poll"
same "$(grep -c -- '->' "$work/changes")" 3 "roles that changed"
grep -q '~ situation.toml' "$work/changes" || fail "the change is not told"
download "$url" situation.toml | grep -q 'Stroom terug' || fail "the new situation did not arrive"
same "$(status -H "If-None-Match: $tag" "$url$timestamp")" 200 "the timestamp after a change"
publish "$region" | grep -q 'nothing changed' || fail "publishing the same again changes something"

echo "- a client follows new keys of every role"
for role in timestamp snapshot targets root region national municipality-gm0406; do
  "$baken_cp" rotate "$region" --role "$role" > /dev/null
  refresh "$url" || fail "after $role got a new key"
done
download "$url" sites/draaikom.toml | cmp - content/demo/sites/draaikom.toml

echo "- broken content changes nothing"
version="$(curl -s "$url/baken/changes?after=0")"
echo '<alert>' > "$work/content/demo/bulletins/broken.xml"
if publish "$region" > /dev/null 2> "$work/refusal"; then fail "a broken bulletin was published"; fi
grep -q 'broken.xml.*cap' "$work/refusal" || fail "the broken file is not named"
same "$(curl -s "$url/baken/changes?after=0")" "$version" "the version after a refusal"

echo "- it stops when asked, and told nothing of who asked what"
exec {poll}< <(exec curl -s -o /dev/null -w '%{http_code}' "$url/baken/changes?after=99")
await_polls 1
kill -TERM "$hub"
read -r answer <&"$poll" || true
same "$answer" 204 "the last poll"
while read -r _ <&"$hub_out"; do :; done
if kill -0 "$hub" 2> /dev/null; then wait "$hub" 2> /dev/null || fail "the hub ended badly"; fi
grep -q 'stopped' "$work/hub.log" || fail "the hub did not say that it stopped"
if grep -qE 'passwd|127\.0\.0\.1' "$work/hub.log"; then fail "the log tells who asked or what"; fi

echo "- the same over TLS"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=127.0.0.1 \
  -addext subjectAltName=IP:127.0.0.1 -keyout "$work/tls.key" -out "$work/tls.crt" 2> /dev/null
serve "$region" --tls-cert "$work/tls.crt" --tls-key "$work/tls.key"
same "${url%%:*}" https "the address"
curl -s --cacert "$work/tls.crt" "$url$timestamp" | cmp - "$region/public$timestamp"
curl -s --cacert "$work/tls.crt" --tls-max 1.2 "$url$timestamp" | cmp - "$region/public$timestamp"
if curl -s --cacert "$work/tls.crt" --tls-max 1.1 "$url$timestamp" > /dev/null; then fail "TLS 1.1 was taken"; fi
exec {poll}< <(exec curl -s --cacert "$work/tls.crt" "$url/baken/changes?after=$(sed 's/[^0-9]//g' <<< "$version")")
await_polls 1 --cacert "$work/tls.crt"
"$baken_cp" rotate "$region" --role timestamp > /dev/null
read -r answer <&"$poll"
[[ "$answer" == '{"timestamp": '* ]] || fail "the poll over TLS heard \"$answer\""
echo "The hub's journey went well."
