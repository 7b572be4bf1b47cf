# SPDX-License-Identifier: GPL-3.0-or-later
"""The sources keep the house's own rules."""

import functools
import os
import pathlib
import py_compile
import re
import shutil
import stat
import statistics
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(SOURCE / 'tests' / 'support'))
import tap  # noqa: E402

LAYERS = ('catalog', 'store', 'records', 'shop', 'exchange', 'connect', 'cli', 'app')
CODE = ('.c', '.h', '.py', '.blp', '.css', '.sql', '.sh')
# Data for tests is as it came from elsewhere.
FOREIGN = ('tests/data/', 'tests/e2e/reference/')


def list_files():
    """Everything that is tracked or would be; without git everything that is there."""
    try:
        out = subprocess.run(['git', '-c', f'safe.directory={SOURCE}', '-C', SOURCE, 'ls-files', '-z', '--cached', '--others',
                              '--exclude-standard'], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
        names = [name for name in out.decode().split('\0') if name]
    except (OSError, subprocess.CalledProcessError):
        names = [str(path.relative_to(SOURCE)) for path in SOURCE.rglob('*')]
    return sorted({name for name in names if (SOURCE / name).is_file() and not name.startswith(('_build', '.git/'))})


FILES = list_files()


@functools.cache
def text_of(name):
    return (SOURCE / name).read_text(encoding='utf-8', errors='replace')


def own(*endings):
    return [name for name in FILES if name.endswith(endings) and not name.startswith(FOREIGN)]


def is_generated(name):
    """Tables of data that a script wrote say so at their head."""
    return re.search(r'\b[Gg]enerated (?:by|from|with)\b', text_of(name)[:2000]) is not None


@functools.cache
def first_line_of(name):
    """Of pictures and books, too, which need not be read as texts."""
    with open(SOURCE / name, 'rb') as file:
        return file.readline(200).decode(errors='replace')


def scripts(interpreter):
    return [name for name in FILES if first_line_of(name).startswith('#!') and interpreter in first_line_of(name)]


@tap.point('there are sources')
def _():
    tap.check(len(own('.c')) > 10, 'hardly anything was found; the other points mean nothing')


@tap.point('every source names its licence')
def _():
    named = own(*CODE, 'meson.build', 'meson.options', '.xml', '.xml.in', '.desktop.in', '.svg') + scripts('bash')
    tap.none_of([name for name in named if 'SPDX-License-Identifier: ' not in text_of(name)[:400]], 'no SPDX line')


@tap.point('COPYING is the licence')
def _():
    text = text_of('COPYING')
    tap.check('GNU GENERAL PUBLIC LICENSE' in text and 'Version 3, 29 June 2007' in text and len(text) > 34000, 'COPYING')


@tap.point('includes name a layer, and never climb')
def _():
    wrong = []
    headers = {pathlib.PurePath(name).name for name in own('.h')}
    for name in own('.c', '.h'):
        for line in re.findall(r'^\s*#\s*include\s+"([^"]+)"', text_of(name), re.MULTILINE):
            known = line == 'config.h' or line.split('/')[0] in LAYERS or name.startswith('tests/')
            # A name without a folder is a header that the build makes.
            made = '/' not in line and line not in headers
            if '..' in line.split('/') or line.startswith('src/') or not (known or made):
                wrong.append(f'{name}: {line}')
    tap.none_of(wrong, 'included in another way')


@tap.point('config.h comes first')
def _():
    late = []
    for name in own('.c'):
        if name.startswith('src/') and not is_generated(name):
            includes = re.findall(r'^\s*#\s*include\s+(\S+)', text_of(name), re.MULTILINE)
            if includes and includes[0] != '"config.h"':
                late.append(name)
    tap.none_of(late, 'another header comes first')


@tap.point('files are short enough to be read')
def _():
    long = []
    for name in own('.c', '.h', '.py', '.blp', '.css'):
        lines = text_of(name).count('\n')
        if lines > 600 and not is_generated(name):
            long.append(f'{name}: {lines} lines')
    tap.none_of(long, 'longer than 600 lines')


@tap.point('no function is longer than 150 lines')
def _():
    lengths = []
    for name in own('.c'):
        if is_generated(name):
            continue
        start = None
        for number, line in enumerate(text_of(name).split('\n'), 1):
            if line == '{':
                start = number
            elif line == '}' and start is not None:
                lengths.append((number - start - 1, f'{name}:{start}'))
                start = None
    tap.check(lengths, 'no function was found')
    plain = [length for length, _ in lengths]
    print(f'# {len(plain)} functions, median {statistics.median(plain):g} lines, '
          f'{sum(length > 40 for length in plain)} longer than 40, the longest {max(lengths)[0]} ({max(lengths)[1]})')
    tap.none_of([f'{where}: {length} lines' for length, where in lengths if length > 150], 'too long')


@tap.point('nothing is left for later')
def _():
    marks = re.compile(r'\b(?:TO' r'DO|FIX' r'ME|X' r'XX)\b')
    tap.none_of([f'{name}: {line.strip()}' for name in own(*CODE, 'meson.build') + scripts('bash')
                 for line in text_of(name).split('\n') if marks.search(line)], 'left for later')


@tap.point('deprecations are not silenced')
def _():
    silencers = ('IGNORE_' 'DEPRECATIONS', '-Wno-' 'deprecated', 'DISABLE_' 'DEPRECATION', 'diagnostic ' 'ignored "-Wdeprecated')
    tap.none_of([f'{name}: {word}' for name in own(*CODE, 'meson.build') for word in silencers if word in text_of(name)],
                'silenced')


@tap.point('no place of one machine and no name of a registry is in the tree')
def _():
    words = re.compile('|'.join([
        r'(?<![\w.~-])/' r'work/', r'(?<![\w.~-])/' r'root/', r'(?<![\w.~-])/home/' r'[a-z]+/', r'/tmp/' r'b-', r'deb\.' r'debian\.org',
        r'security\.' r'debian\.org', r'ftp\.[a-z.]*' r'debian\.org', r'registry\.' r'npmjs', r'npmjs\.' r'(?:org|com)', r'pypi\.' r'org',
        r'proxy\.' r'golang', r'crates\.' r'io', r'mirrors\.[a-z]+\.' r'(?:edu|com|cn)']))
    found = []
    for name in FILES:
        if name.startswith(FOREIGN) or name.endswith(('.png', '.db', '.xlsx', '.xls', '.gz')) or name == 'COPYING':
            continue
        found += [f'{name}: {line.strip()[:120]}' for line in text_of(name).split('\n') if words.search(line)]
    tap.none_of(found, 'named')


@tap.point('the README names the two commands')
def _():
    text = text_of('README.md')
    for command in ('build-aux/run', 'build-aux/test'):
        tap.check(command in text, command)


@tap.point('scripts can be read by the shell and may be started')
def _():
    shells = scripts('bash') + own('.sh')
    tap.check(len(shells) > 5, 'where are they?')
    for name in shells:
        result = subprocess.run(['bash', '-n', SOURCE / name], stderr=subprocess.PIPE, text=True, check=False)
        tap.check(result.returncode == 0, f'{name}: {result.stderr}')
    tap.none_of([name for name in scripts('bash') + scripts('python') if not os.stat(SOURCE / name).st_mode & stat.S_IXUSR],
                'not executable')
    for name in own('.py'):
        with tempfile.TemporaryDirectory() as folder:
            py_compile.compile(SOURCE / name, cfile=f'{folder}/out.pyc', doraise=True)


@tap.point('the C code is laid out as .clang-format says')
def _():
    if os.environ.get('REGULARS_IN_DEVENV') != 'container':
        raise tap.Skip('other versions lay out differently: only in the container')
    tap.check(shutil.which('clang-format'), 'clang-format is missing in the container')
    names = [name for name in own('.c', '.h') if name.startswith(('src/', 'tests/')) and not is_generated(name)]
    # All at once: to begin takes longer than to look at a file.
    result = subprocess.run(['clang-format', '--style=file', '--dry-run', '--Werror', *names], cwd=SOURCE, check=False,
                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors='replace')
    wrong = sorted(set(re.findall(r'^(\S+?):\d+:\d+: error: ', result.stdout, re.MULTILINE)))
    tap.check(wrong or result.returncode == 0, f'clang-format: status {result.returncode}\n{result.stdout[:2000]}')
    tap.none_of(wrong, 'laid out in another way (build-aux/format does it)')


sys.exit(tap.run())
