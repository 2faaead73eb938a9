#!/usr/bin/env bash
# An emergency report of staff, from the glass to the coordination point and back, by every road there is:
# tests/e2e/emergency_journey.sh BUILD. Over HTTPS with the answer; by stick and back; by radio, merged later; and the
# PIN that opens it all.
source "$(dirname "$0")/journey_lib.sh"
begin
visit "the first PIN" <<< "$first_unlock"

# report WHAT: the steps of an emergency report, on the glass alone
report() {
  cat <<STEPS
tap [staff-go emergency]
tap "Ambulance"
tap "Medisch"
tap [staff-set emergency.victims=1]
down-to [staff-edit emergency.what]
write "$1"
tap "Klaar"
tap "Verstuur noodmelding"
expect listitem "Aangenomen · Nog niet"
refuse text "Verzonden"
STEPS
}

# Over HTTPS: stored, received, on the way with words; nothing is told before it is so.
visit "over HTTPS" <<STEPS
$unlock
$(report "Val van de trap")
expect listitem "Ontvangen door het coördinatiepunt · Nog niet"
post
refuse listitem "Ontvangen door het coördinatiepunt · Nog niet"
expect listitem "Aangenomen · Nog niet"
expect sound-view
STEPS
id="$(newest emergency)"
shown="$(inbox show "$id")"
holds "$shown" "Val van de trap" "over HTTPS"
holds "$shown" '"ambulance"' "over HTTPS"
inbox accept "$id" > "$work/told"
inbox on-the-way "$id" --text "Over tien minuten bij u" > "$work/told"
visit "the answer" <<STEPS
post
$unlock
tap [staff-go emergency]
down-to [staff-go emergency sent]
expect text "Over tien minuten bij u"
refuse listitem "Hulp onderweg · Nog niet"
refuse listitem "Aangenomen · Nog niet"
expect sound-view
screenshot answer.png
STEPS
# The hub is killed between two steps, and is back: nothing changes for staff, and nothing is there twice.
hub_down
hub_up
visit "after the hub came back" <<< "post"
same "$(count_at_hub emergency)" 1 "after the hub came back"

# No network: stored and told as that, a courier takes it, and its finder reads nothing.
hub_down
visit "no network" <<STEPS
$unlock
$(report "Brug geblokkeerd")
post
expect listitem "Ontvangen door het coördinatiepunt · Nog niet"
expect sound-view
STEPS
stick="$work/stick"
mkdir "$stick"
visit "a stick that is no courier's" <<< "stick $stick"
same "$(find "$stick" -name '*.envelope' | wc -l)" 0 "a stick that is no courier's"
"$baken_cp" stick write "$region" "$stick" > "$work/written"
visit "a courier's stick" <<STEPS
stick $stick
expect text "1 melding gaat mee."
tap "Gezien"
$unlock
tap [staff-go sticks]
expect text "op de stick"
expect sound-view
screenshot sticks.png
tap [staff-go emergency]
down-to [staff-go emergency sent]
refuse listitem "Op USB-stick gezet · Nog niet"
expect listitem "Ontvangen door het coördinatiepunt · Nog niet"
STEPS
same "$(find "$stick" -name '*.envelope' | wc -l)" 1 "a courier's stick"
if grep -rqa "Brug geblokkeerd" "$stick" "$work/data"; then fail "the courier can read what is carried"; fi
holds "$("$baken_cp" stick read "$region" "$stick")" "1 new records, 0 were here already, 0 refused" "read at the desk"
holds "$("$baken_cp" stick read "$region" "$stick")" "0 new records, 1 were here already" "read twice"
id="$(newest emergency)"
holds "$(inbox show "$id")" "Brug geblokkeerd" "by stick"
inbox accept "$id" --text "Gemeente komt" > "$work/told"
"$baken_cp" stick write "$region" "$stick" > "$work/written"
visit "the answer by stick" <<STEPS
stick $stick
tap "Gezien"
$unlock
tap [staff-go emergency]
down-to [staff-go emergency sent $id]
refuse listitem "Aangenomen · Nog niet"
tap "Omlaag"
wait 1s
expect text "Gemeente komt"
STEPS
hub_up
visit "the network is back" <<< "post"
same "$(count_at_hub emergency)" 2 "by both roads it is there once"

