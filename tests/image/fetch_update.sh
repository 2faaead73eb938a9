#!/usr/bin/env bash
# The program that fetches a newer system, against a web server: what is offered is fetched once, and what does not go on
# leaves nothing behind.
set -euo pipefail
cd "$(dirname "$0")/../.."
work="$(mktemp -d)"
servers=()
trap '[[ ${#servers[@]} -eq 0 ]] || kill "${servers[@]}"; rm -rf "$work"' EXIT
export BAKEN_CMDLINE="$work/cmdline" BAKEN_BOOT="$work/boot" BAKEN_PLACE="$work/place" BAKEN_REFUSED="$work/refused" BAKEN_RAUC="$work/system.conf" BAKEN_OS_RELEASE="$work/os-release"
entries="$work/boot/loader/entries"
offers="$work/web/baken/system"
mkdir -p "$entries" "$work/boot/baken" "$work/place" "$offers"
fail() { echo "fetch_update: $*" >&2; cat "$work/said" "$work/web.log" >&2; exit 1; }
fetch() { system/files/usr/lib/baken/fetch-update > "$work/said" 2>&1 || fail "it ends well"; }
fetched() { grep -c 'raucb' "$work/web.log" || true; }
is() { [[ "$1" == "$2" ]] || fail "$3: \"$1\", not \"$2\""; }
offer() {
  head -c 100000 /dev/urandom > "$work/bundle"
  hash="$(sha256sum "$work/bundle" | cut -d' ' -f1)"
  mv "$work/bundle" "$offers/$hash.test.raucb"
  echo "$1 $hash" > "$offers/test.newest"
}

# Starts a server that tells its port in its first line.
serve() {
  mkfifo "$work/line"
  (cd "$work/web" && exec python3 -u "$@") > "$work/line" 2>> "$work/web.log" &
  servers+=($!)
  exec 3< "$work/line"
  read -r line <&3
  rm "$work/line"
  port="$(sed -n 's/.*port \([0-9]*\).*/\1/p' <<< "$line")"
}
ask() { printf 'hubs = [\n  "http://127.0.0.1:%s",\n  '"'http://127.0.0.1:%s/'"'\n]\n' "${2:-1}" "$1" > "$work/boot/baken/site.toml"; }
# Under a limit of the test's own, so that a program without one fills no disk.
fails() { if (ulimit -f 65536; system/files/usr/lib/baken/fetch-update > "$work/said" 2>&1); then fail "$1"; fi; }
gone() { [[ ! -e "$work/place/part" ]] || fail "$1"; }

serve -m http.server --bind 127.0.0.1 0
honest="$port"
ask "$honest"
echo compatible=baken-test > "$work/system.conf"
echo IMAGE_VERSION=100 > "$work/os-release"
echo 'version 100' > "$entries/baken-a.conf"
echo "root=PARTLABEL=root-a rauc.slot=a ro" > "$work/cmdline"

offer 100
fetch
is "$(fetched)" 0 "what runs already is not fetched"
offer 200
fetch
is "$(fetched)" 1 "a newer system is fetched, from the second hub when the first is silent"
is "$(sha256sum < "$work/place/ready.raucb" | cut -d' ' -f1)" "$hash" "what was fetched"

# The plug was pulled before it was installed.
fetch
is "$(fetched)" 1 "what was fetched and not installed yet is not fetched again"

# It was installed, and waits for the next start.
rm "$work/place/ready.raucb"
echo 'version 200' > "$entries/baken-b+3.conf"
fetch
is "$(fetched)" 1 "what waits for the next start is not fetched again"
mv "$entries/baken-b+3.conf" "$entries/baken-b+0-3.conf"
fetch
is "$(fetched)" 1 "what did not start here is not fetched again"

mv "$entries/baken-b+0-3.conf" "$entries/baken-b.conf"
fetch
is "$(fetched)" 2 "what proved itself and does not start any more is fetched anew"
rm "$work/place/ready.raucb"
rm "$entries/baken-b.conf"
echo 'version 400' > "$entries/baken-b+3.conf"
offer 300
fetch
is "$(fetched)" 2 "what is older than what waits for the next start is not fetched"
rm "$entries/baken-b+3.conf"
fetch
is "$(fetched)" 3 "the next one is fetched"
rm "$work/place/ready.raucb"
: > "$work/refused"
fetch
is "$(fetched)" 3 "what was refused is not fetched again"
offer 300
fetch
is "$(fetched)" 4 "another bundle of that version is"
rm "$work/refused" "$work/place/ready.raucb"

# A server that sends the bundle in chunks without end.
cat > "$work/endless.py" <<'PYTHON'
import http.server

