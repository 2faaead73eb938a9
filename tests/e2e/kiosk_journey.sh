#!/usr/bin/env bash
# The whole way of content, with the real programs: tests/e2e/kiosk_journey.sh BUILD hub|nginx. A region is made and
# publishes; the kiosk shows it, then an update, danger, its end, a stick when the network is gone, and refuses a stick
# somebody got at. Every play starts the kiosk anew on the same data partition, so what is shown first comes from there.
source "$(dirname "$0")/cp_lib.sh"
kiosk="$build/bin/baken-kiosk"
server="$2"
region="$work/region"
repository="$region/public/baken/repository"
ca=()
moment() { date -u -d "$1" +%Y-%m-%dT%H:%M:%S+00:00; }

tell() {  # tell ID HEADLINE [SEVERITY URGENCY [KIND REFERENCED]]: a message of the region, sent now
  local references=""
  if [[ -n "${6:-}" ]]; then references="<references>regio@example.nl,$6,$(cat "$work/sent.$6")</references>"; fi
  moment now > "$work/sent.$1"
  cat > "$work/content/demo/bulletins/$1.xml" <<XML
<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
  <identifier>$1</identifier><sender>regio@example.nl</sender><sent>$(cat "$work/sent.$1")</sent>
  <status>Actual</status><msgType>${5:-Alert}</msgType><scope>Public</scope>$references
  <info><language>nl</language><category>Safety</category><event>Bericht</event><urgency>${4:-Expected}</urgency>
    <severity>${3:-Moderate}</severity><certainty>Observed</certainty><expires>$(moment '+1 day')</expires>
    <senderName>Veiligheidsregio</senderName><headline>$2</headline><description>$2.</description>
    <area><areaDesc>Huizen</areaDesc><geocode><valueName>GM-CODE</valueName><value>GM0406</value></geocode></area></info>
</alert>
XML
}

play() {  # play: the kiosk's steps come from standard input
  cat > "$work/steps"
  "$kiosk" --content "$work/content/national" --data "$work/data" --root "$repository/metadata/1.root.json" \
    --hub "$url" "${ca[@]}" --site draaikom --now "$(moment now)" --pictures "$work" --script "$work/steps" \
    2>> "$work/kiosk.log" || { tail -n 60 "$work/kiosk.log"; fail "$1"; }
}

serve_by_nginx() {
  PATH="$PATH:/usr/sbin"
  need nginx openssl python3
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=127.0.0.1 \
    -addext subjectAltName=IP:127.0.0.1 -keyout "$work/tls.key" -out "$work/tls.crt" 2> /dev/null
  # Its worker runs as another user where this runs as root, and must be able to come by.
  chmod 755 "$work"
  local port
  port="$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')"
  cat > "$work/nginx.conf" <<CONF
pid $work/nginx.pid;
error_log $work/nginx.log;
events {}
http {
  access_log off;
  client_body_temp_path $work/t1; proxy_temp_path $work/t2; fastcgi_temp_path $work/t3; uwsgi_temp_path $work/t4; scgi_temp_path $work/t5;
  server {
    listen 127.0.0.1:$port ssl http2;
    ssl_certificate $work/tls.crt;
    ssl_certificate_key $work/tls.key;
    root $region/public;
  }
}
CONF
  # nginx goes to the background once it listens.
  nginx -c "$work/nginx.conf" 2> "$work/nginx.start" || { cat "$work/nginx.start"; exit 1; }
  hub="$(cat "$work/nginx.pid")"
  started+=("$hub")
  url="https://127.0.0.1:$port"
  ca=(--ca "$work/tls.crt")
}

need curl
export SDL_VIDEODRIVER=dummy
cp -r content "$work/content"
rm "$work"/content/demo/bulletins/*.xml
"$baken_cp" init "$region" --region "Gooi en Vechtstreek" --municipality GM0406=draaikom --demo > /dev/null
tell first "Er is licht in de sporthal"
publish "$region" > /dev/null
if [[ "$server" == nginx ]]; then serve_by_nginx; else serve "$region"; fi

play "the first content" <<'STEPS'
refuse text "Er is licht in de sporthal"
expect text "Nog niets ontvangen van het coördinatiepunt"
round
expect text "Er is licht in de sporthal"
expect text "Verbonden met het coördinatiepunt"
STEPS

tell second "Er is warm eten in de sporthal"
publish "$region" > /dev/null
play "an update" <<'STEPS'
expect text "Er is licht in de sporthal"
refuse text "Er is warm eten in de sporthal"
round
expect text "Er is warm eten in de sporthal"
STEPS

tell danger "Ga nu naar buiten" Extreme Immediate
publish "$region" > /dev/null
play "danger" <<'STEPS'
expect showing route
round
expect showing takeover
expect text "Ga nu naar buiten"
# The demo is an exercise; this is not.
refuse text "OEFENING"
STEPS

tell over "U kunt weer naar binnen" Minor Past Cancel danger
publish "$region" > /dev/null
play "the end of danger" <<'STEPS'
expect showing takeover
round
refuse text "Ga nu naar buiten"
expect showing route
STEPS

kill "$hub"
mkdir "$work/stick"
tell third "Het water wordt weer gebracht"
publish "$region" > /dev/null
play "the network is gone" <<'STEPS'
round
expect text "Geen verbinding met het coördinatiepunt"
expect text "Er is warm eten in de sporthal"
refuse text "Het water wordt weer gebracht"
STEPS

"$baken_cp" stick write "$region" "$work/stick" > /dev/null
play "a stick" <<STEPS
stick $work/stick
expect showing stick-notice
expect text "De USB-stick bracht nieuwe inhoud"
tap "Gezien"
expect text "Het water wordt weer gebracht"
expect text "Bijgewerkt met een USB-stick"
stick $work/stick
expect text "Op de USB-stick staat niets nieuwers"
STEPS

tell fourth "De brug is open"
publish "$region" > /dev/null
cp -r "$work/stick" "$work/older"
"$baken_cp" stick write "$region" "$work/stick" > /dev/null
cp -r "$work/stick" "$work/tampered"
sed -i 's/De brug is open/De brug is dicht/' "$work"/tampered/baken/repository/targets/bulletins/*.fourth.xml
play "a stick somebody got at" <<STEPS
stick $work/tampered
expect showing stick-notice
expect text "niet alles erop is echt"
expect text "tuf.target."
tap "Gezien"
refuse text "De brug is dicht"
expect text "Het water wordt weer gebracht"
STEPS

play "the same stick as it was, and an older one" <<STEPS
stick $work/stick
tap "Gezien"
expect text "De brug is open"
stick $work/older
expect text "ouder dan wat dit scherm al toont"
tap "Gezien"
expect text "De brug is open"
STEPS

for role in root timestamp; do "$baken_cp" rotate "$region" --role "$role" > /dev/null; done
tell fifth "De nieuwe sleutel past"
publish "$region" > /dev/null
rm -r "$work/stick/baken"
"$baken_cp" stick write "$region" "$work/stick" > /dev/null
play "rotated keys" <<STEPS
stick $work/stick
tap "Gezien"
expect text "De nieuwe sleutel past"
stick $work/older
expect text "tuf.signature.threshold"
STEPS
echo "The whole way, by $server."
