#!/usr/bin/env bash
# The hub's figures: tests/bench/hub_bench.sh BUILD. One machine plays the hub and everybody who asks it. Nothing here
# passes or fails.
source "$(dirname "$0")/../e2e/cp_lib.sh"
PATH="$PATH:/usr/sbin"
need curl openssl python3
kiosks="${BAKEN_KIOSKS:-3600}"
envelopes="${BAKEN_ENVELOPES:-10000}"
records="${BAKEN_RECORDS:-100000}"
region="$work/region"
make_region "$region"
"$build/bin/hand-in" register draaikom 100 >> "$region/kiosks.toml"
"$baken_cp" user add "$region" anna --role operator <<< "vier losse woorden hier"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=127.0.0.1 \
  -keyout "$work/tls.key" -out "$work/tls.crt" 2> /dev/null
memory() { echo $(($(curl -sk "$url/metrics" | sed -n 's/^baken_memory_bytes //p') / 1000000)); }
end() { kill "$hub"; wait "$hub" 2> /dev/null || true; }

echo "-- $kiosks kiosks on long poll over TLS (aim: the last within 2000 ms; memory below 200 MB)"
serve "$region" --hold 300 --tls-cert "$work/tls.crt" --tls-key "$work/tls.key"
empty="$(memory)"
exec {figures}< <(exec "$build/bin/poll-crowd" "${url##*:}" "$kiosks" 2 "$region/public/baken/repository/metadata/timestamp.json" tls)
read -r line <&"$figures"
await_polls "$kiosks" -k
echo "memory: $empty MB empty, $(memory) MB with $kiosks TLS connections"
"$baken_cp" rotate "$region" --role timestamp > /dev/null
read -r line <&"$figures"
echo "$line"
end

echo "-- $envelopes envelopes from 100 kiosks over 64 connections, on SQLite, each on the disk before its answer (aim: 1000 a second)"
serve "$region"
"$build/bin/hand-in" send "$region/coordination-point.toml" 100 "$envelopes" 64 "${url##*:}" | tail -n 1
echo "memory: $(memory) MB"
end

echo "-- the desk's list among $records records (aim: 100 ms)"
"$build/bin/hand-in" fill "$region/inbox.sqlite" "$region/coordination-point.toml" 100 "$records"
serve "$region" --desk cp/desk
python3 - "$url" << 'PYTHON'
import http.client, json, statistics, sys, time
host = sys.argv[1].split("//")[1]
wire = http.client.HTTPConnection(host)
def ask(method, path, body=None, **headers):
    wire.request(method, path, body, headers)
    answer = wire.getresponse()
    return answer, answer.read()
answer, _ = ask("POST", "/desk/api/sign-in", json.dumps({"name": "anna", "password": "vier losse woorden hier"}),
                **{"Content-Type": "application/json"})
cookie = answer.getheader("Set-Cookie").split(";")[0]
for path in ("records", "situations"):
    took = []
    for _ in range(21):
        begun = time.perf_counter()
        answer, data = ask("GET", f"/desk/api/{path}", Cookie=cookie)
        took.append((time.perf_counter() - begun) * 1000)
    assert answer.status == 200, data
    many = len(json.loads(data).get("records", []))
    print(f"{path}: {statistics.median(took):.1f} ms (half), {max(took):.1f} ms (worst of 21), {many} records told")
PYTHON
echo "memory: $(memory) MB"

echo "-- static serving, a file of the repository over 16 connections, against nginx with one worker and with two"
# The size of a large picture, and nothing that could be compressed.
big=large.bin
head -c 500000 /dev/urandom > "$region/public/baken/repository/targets/$big"
small="$(find "$region/public/baken/repository/targets" -type f -size -4k -printf '%s %P\n' | sort -n | tail -n 1 | cut -d' ' -f2)"
bench_get() {  # bench_get NAME PORT
  local file
  for file in "$small:20000" "$big:4000"; do
    local path="${file%:*}"
    printf '%s, %s bytes: ' "$1" "$(stat -c %s "$region/public/baken/repository/targets/$path")"
    "$build/bin/hand-in" get "$2" "/baken/repository/targets/$path" 16 "${file##*:}"
  done
}
bench_get "the hub" "${url##*:}"
end
if command -v nginx > /dev/null; then
  chmod 755 "$work"
  for workers in 1 2; do
    port="$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')"
    cat > "$work/nginx.conf" << CONF
pid $work/nginx.pid;
error_log $work/nginx.log;
worker_processes $workers;
events { worker_connections 1024; }
http {
  access_log off;
  sendfile on;
  keepalive_requests 1000000;
  client_body_temp_path $work/t1; proxy_temp_path $work/t2; fastcgi_temp_path $work/t3; uwsgi_temp_path $work/t4; scgi_temp_path $work/t5;
  server { listen 127.0.0.1:$port; root $region/public; }
}
CONF
    nginx -c "$work/nginx.conf" 2> "$work/nginx.start" || { cat "$work/nginx.start"; exit 1; }
    started+=("$(cat "$work/nginx.pid")")
    bench_get "nginx, $workers workers" "$port"
    kill "$(cat "$work/nginx.pid")"
  done
else
  echo "nginx is not installed"
fi
