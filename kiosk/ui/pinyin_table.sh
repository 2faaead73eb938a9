#!/bin/sh
# Prints, for every Mandarin syllable without its tone, the characters that are read so, the most used first:
# "zhong 中种重". From the field kHanyuPinlu of the Unicode Han Database, which counts how often each of some 3,800 modern
# characters has which reading; of those the simplified ones, which are those of GB 2312, the set the small Han fonts have.
# pinyin_table.sh Unihan_Readings.txt.bz2
set -eu
bzip2 -dc "$1" | python3 -c '
import collections, re, sys, unicodedata
syllables = collections.defaultdict(dict)
for line in sys.stdin:
    parts = line.rstrip("\n").split("\t")
    if len(parts) != 3 or parts[1] != "kHanyuPinlu":
        continue
    character = chr(int(parts[0][2:], 16))
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        continue
    for reading, count in re.findall(r"(\S+?)\((\d+)\)", parts[2]):
        # u with two dots is typed as v, as on every keyboard for Chinese; tones are left out.
        plain = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
        plain = "".join(c for c in plain if "a" <= c <= "z")
        seen = syllables[plain]
        seen[character] = seen.get(character, 0) + int(count)
for syllable in sorted(syllables):
    characters = sorted(syllables[syllable].items(), key=lambda item: (-item[1], item[0]))
    if syllable:
        print(syllable, "".join(character for character, _ in characters))
'
