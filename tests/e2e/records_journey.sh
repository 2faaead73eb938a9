#!/usr/bin/env bash
# The whole way of records, with the real programs: tests/e2e/records_journey.sh BUILD [STORE]. A kiosk is enrolled; an
# emergency goes by network and is answered, another by stick and back, by both roads at once, and by radio before it
# comes. What is forged is refused. Every play starts the kiosk anew on the same data partition.
source "$(dirname "$0")/cp_lib.sh"
kiosk="$build/bin/baken-kiosk"
records="$build/bin/post-once"
region="$work/region"
stick="$work/stick"
mkdir "$stick"
make_region "$region"
export SDL_VIDEODRIVER=dummy

# post WORDS...: the keeper of records without a screen, on the kiosk's own data; tests/post/post_once.cpp has its words
post() { "$records" "$work/data" "$region/coordination-point.toml" "$url" "$@" 2>> "$work/post.log"; }
inbox() { "$baken_cp" inbox "$1" "$region" "${@:2}"; }
holds() { grep -q -- "$2" <<< "$1" || fail "$3: \"$2\" is not in: $1"; }

url="http://127.0.0.1:9"
post enrol > "$work/enrolment"
serve "$region"
report="$(post emergency 'zeldzaamwoord in de sporthal')"
id="$(cut -d' ' -f1 <<< "$report")"
number="$(cut -d' ' -f2 <<< "$report")"

# Nobody knows this kiosk yet: nothing is kept, nothing counts as sent.
holds "$(post send)" "trouble hub.unknown-kiosk" "an unknown kiosk"
holds "$(post state "$id")" "stored" "an unknown kiosk"
"$baken_cp" kiosk add "$region" --site draaikom --key "$(cat "$work/enrolment")" > "$work/kiosk"
# The hub reads the register at most once a second.
for _ in {1..200}; do sent="$(post send)"; [[ "$sent" == *"trouble none"* ]] && break; done
holds "$sent" "trouble none" "by network"
holds "$(post state "$id")" "received" "by network"
holds "$(inbox list)" "$id emergency draaikom $number network" "the inbox"
holds "$(inbox show "$id")" "zeldzaamwoord" "opened by its reader"
inbox on-the-way "$id" --text "Over tien minuten bij u" > "$work/told"
holds "$(post fetch)" "receipts 1" "the answer"
holds "$(post state "$id")" "on-the-way Over tien minuten bij u" "the answer"

# No network: by stick and back. Its finder reads nothing.
kill "$hub"; wait "$hub" 2> "$work/none" || true
url="http://127.0.0.1:9"
report="$(post emergency 'zeldzaamwoord bij de brug')"
second="$(cut -d' ' -f1 <<< "$report")"
holds "$(post send)" "trouble http.connect" "no network"
holds "$(post stick "$stick")" "courier no given 0" "a stick that is no courier's"
"$baken_cp" stick write "$region" "$stick" > "$work/written"
holds "$(post stick "$stick")" "courier yes given 1" "a courier's stick"
holds "$(post state "$second")" "on-stick" "a courier has it"
if grep -rq zeldzaamwoord "$stick" "$work/data" "$region/inbox.sqlite"*; then fail "a typed word can be read"; fi
holds "$("$baken_cp" stick read "$region" "$stick")" "1 new records, 0 were here already, 0 refused" "read at the desk"
inbox accept "$second" --text "Wij komen" > "$work/told"
"$baken_cp" stick write "$region" "$stick" > "$work/written"
same "$(find "$stick/baken/outbox" -type f | wc -l)" 0 "records that arrived are gone from the stick"

# A receipt somebody made or changed is refused by name, and the true one still counts.
receipt="$(find "$stick/baken/receipts" -name "$second.*.receipt")"
cp "$receipt" "$work/true.receipt"
printf 'X' | dd of="$receipt" bs=1 seek=200 conv=notrunc 2> "$work/none"
holds "$(post stick "$stick")" "refused receipt." "a forged receipt"
holds "$(post state "$second")" "on-stick" "a forged receipt"
cp "$work/true.receipt" "$receipt"
holds "$(post stick "$stick")" "receipts 1" "by stick and back"
holds "$(post state "$second")" "accepted Wij komen" "by stick and back"
holds "$(post stick "$stick")" "receipts 0" "the same stick again"

# By both roads it arrives once.
report="$(post emergency 'twee wegen')"
third="$(cut -d' ' -f1 <<< "$report")"
post stick "$stick" > "$work/given"
serve "$region"
holds "$(post send)" "trouble none" "the network is back"
holds "$("$baken_cp" stick read "$region" "$stick")" "0 new records, 1 were here already" "by both roads"
same "$(inbox list | grep -c "$third")" 1 "by both roads"

# First by radio, with the number on the card; the record comes later and joins it.
report="$(post emergency 'eerst per radio')"
fourth="$(cut -d' ' -f1 <<< "$report")"
number="$(cut -d' ' -f2 <<< "$report")"
radio="$(inbox radio --site draaikom --number "$number" --text "eerst per radio" | cut -d' ' -f1)"
inbox accept "$radio" > "$work/told"
holds "$(post send)" "trouble none" "after the radio"
post fetch > "$work/fetched"
holds "$(post state "$fourth")" "accepted" "joined with what the radio brought"
# Who answers the radio message answers the record from now on.
inbox on-the-way "$radio" --text "Brandweer rijdt" > "$work/told"
post fetch > "$work/fetched"
holds "$(post state "$fourth")" "on-the-way Brandweer rijdt" "an answer to the radio message"
holds "$(inbox list --all)" "joined with $fourth" "joined with what the radio brought"

