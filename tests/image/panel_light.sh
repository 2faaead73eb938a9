#!/usr/bin/env bash
# The kiosk must be able to set the light of a built-in panel: the file is given to it when the driver comes, and its unit
# leaves it open. On a tree of links as the kernel has one; of the unit the nearest path above the file decides, as in systemd.
set -euo pipefail
cd "$(dirname "$0")/../.."
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
files=system/files/usr/lib
fail() { echo "panel_light: $*" >&2; exit 1; }

device=/devices/pci0000:00/0000:00:02.0/drm/card0/card0-eDP-1/panel
mkdir -p "$work/bin" "$work/sys$device" "$work/sys/class/backlight"
ln -s "../..$device" "$work/sys/class/backlight/panel"
touch "$work/sys$device/brightness"

# open or shut: what the unit makes of this file.
access() {
  local nearest='' verdict=open key path
  while IFS='=' read -r key path; do
    path="${path#-}"
    [[ "$1/" == "$path"/* && ${#path} -gt ${#nearest} ]] || continue
    nearest="$path"
    if [[ "$key" == ReadWritePaths ]]; then verdict=open; else verdict=shut; fi
  done < <(echo ReadOnlyPaths=/sys; grep -E '^(ReadWrite|ReadOnly|Inaccessible)Paths=' "$files/systemd/system/baken-kiosk.service")
  echo "$verdict"
}
real="$(readlink -f "$work/sys/class/backlight/panel/brightness")"
[[ "$(access "${real#"$work"}")" == open ]] || fail "the kiosk cannot write ${real#"$work"}"
for other in /sys/devices/system/cpu/cpu0/online /sys/kernel/uevent_helper /sys/module/snd/parameters/slots; do
  [[ "$(access "$other")" == shut ]] || fail "the kiosk needs nothing of $other"
done

# What udev runs for it, with programs that only note what they were asked.
for program in chgrp chmod; do printf '#!/bin/sh\necho "${0##*/} $*" >> "%s/asked"\n' "$work" > "$work/bin/$program"; done
chmod +x "$work/bin/"*
: > "$work/asked"
grep 'SUBSYSTEM=="backlight"' "$files"/udev/rules.d/*.rules | grep -o 'RUN+="[^"]*"' | sed 's/^RUN+="\(.*\)"$/\1/' |
  sed "s,/bin/,$work/bin/,; s,\\\$devpath,$device," > "$work/commands" || fail "no rule gives the light to anybody"
sh -e "$work/commands"
[[ "$(sort "$work/asked")" == "$(printf '%s\n' "chgrp video /sys$device/brightness" "chmod g+w /sys$device/brightness")" ]] ||
  fail "the light alone is the kiosk's, not: $(cat "$work/asked")"
grep -q '^SupplementaryGroups=.*\bvideo\b' "$files/systemd/system/baken-kiosk.service" || fail "the kiosk is not of the group"
echo "The light of a built-in panel can be set."
