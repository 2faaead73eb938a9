#!/usr/bin/env bash
# What a system on trial may do to data that it cannot open or mend, when it has proved itself, and when it makes room; on
# files that stand for the data partition and for the boot partition, with a systemctl that only notes what it was asked.
set -euo pipefail
cd "$(dirname "$0")/../.."
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
export PATH="$work/bin:$PATH:/usr/sbin:/sbin"
export BAKEN_BOOT="$work/boot" BAKEN_CMDLINE="$work/cmdline" BAKEN_OS_RELEASE="$work/os-release"
export BAKEN_PARTITION="$work/partition" BAKEN_TOLD="$work/told" BAKEN_PLACES="$work/places" BAKEN_NEW="$work/new" BAKEN_DATA="$work/data"
# Any device of characters: a TPM that is there, and with this systemctl opens nothing.
export BAKEN_TPM=/dev/null
entries="$work/boot/loader/entries"
mkdir -p "$work/bin" "$entries" "$work/places/kiosk"
fail() { echo "trial: $*" >&2; cat "$work/said" "$work/asked" >&2; exit 1; }
said() { grep -q "$1" "$work/said"; }
asked() { grep -qx -- "$1" "$work/asked"; }

cat > "$work/bin/systemctl" <<'END'
#!/bin/sh
echo "$*" >> "${0%/*}/../asked"
case "$*" in
  "show --value -p ActiveState "*) echo active ;;
  "show --value -p NRestarts "*) cat "${0%/*}/../restarts" ;;
  "show --value -p WatchdogTimestampMonotonic "*) cat "${0%/*}/../sign" ;;
  "start "*) exit 1 ;;
esac
END
# No time goes by, but what happens in it.
printf '#!/bin/sh\ncd "${0%%/*}/.." && . ./meanwhile\n' > "$work/bin/sleep"
chmod +x "$work/bin/"*

# Slot b runs, with an entry of this name; slot a proved itself long ago.
runs_as() {
  rm -rf "$entries" "$work/told" "$work/data"
  mkdir -p "$entries" "$work/told" "$work/data"
  : > "$work/asked"
  echo 0 > "$work/restarts"
  echo 60000000 > "$work/sign"
  echo 'echo 90000000 > sign' > "$work/meanwhile"
  echo "root=PARTLABEL=root-b rauc.slot=b ro" > "$work/cmdline"
  image/boot-entry a 100 > "$entries/baken-a.conf"
  image/boot-entry b 200 > "$entries/$1"
}
prepare() { system/files/usr/lib/baken/prepare-data > "$work/said" 2>&1; }
diagnose() { system/files/usr/lib/baken/diagnose > "$work/said" 2>&1; }
health() { system/files/usr/lib/baken/check-health "$@" > "$work/said" 2>&1; }

# The head of a lock (LUKS2) that was done and cannot be opened, or nothing that is a file system.
lock() {
  rm -f "$work/partition"
  truncate -s 96M "$work/partition"
  { printf 'LUKS\272\276\0\002\0\0\0\0\0\0\100\0\0\0\0\0\0\0\0\001%s' "$1"; head -c 16384 /dev/zero; } | dd of="$work/partition" conv=notrunc status=none
}
rubbish() { rm -f "$work/partition"; truncate -s 96M "$work/partition"; }

leaves_it() {
  local before
  before="$(sha256sum < "$work/partition")"
  prepare && fail "$1: there is nothing to mount"
  [[ "$(sha256sum < "$work/partition")" == "$before" && ! -e "$work/told/remade" ]] || fail "$1: it was made anew"
  said "is on trial and leaves it" || fail "$1: it is said"
  ! asked "start baken-lock@doubt.service" || fail "$1: the lock is not doubted"
}

for entry in baken-b+2-1.conf baken-b+0-3.conf; do
  for label in baken-1 baken-1-doubt; do
    lock "$label"
    runs_as "$entry"
    leaves_it "a lock ($label) under $entry"
    asked "--no-block reboot" || fail "the other system gets its turn at once"
  done
  rubbish
  runs_as "$entry"
  leaves_it "what cannot be mended under $entry"
