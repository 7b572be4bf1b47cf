# SPDX-License-Identifier: GPL-3.0-or-later
"""The files with text that people read, in the form of po/POTFILES.in.

With --compendium FILE: lines "English<TAB>translation", and where it has one
<TAB>"context: CONTEXT", as a .po file.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
C_MARKS = re.compile(r'\b(?:_|N_|C_|NC_|g_dcgettext|gettext|ngettext|g_dngettext|dngettext|g_dpgettext2?)\s*\(\s*(?:[A-Z_]+\s*,\s*)?"')
UI_MARKS = re.compile(r'\btranslatable\s*=\s*"(?:yes|true)"')
DATA = ('.desktop.in', '.metainfo.xml.in', '.gschema.xml.in')


def wants_translation(path):
    if path.name.endswith(DATA):
        return True
    if path.suffix in ('.c', '.h', '.blp'):
        return C_MARKS.search(path.read_text(encoding='utf-8')) is not None
    if path.suffix == '.ui':
        return UI_MARKS.search(path.read_text(encoding='utf-8')) is not None
    return False


def files():
    found = [path for folder in ('data', 'src') for path in (ROOT / folder).rglob('*')
             if path.is_file() and wants_translation(path)]
    return sorted(str(path.relative_to(ROOT)) for path in found)


def quoted(text):
    # The lines were written as in C: what is escaped there stays escaped.
    return '"' + re.sub(r'(?<!\\)"', r'\\"', text) + '"'


def compendium(lines):
    yield 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=1; plural=0;\\n"\n'
    seen = set()
    for line in lines:
        source, tab, rest = line.rstrip('\n').partition('\t')
        translation, _, context = rest.partition('\tcontext: ')
        if tab and source and translation.strip() and (context, source) not in seen:
            seen.add((context, source))
            where = f'msgctxt {quoted(context)}\n' if context else ''
            yield f'{where}msgid {quoted(source)}\nmsgstr {quoted(translation.strip())}\n'


if __name__ == '__main__':
    if sys.argv[1:2] == ['--compendium']:
        with open(sys.argv[2], encoding='utf-8') as text:
            print('\n'.join(compendium(text)))
    else:
        print('# Every file with text that people read; build-aux/update-po keeps this list.')
        print('\n'.join(files()))
