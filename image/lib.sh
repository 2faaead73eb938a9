# What the steps of image/build share. Sourced, not run.
house="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

fail() {
  echo "image: $*" >&2
  exit 1
}

# step NAME COMMAND...: quiet unless it fails; says how long it took.
step() {
  local name="$1" start=$SECONDS log
  shift
  log="$(mktemp)"
  if ! "$@" > "$log" 2>&1; then
    tail -n 40 "$log" >&2
    rm -f "$log"
    fail "$name failed; the lines above say why"
  fi
  rm -f "$log"
  printf '%5d s  %s\n' $((SECONDS - start)) "$name"
}

# Brings the build folder up to date: what goes into the image, and what makes content for it and its tests.
build_program() {
  [[ -e "$program/build.ninja" ]] || cmake -S "$house" --preset release -B "$program"
  nice ninja -C "$program" baken-kiosk baken-cp baken-content look-in-data fonts icons
}

# The kiosk for another kind of machine; fonts and pictograms are the same for all.
build_foreign_program() {
  cmake -S "$house" --preset "$architecture" && nice ninja -C "$house/build/$architecture" baken-kiosk
}

# The first words of a package list.
packages_of() { sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$house/system/packages.$1" | awk '{ print $1 }'; }

# A system that is built anew gets what Debian mended since; without a network it is built from what is here.
fresh_lists() { apt-get -qq update || echo "no new package lists; those of before are used" >&2; }

# Where this machine gets its packages from.
apt_sources() {
  local found=()
  shopt -s nullglob
  found=(/etc/apt/sources.list.d/*.sources)
  [[ ${#found[@]} -gt 0 ]] || found=(/etc/apt/sources.list /etc/apt/sources.list.d/*.list)
  printf '%s\n' "${found[@]}"
}

# How this machine gets them.
apt_settings() { apt-config dump | grep -E '^Acquire::(Check-|http|https|Retries|ForceIPv4|Max-FutureTime)' | grep -v '""' || true; }
