#!/usr/bin/env bash
# The hub's units are such that systemd takes them, and shut in well: tests/e2e/cp_unit.sh BUILD.
source "$(dirname "$0")/cp_lib.sh"
need systemd-analyze
# Where nothing is installed, the program is the one that was built.
for unit in cp/system/*; do
  sed "s|/usr/bin/baken-cp|$baken_cp|" "$unit" > "$work/${unit##*/}"
done
SYSTEMD_UNIT_PATH="$work:" systemd-analyze verify --man=no "$work"/baken-hub.service "$work"/baken-{backup,timestamp}.timer 2> "$work/told" || true
if grep -E "baken-(hub|backup|timestamp)" "$work/told"; then fail "systemd finds fault with a unit"; fi
# What an administrator may set has one name in all units, and is explained where they look.
for name in $(grep -hv '^#' cp/system/*.service | grep -oE '\$\{?[A-Z_]+' | tr -d '${' | sort -u); do
  [[ "$name" == CREDENTIALS_DIRECTORY ]] && continue  # systemd's own
  grep -q "^#   $name=" cp/system/baken-hub.service || fail "$name: baken-hub.service does not explain it"
done
# Before a copy is made, room for it: of the whole ones thirteen stay, and one that is not whole pushes out none.
mkdir "$work/backup"
for day in {10..29}; do mkdir "$work/backup/2026-11-$day"; touch "$work/backup/2026-11-$day/manifest.json"; done
rm "$work"/backup/2026-11-2[89]/manifest.json
prune="$(sed -n "s|^ExecStartPre=-/bin/sh -c '\(.*\)'$|\1|p" cp/system/baken-backup.service)"
[[ "$prune" == *backup* ]] || fail "baken-backup: old copies stay"
sh -c "${prune/\/var\/lib\/baken-hub/$work}"
[[ "$(cd "$work/backup" && echo *)" == "$(echo 2026-11-{15..29})" ]] || fail "wrong copies stay: $(ls "$work/backup")"
# A hub whose database is late is started until it is there: none of its starts is the last.
grep -qx 'StartLimitIntervalSec=0' cp/system/baken-hub.service || fail "baken-hub: gives up after some starts"
grep -qx 'Restart=always' cp/system/baken-hub.service || fail "baken-hub: is not started again"
for unit in baken-hub baken-backup; do
  grep -v '^#' "cp/system/$unit.service" | grep -q '\$STORE' || fail "$unit: looks for the records without STORE"
done
for unit in baken-hub baken-backup baken-timestamp; do
  # 0 is shut in wholly, 10 not at all.
  score="$(systemd-analyze security --offline=true --no-pager "$work/$unit.service" | sed -n 's/.*Overall exposure level for .*: \([0-9.]*\).*/\1/p')"
  [[ -n "$score" ]] || fail "$unit: systemd gives no score"
  awk -v score="$score" 'BEGIN { exit !(score <= 2.0) }' || fail "$unit: exposure $score, wanted at most 2.0"
  echo "$unit: exposure $score of 10"
done
