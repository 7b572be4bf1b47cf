# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that people read can be translated, and zh_CN is."""

import pathlib
import re
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(sys.argv[1])
sys.path[:0] = [str(SOURCE / 'tests' / 'support'), str(SOURCE / 'build-aux')]
import po_files  # noqa: E402
import tap  # noqa: E402

PO = SOURCE / 'po' / 'zh_CN.po'


def run(*words):
    return subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False,
                          env={'PATH': '/usr/local/bin:/usr/bin:/bin', 'LC_ALL': 'C.UTF-8', 'HOME': '/nonexistent',
                               'REGULARS_IN_DEVENV': 'test'})


def entries(text):
    """The entries of a .po file: (comments, flags, context, id, plural, translations)."""
    def unquoted(block, word):
        match = re.search(rf'^{word} ((?:".*"\n?)+)', block, re.MULTILINE)
        return None if match is None else ''.join(re.findall(r'"(.*)"', match[1]))
    for block in re.split(r'\n\s*\n', text):
        if re.search(r'^msgid ', block, re.MULTILINE) and not block.startswith('#~'):
            flags = ' '.join(re.findall(r'^#, (.*)$', block, re.MULTILINE))
            translations = [unquoted(block, word) for word in (r'msgstr', r'msgstr\[0\]')]
            where = ' '.join(re.findall(r'^#: (.*)$', block, re.MULTILINE))
            yield where, flags, unquoted(block, 'msgid'), [text for text in translations if text is not None]


@tap.point('po/POTFILES.in names every file with text, and only those')
def _():
    listed = [line for line in (SOURCE / 'po' / 'POTFILES.in').read_text(encoding='utf-8').splitlines()
              if line and not line.startswith('#')]
    wanted = po_files.files()
    tap.none_of(sorted(set(wanted) - set(listed)), 'missing (build-aux/update-po adds them)')
    tap.none_of(sorted(set(listed) - set(wanted)), 'has no text or is not there')
    tap.check(len(listed) == len(set(listed)), 'a file is listed twice')


@tap.point('the template is made without a complaint, and zh_CN has every string of it')
def _():
    with tempfile.TemporaryDirectory() as folder:
        made = run(SOURCE / 'build-aux' / 'po-template', f'{folder}/regulars.pot')
        tap.check(made.returncode == 0 and not made.stderr.strip(), made.stderr)
        compared = run('msgcmp', '--use-untranslated', PO, f'{folder}/regulars.pot')
        tap.check(compared.returncode == 0, compared.stderr)


@tap.point('zh_CN keeps formats, plurals and access keys')
def _():
    result = run('msgfmt', '--check', '--check-format', '--output-file=/dev/null', PO)
    tap.check(result.returncode == 0 and not result.stderr.strip(), result.stderr)


@tap.point('zh_CN is complete: nothing untranslated, nothing unsure')
def _():
    found = list(entries(PO.read_text(encoding='utf-8')))
    tap.check(len(found) > 20, 'the translation is nearly empty')
    tap.none_of([f'{source} ({where})' for where, _, source, translations in found
                 if source and not all(translations)], 'untranslated')
    tap.none_of([source for _, flags, source, _ in found if 'fuzzy' in flags], 'unsure')


@tap.point('zh_CN speaks as the house speaks: no 您, no exclamation marks')
def _():
    found = entries(PO.read_text(encoding='utf-8'))
    tap.none_of([text for _, _, source, texts in found if source for text in texts if re.search('[您！]|[^<&]!$', text)],
                'not how the house speaks')


@tap.point('English has no exclamation marks and no straight three dots')
def _():
    found = entries(PO.read_text(encoding='utf-8'))
    tap.none_of([source for _, _, source, _ in found if source and re.search(r'[A-Za-z]!(\s|$)|[A-Za-z]\.\.\.', source)],
                'not how the house speaks')


@tap.point('no text is cut by a macro that the template cannot see')
def _():
    cut = re.compile(r'\b(?:_|N_|ngettext)\s*\([^;]*?"\s*G_G?[A-Z0-9]+_FORMAT\b')
    tap.none_of([name for name in po_files.files() if name.endswith('.c')
                 and cut.search((SOURCE / name).read_text(encoding='utf-8'))], 'G_…_FORMAT inside a text')


sys.exit(tap.run())
