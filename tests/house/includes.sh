#!/usr/bin/env bash
# Includes point down: each room includes only itself, `base`, and the rooms this table allows (docs/architecture.md).
set -euo pipefail
cd "$(dirname "$0")/../.."
declare -A may=(
  [exchange/base]=""
  [exchange/bulletins]=""
  [exchange/trust]=""
  [exchange/records]="exchange/trust"
  [kiosk/text]=""
  [kiosk/draw]="kiosk/text"
  [kiosk/ui]="kiosk/draw kiosk/text"
  [kiosk/screens]="kiosk/ui exchange/bulletins exchange/records"
  [kiosk/store]="exchange/trust exchange/records"
  [kiosk/sync]="kiosk/store exchange/trust exchange/bulletins exchange/records"
  [kiosk/device]=""
  [kiosk/linter]="exchange/bulletins kiosk/text"
  [kiosk/post]="kiosk/store kiosk/sync exchange/bulletins exchange/trust exchange/records"
  [kiosk/panel]="kiosk/draw kiosk/ui"
  [kiosk/supply]="kiosk/store kiosk/sync kiosk/ui exchange/bulletins exchange/records"
  [kiosk/visit]="kiosk/supply kiosk/post kiosk/screens kiosk/ui kiosk/draw exchange/bulletins exchange/records"
  [kiosk/staff]="kiosk/visit kiosk/supply kiosk/post kiosk/screens kiosk/ui kiosk/device exchange/bulletins exchange/trust exchange/records"
  [kiosk/app]="kiosk/staff kiosk/visit kiosk/supply kiosk/post kiosk/panel kiosk/text kiosk/draw kiosk/ui kiosk/screens kiosk/store kiosk/sync kiosk/device exchange/bulletins exchange/trust exchange/records"
  [cp/region]="exchange/bulletins exchange/trust exchange/records"
  [cp/inbox]="cp/region exchange/trust exchange/records"
  [cp/hub]="cp/inbox cp/region exchange/trust"
  [cp/office]="cp/hub cp/inbox cp/region exchange/bulletins exchange/trust exchange/records"
  [cp/commands]="cp/office cp/hub cp/inbox cp/region exchange/bulletins exchange/records"
)
wrong=0
seen=0
while IFS=: read -r file line; do
  # No program is started for a line: there are thousands.
  IFS=/ read -r house name _ <<< "$file"
  room="$house/$name"
  target="${line#*\"}"
  target="${target%%\"*}"
  IFS=/ read -r house name _ <<< "$target"
  other="$house/$name"
  seen=$((seen + 1))
  if [[ -z "${may[$room]+known}" ]]; then
    echo "$file: room $room is not in the table"
    wrong=1
    continue
  fi
  [[ "$other" == "$room" || "$other" == exchange/base ]] && continue
  [[ " ${may[$room]} " == *" $other "* ]] && continue
  echo "$file includes $target, which $room may not"
  wrong=1
done < <(grep -rHE '^#include "' exchange kiosk cp --include='*.hpp' --include='*.cpp')
# A check that looked at nothing proves nothing.
[[ $seen -gt 0 ]] || { echo "no include lines found"; exit 1; }
exit $wrong
