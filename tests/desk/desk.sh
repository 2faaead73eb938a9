#!/usr/bin/env bash
# The real page in a real browser, against a real hub and a real kiosk: tests/desk/desk.sh BUILD. With
# BAKEN_DESK_PICTURES=DIR it also leaves pictures of the page there. 77: what it needs is not installed.
source "$(dirname "$0")/../e2e/cp_lib.sh"
need node npm chromium curl
export SDL_VIDEODRIVER=dummy
modules="$build/desk"
mkdir -p "$modules"
cp tests/desk/package.json tests/desk/package-lock.json "$modules"
if ! cmp -s "$modules/package-lock.json" "$modules/installed-lock.json"; then
  npm ci --silent --no-audit --no-fund --prefix "$modules" || { echo "skipped: npm gives no playwright-core"; exit 77; }
  cp "$modules/package-lock.json" "$modules/installed-lock.json"
fi

region="$work/region"
make_region "$region"
while read -r name role; do
  "$baken_cp" user add "$region" "$name" --role "$role" --full-name "${name^}" <<< "vier losse woorden hier"
done <<'USERS'
anna publisher
bram publisher
carla operator
dirk viewer
eva administrator
USERS
mkdir "$work/kiosk"
"$baken_cp" kiosk add "$region" --site draaikom --key "$("$build/bin/record-maker" "$work/kiosk")" > /dev/null
serve "$region" --desk cp/desk --renderer "$build/bin/baken-kiosk"
export DESK_URL="$url" DESK_MODULES="$modules" DESK_WORK="$work" DESK_REGION="$region" DESK_KIOSK="$build/bin/baken-kiosk" DESK_MAKER="$build/bin/record-maker"
node tests/desk/desk.mjs || fail "the desk"

# What the region publishes is CAP that others can read, too.
curl -sf "$url/cap/feed.atom" > "$work/feed.atom"
schema="${BAKEN_SHARED_DATA:-../shared/testdata}/cap/xsd/CAP-v1.2.xsd"
if [[ -f "$schema" ]] && command -v xmllint > /dev/null; then
  count=0
  while read -r file; do
    curl -sf "$url/cap/$file" > "$work/message.xml"
    xmllint --noout --schema "$schema" "$work/message.xml" 2> "$work/schema.log" || { cat "$work/schema.log"; fail "$file"; }
    count=$((count + 1))
  done < <(grep -o 'href="baken-[^"]*' "$work/feed.atom" | cut -d'"' -f2)
  [[ $count -ge 4 ]] || fail "the feed names $count messages of the desk"
  echo "$count messages of the desk are valid CAP 1.2."
fi
same "$(status "$url/cap/nothing.xml")" 404 "a message that is not there"
same "$(status "$url/desk/../region.toml")" 400 "climbing out of the page's folder"
if grep -riE "Havenstraat|Naarderstraat|buurvrouw" "$work/hub.log" "$region/desk/audit"; then fail "a log tells what somebody wrote"; fi
echo "The desk works."
