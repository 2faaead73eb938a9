#!/usr/bin/env bash
# Thousands of kiosks wait in long polls; one publication answers them all. How soon, and in how much memory, is printed
# and not judged.
source "$(dirname "$0")/cp_lib.sh"
need curl
crowd="${BAKEN_CROWD:-5000}"
most=$(($(ulimit -Hn) - 200))
[[ "$most" -gt "$crowd" ]] || crowd="$most"
region="$work/region"
make_region "$region"
serve "$region" --hold 300
memory() { sed -n 's/^VmRSS:[[:space:]]*\([0-9]*\) kB/\1/p' "/proc/$hub/status"; }
empty="$(memory)"
exec {figures}< <(exec "$build/bin/poll-crowd" "${url##*:}" "$crowd" 2 "$region/public/baken/repository/metadata/timestamp.json")
read -r line <&"$figures" || fail "the crowd could not come"
same "$line" open "the crowd"
await_polls "$crowd"
full="$(memory)"
"$baken_cp" rotate "$region" --role timestamp > /dev/null
read -r line <&"$figures"
echo "$line"
echo "memory of the hub: $((empty / 1024)) MB empty, $((full / 1024)) MB with $crowd polls, $(((full - empty) * 1024 / crowd)) bytes a poll"
[[ "$line" == "$crowd of $crowd polls answered"* ]] || fail "not everyone heard"
