#!/usr/bin/env bash
# The program that says which slot is started next, on a folder that stands for the boot partition; the boot loader's part,
# counting by renaming, is played here.
set -euo pipefail
cd "$(dirname "$0")/../.."
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
export BAKEN_BOOT="$work/boot" BAKEN_CMDLINE="$work/cmdline" BAKEN_OS_RELEASE="$work/os-release" BAKEN_SLOT_ROOT="$work/new"
entries="$work/boot/loader/entries"
mkdir -p "$entries" "$work/new/usr/lib/baken/boot"
slots() { system/files/usr/lib/baken/boot-slots "$@" 2> "$work/said"; }
fail() { echo "boot_slots: $*" >&2; cat "$work/said" >&2; ls "$entries" >&2; exit 1; }
is() { [[ "$1" == "$2" ]] || fail "$3: \"$1\", not \"$2\""; }
runs() { echo "root=PARTLABEL=root-$1 rauc.slot=$1 ro" > "$work/cmdline"; echo "IMAGE_VERSION=$2" > "$work/os-release"; }
brings() {
  echo "IMAGE_VERSION=$1" > "$work/new/usr/lib/os-release"
  echo "kernel $1" > "$work/new/usr/lib/baken/boot/vmlinuz"
  echo "first $1" > "$work/new/usr/lib/baken/boot/initrd"
  cp image/boot-entry "$work/new/usr/lib/baken/boot-entry"
}

runs a 100
image/boot-entry a 100 > "$entries/baken-a.conf"
is "$(slots running)" a "the slot that runs"
is "$(slots get-primary)" a "one slot alone"
is "$(slots get-state a)" good "a slot that proved itself"
is "$(slots get-state b)" bad "a slot without a system"
slots on-trial && fail "a slot that proved itself is not on trial"
slots makes-room && fail "a slot that proved itself stays"

brings 99
slots set-primary b && fail "an older system is not started"
is "$(slots get-state b)" bad "an older system"
brings 200
slots set-primary b || fail "a newer system is started next"
is "$(ls "$entries")" "$(printf 'baken-a.conf\nbaken-b+3.conf')" "entries"
is "$(cat "$work/boot/slot-b/vmlinuz")" "kernel 200" "its kernel"
is "$(grep -c 'root=PARTLABEL=root-b rauc.slot=b ' "$entries/baken-b+3.conf")" 1 "its root"
is "$(slots get-primary)" b "the newer one is first"
is "$(slots next-version)" 200 "the version that starts next"

# The loader counts three starts that fail.
runs b 200
slots on-trial || fail "it is on trial"
slots makes-room && fail "a start that was not counted leads to no other slot"
mv "$entries/baken-b+3.conf" "$entries/baken-b+2-1.conf"
slots on-trial || fail "it is on trial"
slots makes-room || fail "a start that was counted leads to the other slot in the end"
is "$(slots get-state b)" good "tries are left"
mv "$entries/baken-b+2-1.conf" "$entries/baken-b+0-3.conf"
slots on-trial || fail "the last try is one, too"
slots makes-room || fail "the next start is the other slot's"
mv "$entries/baken-a.conf" "$work/kept"
slots makes-room && fail "there is no other slot"
mv "$work/kept" "$entries/baken-a.conf"
is "$(slots get-primary)" a "no try is left"
is "$(slots next-version)" 100 "the version that starts when no try is left"
is "$(slots get-state b)" bad "no try is left"

# A good start ends the count.
mv "$entries/baken-b+0-3.conf" "$entries/baken-b+1-2.conf"
slots set-state b good || fail "it proves itself"
is "$(ls "$entries")" "$(printf 'baken-a.conf\nbaken-b.conf')" "entries"
slots set-state b good || fail "twice is no fault"

# Its root does not open at the next start, and the loader is asked for the other one.
runs a 100
is "$(slots get-state b)" bad "one that led to an older system"
is "$(slots get-primary)" a "the older one is what starts"
is "$(slots next-version)" 100 "its version"
runs b 200
is "$(slots get-state b)" good "it runs"
is "$(slots get-state a)" good "what is older than what runs did not fall"

# Back and forth: the other slot is emptied before it is written, and takes the next one.
brings 300
slots set-state a bad || fail "the other slot is emptied"
is "$(ls "$entries")" "baken-b.conf" "entries"
is "$(slots get-primary)" b "one slot is left"
slots set-primary a || fail "the next system"
is "$(ls "$entries")" "$(printf 'baken-a+3.conf\nbaken-b.conf')" "entries"

# The slot that runs can be given up; its entry stays, without a try.
slots set-state b bad || fail "the running slot is given up"
is "$(ls "$entries")" "$(printf 'baken-a+3.conf\nbaken-b+0-3.conf')" "entries"
is "$(slots get-primary)" a "the other one is left"
slots something-else && fail "a word it does not know"
echo "The boot loader's entries are what they should be."