class Endless(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        if self.path.endswith(".newest"):
            offer = b"400 " + b"0" * 64
            self.wfile.write(b"%x\r\n%s\r\n0\r\n\r\n" % (len(offer), offer))
            return
        try:
            while True:
                self.wfile.write(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Endless)
print("port", server.server_address[1], flush=True)
server.serve_forever()
PYTHON
serve "$work/endless.py"
endless="$port"
ask "$endless"
BAKEN_MOST=1000000 fails "what has no end is not taken"
gone "what has no end leaves nothing behind"
offer 350
ask "$honest" "$endless"
BAKEN_MOST=1000000 fetch
is "$(sha256sum < "$work/place/ready.raucb" | cut -d' ' -f1)" "$hash" "a first hub that gives no bundle keeps none from the second"
rm "$work/place/ready.raucb"

# A first hub that is behind.
mkdir -p "$work/behind/baken/system"
echo "100 $hash" > "$work/behind/baken/system/test.newest"
serve -m http.server --directory "$work/behind" --bind 127.0.0.1 0
behind="$port"
offer 360
ask "$honest" "$behind"
fetch
is "$(sha256sum < "$work/place/ready.raucb" | cut -d' ' -f1)" "$hash" "a first hub that is behind keeps nothing from the second"
rm "$work/place/ready.raucb"

# Nobody answers: a broken download is gone on with when somebody does.
ask 1
: > "$work/place/part"
fetch
[[ -e "$work/place/part" ]] || fail "what was begun stays while no hub can be reached"

# A portal, and a proxy before a hub that is down.
cat > "$work/between.py" <<'PYTHON'
import http.server
import sys

class Between(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        page = b"<!DOCTYPE html>\n<title>Welkom op dit netwerk</title>\n"
        self.send_response(int(sys.argv[1]))
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Between)
print("port", server.server_address[1], flush=True)
server.serve_forever()
PYTHON
for status in 200 503; do
  serve "$work/between.py" "$status"
  ask "$port"
  fetch
  [[ -e "$work/place/part" ]] || fail "what was begun stays over an answer that is not the hub's own, $status"
done

# The slot that was newer does not start any more: what is newer than what runs is fetched by itself as well.
ask "$honest"
rm -f "$entries"/baken-b*.conf
echo 'version 900' > "$entries/baken-b.conf"
offer 300
fetch
is "$(sha256sum < "$work/place/ready.raucb" | cut -d' ' -f1)" "$hash" "one between what runs and what does not start any more"
rm "$work/place/ready.raucb" "$entries/baken-b.conf"

is_over() {
  : > "$work/place/part"
  fetch
  gone "$1"
}
offer 100
is_over "what was begun goes when no newer system is offered any more"
offer 200
echo 'version 200' > "$entries/baken-b+0-3.conf"
is_over "what was begun goes when it is known here"
mv "$offers/test.newest" "$work/kept"
is_over "what was begun goes when nothing is offered any more"
mv "$work/kept" "$offers/test.newest"
offer 500
fetch
rm "$work/place/ready.raucb"
: > "$work/refused"
is_over "what was begun goes when it was refused"
rm "$work/refused"

# This server gives no parts: the next time it is fetched whole.
head -c 1000 /dev/zero > "$work/place/part"
fails "what cannot go on fails"
gone "what cannot go on is begun anew"
fetch
is "$(sha256sum < "$work/place/ready.raucb" | cut -d' ' -f1)" "$hash" "what was fetched anew"
rm "$work/place/ready.raucb"

before="$(fetched)"
BAKEN_SPARE=1000000000000000 fails "without room it is not fetched"
is "$(fetched)" "$before" "without room it is not begun"
gone "without room nothing is left"
# Under TLS, with an authority of its own.
authority() { openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN="$1" -days 9 -keyout "$work/$1.key" -out "$work/$1.pem" 2> /dev/null; }
issue() { # NAME AUTHORITY DAYS SUBJECT
  openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=test -keyout "$work/$1.key" -out "$work/$1.csr" 2> /dev/null
  echo "subjectAltName=$4" > "$work/$1.ext"
  openssl x509 -req -in "$work/$1.csr" -CA "$work/$2.pem" -CAkey "$work/$2.key" -CAcreateserial -days "$3" -extfile "$work/$1.ext" -out "$work/$1.pem" 2> /dev/null
}
cat > "$work/tls.py" <<'PYTHON'
import http.server
import ssl
import sys

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(sys.argv[1] + ".pem", sys.argv[1] + ".key")
server.socket = context.wrap_socket(server.socket, server_side=True)
print("port", server.server_address[1], flush=True)
server.serve_forever()
PYTHON
authority ours
authority another
ask_tls() {
  serve "$work/tls.py" "$work/$1"
  printf 'hubs = ["https://%s:%s"]\nca = "%s"\n' "$2" "$port" "$3" > "$work/boot/baken/site.toml"
}
cp "$work/ours.pem" "$work/boot/baken/ca.pem"
offer 600
issue expired ours -1 IP:127.0.0.1
ask_tls expired 127.0.0.1 ca.pem
fetch
is "$(sha256sum < "$work/place/ready.raucb" | cut -d' ' -f1)" "$hash" "a certificate of our authority counts, whatever its dates"
rm "$work/place/ready.raucb"
issue named ours -1 DNS:localhost
ask_tls named localhost "$work/ours.pem"
fetch
[[ -e "$work/place/ready.raucb" ]] || fail "so does one for a name"
rm "$work/place/ready.raucb"
# A look that comes to nothing is no failure.
printf '  hubs = ["https://localhost:%s"]\n  ca = "ca.pem"\n' "$port" > "$work/boot/baken/site.toml"
fetch
[[ -e "$work/place/ready.raucb" ]] || fail "so does one that is named behind blanks"
rm "$work/place/ready.raucb"
refuses() { ask_tls "$1" 127.0.0.1 ca.pem; fetch; [[ ! -e "$work/place/ready.raucb" ]] || fail "$2"; }
issue strange another 9 IP:127.0.0.1
refuses strange "another authority is not believed"
issue elsewhere ours 9 IP:192.0.2.1
refuses elsewhere "a certificate for another address is not believed"
refuses named "a certificate for a name is not believed for an address"

if grep -q '"GET //' "$work/web.log"; then fail "a hub's address that ends in a slash makes no second one"; fi
echo "What is offered is fetched once."