# Killed between every two changes of the disk, a record is there whole or not at all, and one that was told as stored
# is there.
before="$(post count)"
stored=0
for step in {1..60}; do
  status=0
  BAKEN_DIE_AT=$step post emergency "stap $step" > "$work/made" || status=$?
  [[ -s "$work/made" ]] && stored=$((stored + 1))
  now="$(post count)"
  [[ $now -ge $((before + stored)) && $now -le $((before + step)) ]] || fail "$now records after step $step"
  [[ $status -eq 0 ]] && break
  same "$status" 99 "the end of step $step"
done
same "$status" 0 "it never came through"
[[ $step -gt 5 ]] || fail "only $step changes of the disk"
holds "$(post send)" "trouble none" "after the power cuts"
same "$(post waiting)" 0 "after the power cuts"

# Power fails at every change of the disk while a courier's stick is read and written: whatever is on the stick then, the
# desk reads without fault, and the next time everything is there and arrives once.
for text in een twee drie; do post emergency "koerier $text" > "$work/made"; done
here="$(post count)"
# stick_through_cuts LOOK: cuts the power at one change of the disk further each time, until none is left; LOOK looks at
# the stick after each.
stick_through_cuts() {
  local status=99
  for step in {1..120}; do
    rm -rf "$stick"
    mkdir "$stick"
    "$baken_cp" stick write "$region" "$stick" > "$work/written"
    status=0
    BAKEN_DIE_AT=$step post stick "$stick" > "$work/given" || status=$?
    "$1" "$step"
    [[ $status -eq 0 ]] && break
    same "$status" 99 "the end of change $step"
  done
  same "$status" 0 "the stick was never gone through whole"
  [[ $step -gt 5 ]] || fail "only $step changes of the disk for a stick"
}
reads_well() {
  same "$(post count)" "$here" "records here after a cut at change $1"
  holds "$("$baken_cp" stick read "$region" "$stick")" " 0 refused" "a stick after a cut at change $1"
}
stick_through_cuts reads_well
# Now with receipts on it, which are taken in through cuts as well.
stick_through_cuts :
same "$(post waiting)" 0 "receipts by stick after the cuts"
same "$(inbox list --all | grep -c ' emergency draaikom ')" "$here" "after the cuts each arrived once"

# The coordination point's keys change. What was sealed before is still opened; a new key for receipts signs only after
# kiosks could hear of it, and what the old one signed is believed until it is forgotten.
refused() { if "$baken_cp" "${@:2}" 2> "$work/why"; then fail "was not refused: ${*:2}"; fi; holds "$(cat "$work/why")" "$1" "$1"; }
old="$(post emergency 'onder de oude sleutel' | cut -d' ' -f1)"
"$baken_cp" rotate "$region" --role sealing > "$work/told"
new="$(post emergency 'onder de nieuwe sleutel' | cut -d' ' -f1)"
holds "$(post send)" "trouble none" "after a new sealing key"
holds "$(inbox show "$old")" "onder de oude sleutel" "the older sealing key opens"
holds "$(inbox show "$new")" "onder de nieuwe sleutel" "the new sealing key opens"
refused rotate.not-announced rotate "$region" --role receipts --use
"$baken_cp" rotate "$region" --role receipts > "$work/told"
refused rotate.announced rotate "$region" --role receipts
refused rotate.unpublished rotate "$region" --role receipts --use
publish "$region" > "$work/told"
"$baken_cp" rotate "$region" --role receipts --use > "$work/told"
kill "$hub"; wait "$hub" 2> "$work/none" || true
serve "$region"
new="$(post emergency 'nieuwe handtekening' | cut -d' ' -f1)"
holds "$(post send)" "trouble none" "signed by the new key"
holds "$(post state "$new")" "received" "signed by the new key"
holds "$(post state "$id")" "on-the-way Over tien minuten bij u" "what the old key signed"
"$baken_cp" rotate "$region" --role receipts > "$work/told"
publish "$region" > "$work/told"
"$baken_cp" rotate "$region" --role receipts --use --forget > "$work/told"
same "$(grep -c '"' "$region/coordination-point.toml")" 2 "the list of keys"
kill "$hub"; wait "$hub" 2> "$work/none" || true
serve "$region"

# A kiosk that was revoked is told so.
"$baken_cp" kiosk revoke "$region" "$(cut -d' ' -f1 "$work/kiosk")" > "$work/revoked"
for _ in {1..100}; do
  post emergency 'ingetrokken' > "$work/made"
  sent="$(post send)"
  [[ "$sent" == *"hub.unknown-kiosk"* ]] && break
done
holds "$sent" "hub.unknown-kiosk" "a revoked kiosk"
if grep -q zeldzaamwoord "$work/hub.log" "$work/post.log"; then fail "a typed word is in a log"; fi
echo "Every record found its way."
