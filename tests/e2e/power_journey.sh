#!/usr/bin/env bash
# Power is cut between every two steps of a visit: tests/e2e/power_journey.sh BUILD. Before the number was shown nothing
# is kept; after it the request is there, whole, and comes to the coordination point once; the next visitor finds the
# home screen and none of what was typed. The hub is killed between every two steps of its own as well.
source "$(dirname "$0")/journey_lib.sh"
begin
visit "the first PIN" <<< "$first_unlock"
cat > "$work/whole" <<'STEPS'
tap [ask help]
tap [form-choose medical-care]
tap [form-next ]
tap [form-choose neighbour]
tap [form-next ]
tap [form-number 2]
tap [form-next ]
tap [form-choose now]
tap [form-next ]
tap [form-choose address]
tap [form-next ]
write "Kanaalweg 7"
tap [form-next ]
write "Stroopwafelhart"
tap [form-next ]
tap [form-choose phone]
tap [form-next ]
write "0698765432"
tap [form-next ]
tap "Overslaan"
tap [form-next ]
tap [form-send ]
post
tap [form-done ]
STEPS
steps="$(wc -l < "$work/whole")"
kept_from="$(($(grep -n form-send "$work/whole" | cut -d: -f1)))"
arrived=0
for ((cut = 1; cut <= steps; cut++)); do
  visit "cut after step $cut" 137 <<< "$(head -n "$cut" "$work/whole")
end-by power-cut"
  if grep -rqa -e Kanaalweg -e Stroopwafelhart -e 0698765432 "$work/data"; then fail "cut after step $cut: a word is on the disk"; fi
  [[ $cut -ge $kept_from ]] && arrived=$((arrived + 1))
  # The hub loses its power too, now and then, and is back for the next visit.
  if ((cut % 5 == 0)); then hub_down; hub_up; fi
  visit "after the cut at step $cut" <<'STEPS'
expect heading "Laatste berichten"
post
refuse text "Kanaalweg"
tap [ask help]
tap [form-choose medical-care]
tap [form-next ]
tap [form-choose neighbour]
tap [form-stop ]
tap [form-stop-yes ]
STEPS
  same "$(count_at_hub help)" "$arrived" "cut after step $cut"
done
holds "$(inbox show "$(newest help)")" "Stroopwafelhart" "what arrived is whole"

# An emergency report is kept from the moment the screen says so, and staff find it after the cut, not sent.
visit "cut after an emergency report" 137 <<STEPS
$unlock
tap [staff-go emergency]
tap "Brandweer"
tap "Verstuur noodmelding"
expect listitem "Ontvangen door het coördinatiepunt · Nog niet"
end-by power-cut
STEPS
visit "staff find the report" 137 <<STEPS
$unlock
tap [staff-go emergency]
down-to [staff-go emergency sent]
expect listitem "Ontvangen door het coördinatiepunt · Nog niet"
post
refuse listitem "Ontvangen door het coördinatiepunt · Nog niet"
end-by power-cut
STEPS
same "$(count_at_hub emergency)" 1 "the emergency arrived"
echo "No cut lost, doubled or showed anything."
