# What the journeys of records share, on top of cp_lib.sh: a region over TLS, a kiosk that it knows, and visits to that
# kiosk that are told by role and name on standard input. Each visit starts the kiosk anew on the same data partition.
source "$(dirname "${BASH_SOURCE[0]}")/cp_lib.sh"
kiosk="$build/bin/baken-kiosk"
region="$work/region"
export SDL_VIDEODRIVER=dummy
moment() { date -u -d "$1" +%Y-%m-%dT%H:%M:%S+00:00; }

make_certificate() {
  need openssl
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=127.0.0.1 \
    -addext subjectAltName=IP:127.0.0.1 -keyout "$work/tls.key" -out "$work/tls.crt" 2> /dev/null
}
# The hub keeps its port when it comes back, as a real one does.
hub_up() {
  if [[ "${url:-}" == https://* ]]; then listen="${url#https://}"; fi
  serve "$region" --tls-cert "$work/tls.crt" --tls-key "$work/tls.key"
}
hub_down() { kill -9 "$hub"; wait "$hub" 2> /dev/null || true; }

# visit NAME [ENDS]: what happened is in $work/seen; ENDS is the status it must end with (137: killed).
# $behind, when it is set, is where the clock of the kiosk stands: "15 minutes ago".
visit() {
  local status=0
  cat > "$work/steps"
  # In a shell of its own, which is the one to say that it was killed.
  ( "$kiosk" --content "$work/content/national" --content "$work/content/demo" --data "$work/data" \
    --root "$region/public/baken/repository/metadata/1.root.json" --hub "$url" --ca "$work/tls.crt" --site draaikom \
    --now "$(moment "${behind:-now}")" --pictures "${pictures:-$work}" --script "$work/steps" "${more[@]}" > "$work/seen"
    exit $? ) 2> "$work/trouble" || status=$?
  cat "$work/trouble" >> "$work/kiosk.log"
  [[ $status -eq ${2:-0} ]] || { head -n 90 "$work/trouble"; fail "$1: the visit ended with $status"; }
}
more=()

enrol() {
  visit "enrolment" <<< "round"
  "$baken_cp" kiosk add "$region" --site draaikom --key "$(cat "$work/data/identity/enrolment.txt")" > "$work/enrolled"
}
# The whole id of the kiosk in $work/data: the TUF id of the key that signs its records
kiosk_id() {
  local key
  key="$(tr -cd '0-9a-f' < "$work/data/identity/enrolment.txt" | head -c 64)"
  printf '{"keytype":"ed25519","keyval":{"public":"%s"},"scheme":"ed25519"}' "$key" | sha256sum | cut -d' ' -f1
}
begin() {
  need curl
  make_certificate
  make_region "$region"
  mkdir -p "$work/data"
  hub_up
  enrol
  await_known
}
# The hub reads the register at most once a second; a kiosk it does not know would have to wait.
await_known() {
  local try code
  for try in {1..100}; do
    # A kiosk that is known is answered, or held until there is something to answer.
    code="$(curl -s -o /dev/null -w '%{http_code}' --max-time 1 --cacert "$work/tls.crt" \
      "$url/baken/receipts/$(kiosk_id)/changes?after=0" || true)"
    if [[ "$code" == 20* || "$code" == 000 ]]; then return; fi
  done
  fail "the hub never knew the kiosk: $code after $try times"
}

inbox() { "$baken_cp" inbox "$1" "$region" "${@:2}"; }
holds() { grep -q -- "$2" <<< "$1" || fail "$3: \"$2\" is not in: $1"; }
lacks() { if grep -q -- "$2" <<< "$1"; then fail "$3: \"$2\" is in: $1"; fi; }
# The newest open record of this class at the hub, by its id
newest() { inbox list | grep " $1 " | tail -n 1 | cut -d' ' -f1; }
count_at_hub() { inbox list --all | grep -c " $1 draaikom" || true; }
# Says a number aloud: the ticket on the screen of the last visit
ticket() { grep -oE '[A-Z]{3}-[0-9]+-[0-9A-Z]' "$work/seen" | head -n 1; }

unlock='tap "Informatie voor medewerkers"
write "2468"
tap "Verder"
expect button "Noodmelding"'
first_unlock='tap "Informatie voor medewerkers"
expect heading "Kies een pincode"
write "2468"
tap "Verder"
write "2468"
tap "Verder"
expect button "Noodmelding"
tap "Vergrendel"'
# The steps of the shortest request for help
ask='tap [ask help]
tap [form-choose food]
tap [form-next ]
tap [form-choose myself]
tap [form-next ]
tap [form-choose today]
tap [form-next ]
tap [form-choose here]
tap [form-next ]
tap "Overslaan"
tap [form-choose no]
tap [form-next ]
tap [form-next ]
tap [form-send ]
expect heading "Uw nummer"'
