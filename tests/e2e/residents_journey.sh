#!/usr/bin/env bash
# Residents ask, offer and join, from the glass to the coordination point and back: tests/e2e/residents_journey.sh BUILD.
# In Arabic by touch, in Ukrainian by keys alone; a need is matched with an offer, an initiative is approved and joined.
source "$(dirname "$0")/journey_lib.sh"
# Counts are kept by the hour: when one is about to end, the kiosk's clock stands back, so that all that is counted
# below is asked within the same hour.
if [[ $(date +%-M) -ge 45 ]]; then behind="15 minutes ago"; fi
begin
# What is told before there is a PIN can be read by the coordination point alone.
visit "the first PIN" <<< "$first_unlock"

# In Arabic, by touch: the steps of the script of that name, carried to the hub.
{ grep -v '^screenshot\|^tap \[form-done' tests/e2e/help_arabic_touch.script | sed '/^expect heading/d'
  echo outline
  echo post
  echo 'expect text "وصل"'; } > "$work/arabic"
visit "help in Arabic, by touch" < "$work/arabic"
number="$(ticket)"
[[ -n "$number" ]] || fail "no ticket in Arabic"
id="$(newest help)"
shown="$(inbox show "$id")"
holds "$shown" "أمي مريضة" "help in Arabic"
holds "$shown" '"need": "medicines"' "help in Arabic"
holds "$shown" '"people": 3' "help in Arabic"
holds "$shown" '"language": "ar"' "help in Arabic"
holds "$shown" 'Havenstraat 12' "help in Arabic"
holds "$shown" "$number" "the same number"

# The coordination point answers; who says the number aloud hears how it stands, in any language, and nothing that was
# written.
inbox accept "$id" --text "Wij brengen het om vier uur" > "$work/told"
visit "a ticket found again by its number" <<STEPS
post
tap "Mijn nummer"
write "$(tr -d '-' <<< "$number")"
tap "Zoek"
expect heading "Zo staat het met $number"
expect text "Ontvangen door het coördinatiepunt"
expect text "Het coördinatiepunt gaat ermee aan de slag"
refuse text "Wij brengen het om vier uur"
refuse text "Havenstraat"
refuse text "0612345678"
refuse text "أمي"
expect sound-view
tap "Talen"
tap "English"
expect text "The coordination point has taken it up"
expect sound-view
STEPS

# In Ukrainian, by keys alone.
{ grep -v '^screenshot\|^reach \[form-done' tests/e2e/help_ukrainian_keys.script | sed '$d' | sed '$d'
  echo outline
  echo post; } > "$work/ukrainian"
more=(--lang uk)
visit "help in Ukrainian, by keys" < "$work/ukrainian"
more=()
ride="$(newest help)"
shown="$(inbox show "$ride")"
holds "$shown" "Їду до лікаря" "help in Ukrainian"
holds "$shown" '"need": "transport"' "help in Ukrainian"
holds "$shown" '"priority": "now"' "help in Ukrainian"
holds "$shown" '"language": "uk"' "help in Ukrainian"

# A car is offered by somebody who speaks Ukrainian: staff see that the two belong together.
visit "an offer" <<'STEPS'
tap "Ik wil helpen"
tap "Ik wil hulp geven"
tap "Verder"
tap "Vervoer"
tap "Ik spreek talen"
tap "Verder"
tap "Українська"
tap "Verder"
write "Rijden"
tap "Verder"
tap "Vandaag"
tap "Verder"
tap "Met de telefoon"
tap "Verder"
write "0687654321"
tap "Verder"
tap "Overslaan"
tap "Verder"
tap "Ja, geef dit door"
expect heading "Uw nummer"
post
STEPS
holds "$(inbox show "$(newest initiative)")" '"vehicle"' "an offer"
visit "a need is matched with the offer" <<STEPS
$unlock
tap [staff-go request]
tap [staff-set request.filter=offer]
tap [staff-go request ]
expect sound-view
down-to [staff-edit request.note]
write "Beller gesproken"
tap "Klaar"
down-to [staff-edit request.to-whom]
write "Chauffeur"
tap "Klaar"
# What is written about one does not stand at another.
down-to [staff-go request $ride]
expect text "Dorpsstraat 14"
refuse text "Beller gesproken"
refuse text "Chauffeur"
tap "Terug"
down-to [staff-set request.passed-on]
expect text "Opgeslagen"
tap "Omlaag"
wait 1s
expect text "Chauffeur · Beller gesproken"
# Who speaks the language of the need comes first.
outline
screenshot match.png
down-to [staff-go request $ride]
expect text "Dorpsstraat 14"
expect sound-view
tap "Vergrendel"
post
STEPS

