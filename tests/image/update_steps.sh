#!/usr/bin/env bash
# The program that installs a new system, with a rauc that only notes what it was asked, on a folder that stands for the boot
# partition. A bundle here is a file that holds its version.
set -euo pipefail
cd "$(dirname "$0")/../.."
work="$(mktemp -d)"
started=()
one=''
trap 'for one in "${started[@]}"; do kill -KILL -- "-$one" 2> /dev/null || true; done; rm -rf "$work"' EXIT
export PATH="$work/bin:$PATH" BAKEN_RUN="$work/run" BAKEN_RAUC="$work/system.conf" BAKEN_OS_RELEASE="$work/os-release"
export BAKEN_BOOT="$work/boot" BAKEN_CMDLINE="$work/cmdline" BAKEN_SLOT_ROOT="$work/root"
entries="$work/boot/loader/entries"
sticks="$work/sticks"
mkdir -p "$work/bin" "$work/run" "$sticks" "$entries" "$work/root/usr/lib/baken/boot"
fail() { echo "update_steps: $*" >&2; tail -n 20 "$work/said" "$work"/run/* "$work/asked" >&2; exit 1; }
is() { [[ "$1" == "$2" ]] || fail "$3: \"$1\", not \"$2\""; }
# What staff read, and what the notice for whoever put the stick in says.
staff() { cat "$work/run/update"; }
notice() { cat "$work/run/update-by-stick"; }
installs() { grep -c . "$work/asked" || true; }

# It takes as long as somebody holds the line open, where there is one, and refuses a second one meanwhile.
cat > "$work/bin/rauc" <<'END'
#!/bin/bash
work="${0%/*}/.."
for last; do :; done
if [[ "$1" == info ]]; then
  compatible=baken-test
  [[ "$last" != *other-board* ]] || compatible=baken-other
  printf "RAUC_MF_COMPATIBLE='%s'\nRAUC_MF_VERSION='%s'\n" "$compatible" "$(cat "$last")"
  exit
fi
echo "$last" >> "$work/asked"
if ! mkdir "$work/busy" 2> /dev/null; then echo second > "$work/second"; echo "Already processing a different method"; exit 1; fi
trap 'rmdir "$work/busy"' EXIT
if [[ -p "$work/begun" ]]; then echo begun > "$work/begun"; read -r _ < "$work/go-on"; fi
sed -i "s/.*/IMAGE_VERSION=$(cat "$last")/" "$work/root/usr/lib/os-release"
system/files/usr/lib/baken/boot-slots set-primary b
END
# Says when it has to wait.
cat > "$work/bin/flock" <<'END'
#!/bin/bash
/usr/bin/flock --nonblock "$1" || { echo second > "${0%/*}/../second"; exec /usr/bin/flock "$1"; }
END
chmod +x "$work/bin/"*
echo compatible=baken-test > "$work/system.conf"
echo IMAGE_VERSION=100 > "$work/os-release"
echo "root=PARTLABEL=root-a rauc.slot=a ro" > "$work/cmdline"
echo IMAGE_VERSION=0 > "$work/root/usr/lib/os-release"
touch "$work/root/usr/lib/baken/boot/vmlinuz" "$work/root/usr/lib/baken/boot/initrd"
cp image/boot-entry "$work/root/usr/lib/baken/boot-entry"

fresh() {
  rm -rf "$entries" "$work/run" "$work/busy"
  mkdir -p "$entries" "$work/run"
  : > "$work/asked"
  image/boot-entry a 100 > "$entries/baken-a.conf"
}
bundle() { echo "$1" > "$sticks/$1.raucb"; echo "$sticks/$1.raucb"; }
update() { system/files/usr/lib/baken/update "$@" > "$work/said" 2>&1; }

fresh
update "$(bundle 300)" sda1 || fail "a newer one is installed"
is "$(staff)" "starts-next 300" "staff read of it"
is "$(ls "$entries")" "$(printf 'baken-a.conf\nbaken-b+3.conf')" "entries"

# Last year's stick, newer than what runs, while a newer one still waits.
update "$(bundle 200)" sdb1 || fail "it ends well"
is "$(installs)" 1 "what is older than the next start's is not installed"
is "$(staff)" "starts-next 300" "staff still read of the newer one"
is "$(notice)" "not-newer 200 sdb1" "whoever put it in is told"
update "$(bundle 400)" || fail "it ends well"
is "$(installs)" 2 "a still newer one is installed"

# The newer one did not start here: the older one may be a way on.
mv "$entries/baken-b+3.conf" "$entries/baken-b+0-3.conf"
update "$(bundle 300)" || fail "it ends well"
is "$(installs)" 3 "one that did not start keeps no other out"

# What proved itself does not start any more, and this machine came up in the older one: the same system mends it.
fresh
image/boot-entry b 300 > "$entries/baken-b.conf"
update "$(bundle 200)" sda1 || fail "it ends well"
is "$(installs)" 1 "one between the two is installed"
fresh
image/boot-entry b 300 > "$entries/baken-b.conf"
update "$(bundle 300)" sda1 || fail "it ends well"
is "$(installs)" 1 "a system that rotted is installed anew"
is "$(notice)" "starts-next 300 sda1" "whoever put it in is told"
is "$(ls "$entries")" "$(printf 'baken-a.conf\nbaken-b+3.conf')" "entries"

# Several systems on one stick, in the order of their names.
stick() { rm -f "$sticks"/*; local one; for one; do echo "${one#*:}" > "$sticks/${one%:*}.raucb"; done; }
put_in() { local one; for one in "$sticks"/*.raucb; do update "$one" sda1 || true; done; }
fresh
stick a:300 b:200 c:50
put_in
is "$(notice)" "starts-next 300 sda1" "of three systems the one that starts next is told of"
fresh
stick a-other-board:300 b:200
put_in
is "$(notice)" "starts-next 200 sda1" "of systems for two machines the one for this machine is told of"
fresh
stick a-other-board:300 b-other-board:200
put_in
is "$(notice)" "refused - sda1" "of systems for other machines alone it is told that they are not taken"
rm "$sticks"/*

# From here on an installation waits for a word. Each runs as the leader of a group, as systemd ends one.
begin() { mkfifo "$work/begun" "$work/second" "$work/go-on"; }
end() { rm "$work/begun" "$work/second" "$work/go-on"; }
in_the_background() {
  setsid system/files/usr/lib/baken/update "$@" >> "$work/said" 2>&1 &
  started+=($!)
}

# The same system by both roads at once.
fresh
begin
in_the_background "$(bundle 300)"
read -r _ < "$work/begun"
in_the_background "$(bundle 300)" sda1
read -r _ < "$work/second"
echo on > "$work/go-on"
wait "${started[0]}" || fail "the first one is installed"
wait "${started[1]}" || fail "the second one is no failure"
end
is "$(installs)" 1 "it is installed once"
is "$(staff)" "starts-next 300" "staff read of no refusal"
is "$(notice)" "starts-next 300 sda1" "whoever put it in is told of none either"

# The stick is pulled: its unit is ended, and all its programs with it.
fresh
begin
in_the_background "$(bundle 300)" sda1
read -r _ < "$work/begun"
is "$(staff)" "installing 300" "staff read that it is being installed"
kill -TERM -- "-${started[2]}"
wait "${started[2]}" && fail "it was not installed"
end
is "$(staff)" "broken-off 300" "staff read that it was broken off"
# What was told of a stick goes with it, and not with another.
pulled() {
  local command
  command="$(sed -n '/update-by-stick/s/^ExecStopPost=+//p' system/files/usr/lib/systemd/system/baken-stick@.service)"
  eval "$(sed "s,%I,$1,g; s,/run/baken,$work/run,g" <<< "$command")" || fail "what is done after $1 was pulled fails"
}
fresh
pulled sda1
update "$(bundle 300)" sda1 || fail "a newer one is installed"
for other in sdb1 sda sda2 sda11; do
  pulled "$other"
  is "$(notice)" "starts-next 300 sda1" "what was told of sda1 stays when $other is pulled"
done
pulled sda1
[[ ! -e "$work/run/update-by-stick" ]] || fail "what was told of a stick goes with it"
echo "A new system is installed one at a time, and never over a newer one."
