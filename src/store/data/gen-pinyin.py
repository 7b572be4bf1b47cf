#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Turns the text files beside it into the C tables of rg-pinyin-table.c.

usage: gen-pinyin.py OUTPUT

Refuses words whose syllables do not fit, so that a slip in the data stops the
build and not a search.
"""
import hashlib
import sys
from pathlib import Path

HERE = Path(__file__).parent
FILES = ('readings.txt', 'traditional.txt', 'chars.txt', 'surnames.txt', 'words.txt', 'companies.txt')
FIRST, LAST = 0x3400, 0x9fff
MULTI, SURNAME, WORD, FOLD = 0x1000, 0x2000, 0x4000, 0x8000
PLACE, COMPANY, ENDING, LOOSE = 1, 2, 4, 8
# How syllables with ü are typed besides with v.
VARIANTS = {'lv': ('lu', 'lyu'), 'nv': ('nu', 'nyu'), 'lve': ('lue', 'lyue'), 'nve': ('nue', 'nyue')}


def lines(name):
    for line in (HERE / name).read_text(encoding='utf-8').splitlines():
        if line.strip() and not line.startswith('#'):
            yield line.strip()


def load_readings():
    table = {}
    for line in lines('readings.txt'):
        _, pinyin, chars = line.split()
        for c in chars:
            table.setdefault(c, []).append(pinyin)
    return table


class Tables:
    def __init__(self):
        self.fold = dict(pair for line in lines('traditional.txt') for pair in line.split())
        self.readings = load_readings()
        self.take_corrections()
        sounds = {p[:-1] for found in self.readings.values() for p in found}
        sounds |= {v for variants in VARIANTS.values() for v in variants}
        self.syllables = sorted(sounds)
        self.number = {s: i for i, s in enumerate(self.syllables)}
        self.words = {}
        self.surnames = {}
        self.take_words()
        self.take_companies()
        self.take_surnames()

    def take_corrections(self):
        own = {line.split()[0]: line.split()[1:] for line in lines('chars.txt')}
        for trad, simple in self.fold.items():
            if simple in own and trad not in own:
                self.readings[trad] = own[simple]
        self.readings.update(own)

    def sound(self, pinyin, where):
        tone = 0
        if pinyin[-1].isdigit():
            pinyin, tone = pinyin[:-1], int(pinyin[-1])
        if pinyin not in self.number:
            sys.exit(f'{where}: no such syllable: {pinyin}')
        return self.number[pinyin] * 8 + tone

    def spell(self, word, text):
        result = []
        for reading in text.split('|'):
            sounds = [self.sound(p, word) for p in reading.split()]
            if len(sounds) != len(word):
                sys.exit(f'{word}: {len(word)} characters, {len(sounds)} syllables')
            result.append(sounds)
        return result

    def add_word(self, word, readings, flags):
        old = self.words.get(word)
        if old and old[0] and readings and old[0] != readings and not (old[1] | flags) & PLACE:
            sys.exit(f'{word}: two different readings')
        if old and old[0]:
            readings = old[0] if old[1] & PLACE else (readings or old[0])
        self.words[word] = (readings, flags | (old[1] if old else 0))

    def take_words(self):
        flags = 0
        for line in lines('words.txt'):
            if line.startswith('['):
                flags = PLACE if line == '[places]' else 0
                continue
            if ':' in line:
                head, rest = line.split(':')
                char, pinyin = head.split()
                for word in rest.split():
                    if char not in word:
                        sys.exit(f'{word}: has no {char}')
                    sounds = [pinyin if c == char else self.readings[c][0][:-1] for c in word]
                    self.add_word(word, self.spell(word, ' '.join(sounds)), flags)
            else:
                word, rest = line.split(' ', 1)
                self.add_word(word, self.spell(word, rest), flags)

    def take_companies(self):
        flags = COMPANY
        for line in lines('companies.txt'):
            if line == '[endings]':
                flags = ENDING
                continue
            for word in line.split():
                self.add_word(word, [], flags)

    def take_surnames(self):
        for line in lines('surnames.txt'):
            if ' ' not in line:
                for c in line:
                    self.surnames[c] = ([], 0)
        for line in lines('surnames.txt'):
            if ' ' in line:
                word, rest = line.split(' ', 1)
                flags = LOOSE if word.startswith('~') else 0
                word = word.lstrip('~')
                self.surnames[word] = (self.spell(word, rest), flags)


def array(out, kind, name, values, width=16):
    out.append(f'static const {kind} {name}[] = {{')
    for start in range(0, len(values), width):
        out.append('  ' + ', '.join(str(v) for v in values[start:start + width]) + ',')
    out.append('};\n')


def characters(t, out):
    pool, places, base = [], {}, []
    starts_word = {w[0] for w in t.words}
    starts_surname = {w[0] for w in t.surnames}
    multi = []
    for code in range(FIRST, LAST + 1):
        c = chr(code)
        sounds = tuple(t.sound(p, c) for p in t.readings.get(c, ()))
        value = sounds[0] if sounds else 0
        if len(sounds) > 1:
            if sounds not in places:
                places[sounds] = len(multi)
                multi.append(len(pool))
                pool += [len(sounds), *sounds]
            value = MULTI | places[sounds]
        plain = t.fold.get(c, c)
        if c in starts_word or plain in starts_word:
            value |= WORD
        if c in starts_surname or plain in starts_surname:
            value |= SURNAME
        if c in t.fold:
            value |= FOLD
        base.append(value)
    array(out, 'guint16', 'char_base', base)
    array(out, 'guint16', 'multi_start', multi)
    array(out, 'guint16', 'multi_pool', pool)
    far = sorted((ord(c) - 0x20000 << 12) | t.sound(found[0], c)
                 for c, found in t.readings.items() if 0x20000 <= ord(c) < 0x40000)
    array(out, 'guint32', 'far_chars', far, 10)
    array(out, 'guint16', 'fold_from', [ord(c) for c in sorted(t.fold)])
    array(out, 'guint16', 'fold_to', [ord(t.fold[c]) for c in sorted(t.fold)])
    out.append(f'#define ZERO_SOUND {t.sound("ling2", "〇")}\n')


def entries(out, name, words):
    text, sounds, rows = [], [], []
    # The longest of those with the same beginning comes first.
    for word in sorted(words, key=lambda w: (w[0], -len(w), w)):
        readings, flags = words[word]
        if any(ord(c) > 0xffff for c in word):
            sys.exit(f'{word}: only characters of the basic plane')
        rows.append(f'{{ {len(text)}, {len(sounds)}, {len(word)}, {len(readings)}, {flags} }}')
        text += [ord(c) for c in word]
        for reading in readings:
            sounds += reading
    array(out, 'guint16', name + '_text', text)
    array(out, 'guint16', name + '_sounds', sounds)
    array(out, 'WordRow', name + '_rows', rows, 4)


def main():
    t = Tables()
    digest = hashlib.sha256(b''.join((HERE / f).read_bytes() for f in FILES)).hexdigest()[:12]
    out = ['/* Made by gen-pinyin.py from the files beside it. */',
           f'#define TABLE_VERSION "{digest}"',
           f'#define FIRST_CHAR {FIRST}', f'#define LAST_CHAR {LAST}',
           f'#define SYLLABLE_COUNT {len(t.syllables)}\n']
    array(out, 'char', 'syllable_text[8]', [f'"{s}"' for s in t.syllables], 12)
    array(out, 'guint8', 'syllable_length', [len(s) for s in t.syllables])
    rows = [f'{{ {t.number[s]}, {{ {t.number[a]}, {t.number[b]} }} }}' for s, (a, b) in VARIANTS.items()]
    array(out, 'VariantRow', 'variant_rows', rows, 4)
    characters(t, out)
    entries(out, 'word', t.words)
    entries(out, 'surname', t.surnames)
    text = '\n'.join(out)
    Path(sys.argv[1]).write_text(text.replace('syllable_text[8][]', 'syllable_text[][8]'), encoding='utf-8')


main()
