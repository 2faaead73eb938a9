#!/usr/bin/env bash
# The program that makes the data partition ready, on a file that stands for the partition, on a machine without a TPM.
set -euo pipefail
cd "$(dirname "$0")/../.."
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
export PATH="$PATH:/usr/sbin:/sbin"
export BAKEN_PARTITION="$work/data" BAKEN_TOLD="$work/told" BAKEN_TPM="$work/no-tpm" BAKEN_PLACES="$work/places" BAKEN_NEW="$work/new"
mkdir -p "$work/places/kiosk" "$work/places/update"
chmod 700 "$work/places/kiosk" "$work/places/update"
prepare() { system/files/usr/lib/baken/prepare-data > "$work/said" 2>&1; }
fail() { echo "prepare_data: $*" >&2; cat "$work/said" >&2; exit 1; }
said() { grep -q "$1" "$work/said"; }
holds() { debugfs -R "cat /kiosk/record" "$work/data" 2> /dev/null; }
blank() { dd if=/dev/zero of="$work/data" bs=1K seek="$1" count="$2" conv=notrunc status=none; }
again() { rm -rf "$work/told" "$work/new"; mkdir "$work/told"; }

# A partition that was made at this start, as repart leaves it.
made() { again; rm -f "$work/data"; truncate -s 96M "$work/data"; : > "$work/new"; prepare || fail "a new partition is made"; }

# The same with a record on it, at a later start.
used() { made; again; echo kept > "$work/record"; debugfs -w -R "write $work/record /kiosk/record" "$work/data" > /dev/null 2>&1; }

made
said "a new file system is made" || fail "a new partition gets a file system"
[[ ! -e "$work/told/remade" ]] || fail "nothing was lost with a new partition"
[[ -L "$work/told/device" ]] || fail "what is to be mounted is told"

used
prepare && [[ "$(holds)" == kept ]] || fail "what is whole stays"
[[ ! -s "$work/said" ]] || fail "what is whole needs no word"

used
blank 1 1
prepare || fail "a blank superblock is mended"
[[ "$(holds)" == kept && ! -e "$work/told/remade" ]] || fail "behind a blank superblock all is kept"

used
blank 0 4096
prepare || fail "a blank beginning is mended or made anew"
[[ "$(holds)" == kept || -e "$work/told/remade" ]] || fail "what was lost with a blank beginning is told"

used
blank 0 $((96 * 1024))
prepare || fail "a blank partition is made anew"
said "cannot be mended" && [[ -e "$work/told/remade" ]] || fail "staff are told that what was there is gone"

# The folder from which all others hang is lost, by its block or by its inode.
ask() { debugfs -R "$1" "$work/data" 2> /dev/null; }
change() { debugfs -w -R "$1" "$work/data" > /dev/null 2>&1; }
with_keys() { used; change "mkdir /kiosk/identity"; change "write $work/record /kiosk/identity/key"; }
blank_root() { dd if=/dev/zero of="$work/data" bs="$(dumpe2fs -h "$work/data" 2> /dev/null | sed -n 's/^Block size: *//p')" seek="$(ask "bmap / 0")" count=1 conv=notrunc status=none; }
place() { ask "ls -p /" | sed -n "s,^/[0-9]*/\([0-9]*/[0-9]*/[0-9]*\)/$1//$,\1,p"; }
for way in block inode; do
  with_keys
  before="$(place update)"
  if [[ "$way" == block ]]; then blank_root; else change "clri <2>"; fi
  prepare || fail "a lost root ($way) is mended"
  [[ "$(holds)" == kept && ! -e "$work/told/remade" ]] || fail "behind a lost root ($way) all is kept"
  [[ -n "$before" && "$(place update)" == "$before" ]] || fail "the place of systems is there, and its owner's ($way)"
  e2fsck -f -n "$work/data" > "$work/said" 2>&1 || fail "what was mended is whole ($way)"
  again
  prepare && [[ "$(holds)" == kept && ! -s "$work/said" ]] || fail "the next start finds it whole ($way)"
done

# What was begun is found again as well; a root from which nothing of ours hung is none of ours.
with_keys
change "write $work/record /update/offered"
blank_root
prepare || fail "a lost root is mended"
[[ "$(ask "cat /update/offered")" == kept ]] || fail "what was fetched in part is kept"
made
again
blank_root
prepare || fail "a lost root with nothing to keep is made anew"
[[ -e "$work/told/remade" && -n "$(place kiosk)" ]] || fail "what is made anew is told"

# The head of a lock (LUKS2) that was done, on a machine that does not show its TPM.
again
{ printf 'LUKS\272\276\0\002\0\0\0\0\0\0\100\0\0\0\0\0\0\0\0\001baken-1'; head -c 16384 /dev/zero; } | dd of="$work/data" conv=notrunc status=none
before="$(sha256sum < "$work/data")"
for start in first second third; do
  again
  prepare && fail "without its TPM there is nothing to mount"
  [[ -e "$work/told/tpm-off" && ! -e "$work/told/remade" && ! -e "$work/told/device" ]] || fail "staff are told at the $start start"
  [[ "$(sha256sum < "$work/data")" == "$before" ]] || fail "the $start start without a TPM changed the lock"
done
echo "The data partition is mended before it is made anew, and a lock without its TPM stays as it is."