# By radio: after five minutes without a receipt the kiosk calls; staff read the card out and note who heard it.
hub_down
visit "by radio" <<STEPS
$unlock
$(report "Gaslek Havenstraat")
post
wait 6m
expect showing signage
expect alert "Medewerker: kijk bij uw meldingen"
expect sound-view
tap 900 500
$unlock
tap [staff-go emergency radio]
expect heading "Lees dit voor via de portofoon"
outline
tap "Omlaag"
wait 1s
expect text "Nodig: ambulance"
down-to [staff-edit emergency.to-whom]
write "CP Huizen"
tap "Klaar"
tap "Ik heb het doorgegeven"
expect text "Genoteerd wie het hoorde en wanneer."
tap "Vergrendel"
refuse alert "Medewerker: kijk bij uw meldingen"
wait 10m
refuse alert "Medewerker: kijk bij uw meldingen"
tap 900 500
refuse alert "Medewerker: kijk bij uw meldingen"
STEPS
number="$(grep -oE 'controlegetal [0-9]{5}' "$work/seen" | head -n 1 | cut -d' ' -f2)"
[[ -n "$number" ]] || fail "the card has no check number"
# One figure misheard is noticed by the number itself.
if inbox radio --site draaikom --number "${number:0:4}$(((${number:4:1} + 1) % 10))" --text misverstaan > "$work/misheard" 2>&1; then
  fail "a misheard number was taken"
fi
stub="$(inbox radio --site draaikom --number "$number" --text "Gaslek, ambulance nodig" | cut -d' ' -f1)"
inbox accept "$stub" --text "Begrepen" > "$work/told"
hub_up
visit "the record comes after the radio" <<STEPS
post
post
$unlock
tap [staff-go emergency]
down-to [staff-go emergency sent]
STEPS
same "$(count_at_hub emergency)" 3 "by radio and by network"
third="$(inbox list --all | grep emergency | grep " $number " | cut -d' ' -f1)"
holds "$(inbox list --all)" "joined with $third" "the record joins what the radio brought"
holds "$(inbox show "$third")" "Gaslek Havenstraat" "the record joins what the radio brought"
visit "the answer to the radio shows on the record" <<STEPS
post
$unlock
tap [staff-go emergency]
down-to [staff-go emergency sent $third]
refuse listitem "Ontvangen door het coördinatiepunt · Nog niet"
refuse listitem "Aangenomen · Nog niet"
STEPS

# Who guesses the PIN waits, longer every time, sees how long, and does not get round it by the switch.
wrong='write "1111"
tap "Verder"'
visit "three wrong PINs" 137 <<STEPS
tap "Informatie voor medewerkers"
$wrong
expect text "Deze pincode klopt niet."
$wrong
$wrong
expect text "Te vaak fout. Wacht nog 5 seconden."
expect sound-view
screenshot lockout.png
wait 2s
expect text "Te vaak fout. Wacht nog 3 seconden."
tap "Verder"
expect text "Te vaak fout."
wait 4s
refuse text "Te vaak fout."
$wrong
expect text "Te vaak fout. Wacht nog 10 seconden."
end-by power-cut
STEPS
visit "switched off and on" <<STEPS
tap "Informatie voor medewerkers"
expect text "Te vaak fout. Wacht nog 10 seconden."
write "2468"
tap "Verder"
refuse button "Noodmelding"
wait 11s
write "2468"
tap "Verder"
expect button "Noodmelding"
tap [staff-go log]
outline
expect sound-view
screenshot log.png
STEPS
for words in "Verkeerde pincode" "Noodmelding · opgeslagen" "Via portofoon doorgegeven" "Koeriersstick gelezen en beschreven" \
  "Binnengekomen met de pincode" "Vergrendeld"; do
  holds "$(cat "$work/seen")" "$words" "the log"
done
echo "Emergencies found their way by every road."
