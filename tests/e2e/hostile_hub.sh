#!/usr/bin/env bash
# Coordination points that answer badly, over real HTTP: tests/e2e/hostile_hub.sh BUILD. Whatever comes back, the record
# stays, is tried again, and is never told as received; when the true coordination point is back it arrives once.
source "$(dirname "$0")/journey_lib.sh"
need python3
begin
visit "the first PIN" <<< "$first_unlock"
key="$(kiosk_id)"

# A true receipt, of another record: what a hostile answer would be made of. And one for another kiosk.
visit "a first request" <<< "$ask
post
post"
fetch() { curl -s --cacert "$work/tls.crt" "$url/baken/receipts/$1"; }
name="$(fetch "$key/changes?after=0" | grep -oE '[^"/]+\.receipt' | head -n 1)"
mkdir "$work/hostile"
fetch "$key/$name" > "$work/hostile/replayed.receipt"
[[ -s "$work/hostile/replayed.receipt" ]] || fail "there is no receipt to replay"
cp "$work/hostile/replayed.receipt" "$work/hostile/forged.receipt"
printf 'X' | dd of="$work/hostile/forged.receipt" bs=1 seek=200 conv=notrunc 2> "$work/none"
mv "$work/data" "$work/ours"
mv "$work/enrolled" "$work/ours-enrolled"
mkdir "$work/data"
enrol
await_known
visit "a neighbour's request" <<< "$ask
post
post"
other="$(kiosk_id)"
name="$(fetch "$other/changes?after=0" | grep -oE '[^"/]+\.receipt' | head -n 1)"
fetch "$other/$name" > "$work/hostile/foreign.receipt"
[[ -s "$work/hostile/foreign.receipt" ]] || fail "there is no foreign receipt"
mv "$work/data" "$work/theirs"
mv "$work/ours" "$work/data"

exec {told}< <(exec python3 tests/e2e/hostile_hub.py "$work/hostile" 2>> "$work/hostile.log")
started+=($!)
read -r port <&"$told"
true_hub="$url"
before="$(count_at_hub help)"
visit "a request while nobody answers well" <<< "$ask
outline"
number="$(ticket)"

for mode in 500 503 413 400 403 login redirect page garbage empty nothing half endless endless-500 replayed foreign forged \
  list-climbs list-of-forged; do
  : > "$work/hostile/log"
  url="http://127.0.0.1:$port/$mode"
  visit "$mode" <<STEPS
post
wait 20m
post
tap 900 500
tap "Mijn nummer"
write "$(tr -d '-' <<< "$number")"
tap "Zoek"
expect heading "Zo staat het met $number"
expect text "Het coördinatiepunt heeft dit nog niet ontvangen"
refuse text "Ontvangen door het coördinatiepunt"
$unlock
tap [staff-go request]
expect text "nog niet ontvangen door het coördinatiepunt"
STEPS
  tries="$(grep -c "^PUT .*/outbox/" "$work/hostile/log" || true)"
  [[ $tries -ge 2 ]] || fail "$mode: tried $tries times only"
done

url="$true_hub"
visit "the true coordination point is back" <<STEPS
post
tap "Mijn nummer"
write "$(tr -d '-' <<< "$number")"
tap "Zoek"
expect text "Ontvangen door het coördinatiepunt"
STEPS
same "$(count_at_hub help)" "$((before + 1))" "it arrives once"
echo "Nothing that was not receipted was told as received."
