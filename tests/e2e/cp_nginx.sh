#!/usr/bin/env bash
# Any web server may stand in for the hub: nginx serves the same folder, and the same client is content with it.
source "$(dirname "$0")/cp_lib.sh"
PATH="$PATH:/usr/sbin"
need curl nginx python3 openssl
region="$work/region"
make_region "$region"
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=127.0.0.1 \
  -addext subjectAltName=IP:127.0.0.1 -keyout "$work/tls.key" -out "$work/tls.crt" 2> /dev/null
# Its worker runs as another user where this runs as root, and must be able to come by.
chmod 755 "$work"
plain="$(free_port)"
secure="$(free_port)"
cat > "$work/nginx.conf" <<CONF
pid $work/nginx.pid;
error_log $work/nginx.log;
events {}
http {
  access_log off;
  client_body_temp_path $work/t1; proxy_temp_path $work/t2; fastcgi_temp_path $work/t3; uwsgi_temp_path $work/t4; scgi_temp_path $work/t5;
  server {
    listen 127.0.0.1:$plain;
    listen 127.0.0.1:$secure ssl;
    ssl_certificate $work/tls.crt;
    ssl_certificate_key $work/tls.key;
    root $region/public;
  }
}
CONF
# nginx goes to the background once it listens.
nginx -c "$work/nginx.conf" 2> "$work/nginx.start" || { cat "$work/nginx.start"; exit 1; }
started+=("$(cat "$work/nginx.pid")")
url="http://127.0.0.1:$plain"
timestamp="/baken/repository/metadata/timestamp.json"

begin_trust "$region"
refresh "$url"
download "$url" sites/draaikom.toml | cmp - content/demo/sites/draaikom.toml
sed -i 's/^nl = .*/nl = "Stroom terug"/' "$work/content/demo/situation.toml"
publish "$region" > /dev/null
download "$url" situation.toml | grep -q 'Stroom terug' || fail "the new situation did not arrive"
"$baken_cp" rotate "$region" --role root > /dev/null
"$baken_cp" rotate "$region" --role timestamp > /dev/null
refresh "$url"
same "$(status -H "If-None-Match: $(header ETag "$url$timestamp")" "$url$timestamp")" 304 "the same again"
same "$(curl -s -r 3-6 "$url$timestamp")" "$(tail -c +4 "$region/public$timestamp" | head -c 4)" "a part"
curl -s --cacert "$work/tls.crt" "https://127.0.0.1:$secure$timestamp" | cmp - "$region/public$timestamp"
same "$(status "$url/keys/root.1.key")" 404 "keys"
echo "nginx does as well."
