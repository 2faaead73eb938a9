#!/usr/bin/env bash
# A kiosk whose every start hangs until its time is up must come to the page for staff: so many starts have to fit into the
# interval in which they are counted, or they are tried for ever before a black screen.
set -euo pipefail
cd "$(dirname "$0")/../.."
units=system/files/usr/lib/systemd
fail() { echo "hanging_starts: $*" >&2; exit 1; }
# What a line of a unit says, in seconds where it says a time.
told() {
  local value
  value="$(sed -n "s/^$1=//p" "$units/$2")"
  case "$value" in
    *min) echo $((${value%min} * 60)) ;;
    *s) echo "${value%s}" ;;
    [0-9]*) echo "$value" ;;
    *) fail "$2 does not say $1" ;;
  esac
}
kiosk=system/baken-kiosk.service
starts="$(told StartLimitBurst "$kiosk")"
each=$(($(told TimeoutStartSec "$kiosk") + $(told DefaultTimeoutStopSec system.conf.d/baken.conf) + $(told RestartSec "$kiosk")))
interval="$(told StartLimitIntervalSec "$kiosk")"
[[ $((starts * each)) -lt "$interval" ]] || fail "$starts starts that hang take $((starts * each)) s, and only $interval s are counted"
grep -qx 'OnFailure=baken-diagnostic.service' "$units/$kiosk" || fail "no page comes when the kiosk does not start"
echo "Starts that hang come to the page for staff."