done

# Where starting again would lead here again it is as with a system that proved itself: the lock is doubted first, and
# only what cannot be mended is made anew.
without_another() { runs_as baken-b+2-1.conf; rm "$entries/baken-a.conf"; }
with_one_that_fell() { runs_as baken-b+2-1.conf; mv "$entries/baken-a.conf" "$entries/baken-a+0-3.conf"; }
uncounted() { runs_as baken-b+3.conf; }
for has_nobody in without_another with_one_that_fell uncounted; do
  lock baken-1
  $has_nobody
  prepare || fail "$has_nobody: a lock that does not open is made anew"
  asked "start baken-lock@doubt.service" || fail "$has_nobody: the lock is doubted first"
  ! asked "--no-block reboot" || fail "$has_nobody: a lock that cannot be doubted is no reason to start again"
  rubbish
  $has_nobody
  prepare || fail "$has_nobody: what cannot be mended is made anew"
  [[ -e "$work/told/remade" && -e "$work/told/device" ]] || fail "$has_nobody: it is there again, and told"
  ! asked "--no-block reboot" || fail "$has_nobody: the machine does not start again"
done

# A system that proved itself has nobody to leave it to.
lock baken-1-doubt
runs_as baken-b.conf
prepare || fail "a doubted lock is made anew"
[[ -e "$work/told/remade" ]] || fail "a doubted lock is made anew, and told"

# It has proved itself with its data, and without where it has no fault in that.
proves_itself() { health && [[ -e "$entries/baken-b.conf" ]]; }
runs_as baken-b+2-1.conf
proves_itself && fail "without its data no system has proved itself"
said "has no data" || fail "it is said that the data is missing"
health last
asked "--no-block reboot" || fail "the last moment is over"
mkdir "$work/data/kiosk"
proves_itself || fail "with its data it has proved itself"
runs_as baken-b+2-1.conf
: > "$work/told/tpm-off"
proves_itself || fail "a TPM that is switched off is not the system's fault"
runs_as baken-b+2-1.conf
rm "$work/partition"
proves_itself || fail "a machine without a data partition has nothing to open"
# It hangs after its first picture, and is started anew in the end; a new start is a sign of life, too.
hangs() { echo '[ -e late ] || { : > late; exit; }; rm late; echo 1 > restarts; echo 260000000 > sign' > "$work/meanwhile"; }
runs_as baken-b+2-1.conf
mkdir "$work/data/kiosk"
hangs
proves_itself && fail "a kiosk that gives no sign of life any more has not proved itself"
said "is not well" || fail "it is said that the kiosk is not well"
! asked "--no-block reboot" || fail "the last moment is not over yet"
runs_as baken-b+2-1.conf
mkdir "$work/data/kiosk"
hangs
health last
asked "--no-block reboot" || fail "a kiosk that hangs in the last moment makes room"
rubbish
for has_nobody in without_another with_one_that_fell uncounted; do
  $has_nobody
  health last
  ! asked "--no-block reboot" || fail "$has_nobody: nothing would be better after another start"
  [[ -e "$entries/baken-b.conf" ]] || fail "$has_nobody: without data it does what can be done"
done

# A kiosk that fell once is not well, and one that does not start at all comes to the last rung.
has_another() { runs_as baken-b+0-3.conf; }
fell() { $1; mkdir "$work/data/kiosk"; echo 1 > "$work/restarts"; }
fell has_another
health last
asked "--no-block reboot" || fail "a system that does not work makes room"
fell has_another
diagnose
asked "--no-block reboot" || fail "one that shows nothing makes room at once"
for has_nobody in without_another with_one_that_fell uncounted; do
  fell $has_nobody
  health last
  ! asked "--no-block reboot" || fail "$has_nobody: the machine would start again for ever"
  fell $has_nobody
  diagnose
  ! asked "--no-block reboot" || fail "$has_nobody: what shows nothing would start again for ever"
  said "DIT SCHERM START NIET" || fail "$has_nobody: staff read what to do"
done
echo "A system on trial makes nothing anew while another one may open it, proves itself with its data only, and makes room only for a system that gets its turn."
