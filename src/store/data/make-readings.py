#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes readings.txt and traditional.txt from the Unicode Han database.

usage: make-readings.py UNIHAN_FOLDER

UNIHAN_FOLDER holds Unihan_Readings.txt and Unihan_Variants.txt, as they are
in unicode.org's Unihan.zip and in Debian's package unicode-data. Run by hand
when a newer Unicode is to be taken; the build needs only the result.
"""
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

# A reading used less often than this, of all uses of the character in the
# word count of kHanyuPinlu, is not worth an entry in every index.
SMALLEST_SHARE = 0.06
MOST_READINGS = 3

NOTICE = """\
# Derived from the Unicode Han database (Unihan {version}),
# © 1991-{year} Unicode, Inc., under the Unicode licence
# (SPDX: Unicode-DFS-2016, https://www.unicode.org/copyright.html).
# Made by make-readings.py; hand-made corrections belong into chars.txt.
"""

TONES = {'\u0304': '1', '\u0301': '2', '\u030c': '3', '\u0300': '4'}


def numbered(pinyin):
    """lǚ → lv3; None for sounds that are no syllable (ḿ, ê, hm)."""
    tone, letters = '5', ''
    for c in unicodedata.normalize('NFD', pinyin):
        if c in TONES:
            tone = TONES[c]
        elif c == '\u0308' and letters.endswith('u'):
            letters = letters[:-1] + 'v'
        elif 'a' <= c <= 'z':
            letters += c
        else:
            return None
    if not re.search('[aeiouv]', letters):
        return None
    return letters + tone


def read(path):
    table = defaultdict(dict)
    for line in path.read_text(encoding='utf-8').splitlines():
        if line.startswith('U+'):
            code, key, value = line.split('\t')
            table[int(code[2:], 16)][key] = value
    return table


def candidates(entry):
    """The readings of one character, the best first."""
    found = entry.get('kMandarin', '').split()
    counted = [(p, int(n)) for p, n in re.findall(r'(\S+?)\((\d+)\)', entry.get('kHanyuPinlu', ''))]
    total = sum(n for _, n in counted)
    found += [p for p, n in counted if n >= total * SMALLEST_SHARE]
    listed = []
    for key in ('kTGHZ2013', 'kXHC1983'):
        for group in entry.get(key, '').split():
            listed += group.split(':', 1)[1].split(',')
    # Where nobody counted, the dictionaries' readings stand for frequent ones.
    if not counted:
        found += listed
    if not found:
        for group in entry.get('kHanyuPinyin', '').split():
            found += group.split(':', 1)[1].split(',')[:1]
    result = []
    for pinyin in filter(None, map(numbered, found)):
        if pinyin not in result and (pinyin[-1] != '5' or not any(r[:-1] == pinyin[:-1] for r in result)):
            result.append(pinyin)
    return result[:MOST_READINGS]


def traditional(variants):
    pairs = []
    for code, entry in sorted(variants.items()):
        simple = [int(v.split('<')[0][2:], 16) for v in entry.get('kSimplifiedVariant', '').split()]
        if simple and code not in simple and 0x3400 <= code <= 0x9fff and simple[0] <= 0x9fff:
            pairs.append(chr(code) + chr(simple[0]))
    return pairs


def main():
    source, here = Path(sys.argv[1]), Path(__file__).parent
    text = (source / 'Unihan_Readings.txt').read_text(encoding='utf-8')
    notice = NOTICE.format(version=re.search(r'Unicode version: ([0-9.]+?)(\.0)?\n', text)[1],
                           year=re.search(r'© (\d{4})', text)[1])
    readings = {code: candidates(e) for code, e in read(source / 'Unihan_Readings.txt').items()}
    ranks = [defaultdict(list) for _ in range(MOST_READINGS)]
    for code, found in sorted(readings.items()):
        for rank, pinyin in enumerate(found):
            ranks[rank][pinyin].append(chr(code))
    with open(here / 'readings.txt', 'w', encoding='utf-8') as out:
        out.write(notice + '#\n# RANK READING CHARACTERS: those whose best (1), second (2) … reading it is.\n')
        for rank, groups in enumerate(ranks, 1):
            for pinyin, chars in sorted(groups.items()):
                out.write(f'{rank} {pinyin} {"".join(chars)}\n')
    with open(here / 'traditional.txt', 'w', encoding='utf-8') as out:
        out.write(notice + '#\n# Pairs: traditional character, simplified character.\n')
        pairs = traditional(read(source / 'Unihan_Variants.txt'))
        for start in range(0, len(pairs), 30):
            out.write(' '.join(pairs[start:start + 30]) + '\n')


main()
