#!/usr/bin/env bash
# The real page in a real browser, against a real hub and a real kiosk: tests/desk/desk.sh BUILD PART [STORE]. PART is a
# script of this folder (desk, writing, answers, interrupted, thin_line, journey, keyboard, firefox). STORE is sqlite (one hub), or postgresql: then two hubs share a database and
# speak TLS, the desk is open at the one and kiosks ask the other. With BAKEN_DESK_PICTURES=DIR it also leaves pictures of the page
# there. 77: what it needs is not installed.
source "$(dirname "$0")/../e2e/cp_lib.sh"
part="$2"
store="${3:-sqlite}"
browser=chromium
[[ "$part" == firefox ]] && browser=firefox-esr
need node npm "$browser" curl openssl
export SDL_VIDEODRIVER=dummy
modules="$build/desk"
mkdir -p "$modules"
exec {lock}> "$modules/lock"
flock "$lock"
if ! cmp -s tests/desk/package-lock.json "$modules/installed-lock.json"; then
  cp tests/desk/package.json tests/desk/package-lock.json "$modules"
  # A connection that hangs is given up soon and tried again; npm alone would wait for five minutes.
  npm ci --silent --no-audit --no-fund --fetch-timeout=20000 --fetch-retries=5 --prefix "$modules" || { echo "skipped: npm gives no playwright-core and puppeteer-core"; exit 77; }
  cp "$modules/package-lock.json" "$modules/installed-lock.json"
fi
flock -u "$lock"

# Two noodsteunpunten, and nothing of it is an exercise.
region="$work/region"
cp -r content "$work/content"
cp tests/desk/sites/*.toml "$work/content/demo/sites/"
sed -i 's/^exercise = true/exercise = false/' "$work/content/demo/situation.toml"
"$baken_cp" init "$region" --region "Gooi en Vechtstreek" --municipality GM0406=draaikom,zenderkerk --demo > /dev/null
publish "$region" > /dev/null
while read -r name role; do
  "$baken_cp" user add "$region" "$name" --role "$role" --full-name "${name^}" <<< "vier losse woorden hier"
done <<'USERS'
anna publisher
bram publisher
carla operator
dirk viewer
eva administrator
USERS
for site in draaikom zenderkerk; do
  mkdir "$work/kiosk-$site"
  "$baken_cp" kiosk add "$region" --site "$site" --key "$("$build/bin/record-maker" "$work/kiosk-$site")" > /dev/null
done

start_postgres() {  # its address is in $database
  local programs=/usr/lib/postgresql/15/bin data="$work/postgres" as=() try
  [[ -x "$programs/postgres" ]] || { echo "skipped: PostgreSQL 15 is not installed"; exit 77; }
  mkdir "$data"
  chmod a+x "$work"
  if [[ $EUID -eq 0 ]]; then
    chown postgres "$data"
    as=(setpriv --reuid=postgres --regid=postgres --clear-groups)
  fi
  "${as[@]}" "$programs/initdb" --no-sync --auth=trust --username=baken --encoding=UTF8 --locale=C --pgdata="$data/db" > "$work/initdb.log"
  "${as[@]}" "$programs/postgres" -D "$data/db" -k "$data" -c listen_addresses= > "$work/postgres.log" 2>&1 &
  started+=($!)
  for try in {1..2000}; do
    if "$programs/pg_isready" --quiet --host="$data"; then break; fi
  done
  "$programs/createdb" --host="$data" --username=baken inbox
  database="postgresql://baken@/inbox?host=$data"
}

words=(--desk cp/desk --renderer "$build/bin/baken-kiosk")
if [[ "$store" == postgresql ]]; then
  start_postgres
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=127.0.0.1 \
    -addext subjectAltName=IP:127.0.0.1 -keyout "$work/tls.key" -out "$work/tls.crt" 2> "$work/openssl.log"
  words+=(--store "$database" --tls-cert "$work/tls.crt" --tls-key "$work/tls.key")
  export DESK_CA="$work/tls.crt" NODE_EXTRA_CA_CERTS="$work/tls.crt"
  serve "$region" "${words[@]}"
  export DESK_KIOSK_URL="$url"
fi
serve "$region" "${words[@]}"
export DESK_URL="$url" DESK_MODULES="$modules" DESK_WORK="$work" DESK_REGION="$region" DESK_KIOSK="$build/bin/baken-kiosk" \
  DESK_MAKER="$build/bin/record-maker" DESK_CP="$baken_cp"
node "tests/desk/$part.mjs" || { [[ $? -eq 77 ]] && exit 77; fail "the desk"; }

if grep -riE "Havenstraat|Naarderstraat|buurvrouw|onerror|Val van de trap" "$work/hub.log" "$region/desk/audit"; then fail "a log tells what somebody wrote"; fi
[[ "$part" == desk ]] || { echo "The desk works."; exit 0; }

# What the region publishes is CAP that others can read, too.
curl -sf "$url/cap/feed.atom" > "$work/feed.atom"
if grep -q 'Soep\|Gaslek, ga nu weg' "$work/feed.atom"; then fail "what was taken back, or replaced, is still offered"; fi
# The end of the danger, the warning that was taken over, and that the soup was taken back.
mapfile -t offered < <(grep -o 'href="baken-[^"]*' "$work/feed.atom" | cut -d'"' -f2)
same "${#offered[@]}" 3 "messages of the desk in the feed"
schema="${BAKEN_SHARED_DATA:-../shared/testdata}/cap/xsd/CAP-v1.2.xsd"
for file in "${offered[@]}"; do
  curl -sf "$url/cap/$file" > "$work/message.xml" || fail "$file is named, and is not there"
  [[ -f "$schema" ]] && command -v xmllint > /dev/null || continue
  xmllint --noout --schema "$schema" "$work/message.xml" 2> "$work/schema.log" || { cat "$work/schema.log"; fail "$file"; }
  echo "$file is valid CAP 1.2."
done
same "$(status "$url/cap/nothing.xml")" 404 "a message that is not there"
same "$(status "$url/desk/../region.toml")" 400 "climbing out of the page's folder"
echo "The desk works."
