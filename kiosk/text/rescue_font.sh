#!/bin/sh
# rescue_font.sh HB_SUBSET FONT OUT: writes the Latin letters of a font as a C++ list of bytes; an empty list when there
# is no hb-subset or no such font.
set -eu
small="$3.ttf"
if [ -x "$1" ] && [ -r "$2" ]; then
    "$1" --unicodes=20-7E,A0-17F,2010-2026,20AC --layout-features=kern --no-hinting --output-file="$small" "$2"
    od -An -v -tu1 "$small" | sed 's/\([0-9]\)\( \|$\)/\1,\2/g' > "$3"
else
    : > "$3"
fi
