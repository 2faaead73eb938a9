#!/bin/sh
# Prints the characters of the small Han fonts, one a line: all of GB 2312 (6,763 ideographs of both levels, its
# punctuation, kana and full-width forms). The standard's table is the C library's own: every pair of bytes of its 94 by
# 94 square goes through iconv, which drops the pairs that are not assigned.
set -eu
LC_ALL=C awk 'BEGIN {
    for (row = 161; row <= 247; row++)
        for (column = 161; column <= 254; column++)
            printf "%c%c\n", row, column
}' | iconv -c -f GB2312 -t UTF-8 | LC_ALL=C grep -v '^$'
# What GB 2312 lacks and modern text uses: the middle dot, ellipsis and dashes in their common code points, the ideographic
# zero, and the full-width tilde and wave dash.
printf '·\n…\n—\n–\n〇\n～\n〜\n'