grep -A20 'Past hier misschien bij' "$work/seen" | grep -E 'button "[A-Z]{3}-[0-9]' > "$work/matches"
grep -q 'Vervoer · 1 persoon · Nu' <<< "$(head -n 1 "$work/matches")" || fail "the match is not the ride: $(cat "$work/matches")"

# An initiative is nobody's to see before it was approved.
visit "an initiative" <<'STEPS'
tap "Ik wil helpen"
tap [form-choose initiative]
tap [form-next ]
write "Soepketel"
tap [form-next ]
write "Soep"
tap [form-next ]
write "Om zes uur"
tap [form-next ]
tap [form-choose address]
tap [form-next ]
write "Ro"
tap [form-street Roerpad]
write "2"
tap [form-next ]
tap [form-number 4]
tap [form-next ]
tap "Overslaan"
tap [form-choose may-be-shown]
tap [form-next ]
tap [form-choose phone]
tap [form-next ]
write "0611122233"
tap [form-next ]
tap "Overslaan"
tap [form-next ]
tap [form-send ]
expect heading "Uw nummer"
tap [form-done ]
tap [open-board ]
refuse text "Soepketel"
refuse listitem "Soepketel"
post
STEPS
soup="$(newest initiative)"
holds "$(inbox show "$soup")" "Soepketel" "an initiative"
visit "an initiative is approved and joined" <<STEPS
$unlock
tap [staff-go board]
tap [staff-go request ]
down-to [staff-set request.approved]
tap "Vergrendel"
tap [open-board ]
expect listitem "Soepketel"
refuse text "0611122233"
expect sound-view
screenshot board.png
tap [join ]
tap [form-number 2]
tap [form-next ]
tap [form-choose phone]
tap [form-next ]
write "0644455566"
tap [form-next ]
tap "Overslaan"
tap [form-next ]
tap [form-send ]
expect heading "Uw nummer"
tap [form-done ]
tap [open-board ]
expect text "2"
post
STEPS
shown="$(inbox show "$(newest initiative)")"
holds "$shown" "\"initiative\": \"$soup\"" "a sign-up"
holds "$shown" '"people": 2' "a sign-up"
holds "$shown" "0644455566" "a sign-up"

# What the coordination point takes up is on the board as well, without staff.
visit "a second initiative" <<'STEPS'
tap "Ik wil helpen"
tap [form-choose initiative]
tap [form-next ]
write "Wandelgroep"
tap [form-next ]
write "Samen"
tap [form-next ]
write "Elke dag"
tap [form-next ]
tap [form-choose here]
tap [form-next ]
tap "Overslaan"
tap "Overslaan"
tap [form-choose may-be-shown]
tap [form-next ]
tap [form-choose no]
tap [form-next ]
tap [form-next ]
tap [form-send ]
post
STEPS
inbox accept "$(newest initiative)" > "$work/told"
visit "approved by the coordination point" <<'STEPS'
post
tap [open-board ]
expect listitem "Wandelgroep"
STEPS

# Counts for the evaluation leave on a stick: nothing below three, nothing that could be reckoned back to one or two.
mkdir "$work/stick"
for again in 1 2; do
  visit "another request in Dutch" <<< "$ask"
done
more=(--stick "$work/stick")
visit "counts on a stick" <<STEPS
$unlock
tap [staff-go statistics]
tap "Tel nu"
expect text "Hulpvraag · 4"
expect sound-view
tap "Zet op USB-stick"
expect text "U kunt de stick eruit halen."
STEPS
more=()
csv="$(find "$work/stick" -name '*.csv')"
holds "$(head -n 1 "$csv")" "hour,dimension,value,count" "the counts"
grep -qE ',kind,help-request,4' "$csv" || fail "four requests were not counted: $(cat "$csv")"
if tr -d '\r' < "$csv" | grep -E ',[0-2]$'; then fail "a count below three left the kiosk"; fi
if grep -qE ',language,(ar|uk),|help-request/(medicines|transport)' "$csv"; then fail "somebody alone of a kind was counted"; fi

# Nothing that was typed can be read in the whole of the kiosk's data, nor in the hub's, nor in any log.
for word in "أمي مريضة" "Їду до лікаря" 0612345678 0687654321 Soepketel 0644455566 "Beller gesproken"; do
  if grep -rqa -- "$word" "$work/data" "$region"/inbox.sqlite* "$work/hub.log" "$work/kiosk.log"; then fail "\"$word\" can be read"; fi
done
echo "Residents asked, offered, joined and were answered."
