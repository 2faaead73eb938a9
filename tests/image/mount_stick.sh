#!/usr/bin/env bash
# What the program that mounts sticks asks of the kernel: nothing that a stick says of itself may count. With programs that
# only note what they were asked.
set -euo pipefail
cd "$(dirname "$0")/../.."
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
fail() { echo "mount_stick: $*" >&2; cat "$work/said" "$work/asked" >&2; exit 1; }

mkdir "$work/bin"
printf '#!/bin/sh\necho /sys/devices/pci0000:00/usb1/1-1/block/sda/sda1\n' > "$work/bin/readlink"
printf '#!/bin/sh\ncat "%s/type"\n' "$work" > "$work/bin/blkid"
printf '#!/bin/sh\necho "$*" >> "%s/asked"\n' "$work" > "$work/bin/systemd-mount"
printf '#!/bin/sh\n' > "$work/bin/systemd-umount"
chmod +x "$work/bin/"*

for type in vfat exfat ext4; do
  echo "$type" > "$work/type"
  : > "$work/asked"
  PATH="$work/bin:$PATH" system/files/usr/lib/baken/mount-stick sda1 > "$work/said" 2>&1 || fail "$type: it ends well"
  grep -q "sda1 is mounted ($type" "$work/said" || fail "$type: it is mounted"
  ! grep -v -e '-o nosuid,nodev,noexec,' "$work/asked" || fail "$type: programs and devices on a stick are none"
done
# Only ext4 lets the stick itself say what becomes of the machine at an error, and that may be a panic.
! grep -v -e ',ro,noload,errors=continue ' "$work/asked" || fail "ext4: the stick decides what an error does"

echo "" > "$work/type"
: > "$work/asked"
PATH="$work/bin:$PATH" system/files/usr/lib/baken/mount-stick sda1 > "$work/said" 2>&1 || fail "rubbish: it ends well"
! grep -v -e '-t tmpfs' "$work/asked" || fail "rubbish: nothing of it is mounted"
echo "A stick is mounted as this machine wishes."
