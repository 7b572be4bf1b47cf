# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the real regulars-cli in folders of its own, in fixed surroundings."""

import atexit
import csv
import fcntl
import io
import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))

import tap  # noqa: E402  pylint: disable=wrong-import-position,unused-import

PROGRAM, LOCALE_FOLDER = map(os.path.abspath, sys.argv[1:3])
NOW = '2026-03-02T02:00:00Z'
TODAY = '2026-03-02'

_home = tempfile.mkdtemp(prefix='regulars-cli-')
atexit.register(shutil.rmtree, _home, ignore_errors=True)
_folders = 0


def folder(name='folder'):
    """A path in the temporary folder that does not exist yet."""
    global _folders  # pylint: disable=global-statement
    _folders += 1
    return os.path.join(_home, f'{name}-{_folders}')


def file(text, name='file.csv', encoding='utf-8'):
    """A file with this text."""
    path = folder(name.replace('.csv', '')) + '.csv'
    with open(path, 'wb') as stream:
        stream.write(text if isinstance(text, bytes) else text.encode(encoding))
    return path


def environment(**changes):
    values = dict(os.environ)
    values.update(HOME=_home, XDG_DATA_HOME=os.path.join(_home, 'data'), REGULARS_NOW=NOW, TZ='Asia/Shanghai',
                  REGULARS_LOCALEDIR=LOCALE_FOLDER, LC_ALL='en_US.UTF-8', LANGUAGE='en',
                  DBUS_SESSION_BUS_ADDRESS='disabled:')
    values.update(changes)
    return {name: value for name, value in values.items() if value is not None}


class Answer:
    """What a run gave."""

    def __init__(self, words, status, out, err):
        self.words = words
        self.status = status
        self.raw = out
        self.err = err.decode('utf-8', 'replace')

    @property
    def out(self):
        return self.raw.decode('utf-8')

    @property
    def json(self):
        return json.loads(self.out)

    def ends(self, status):
        """The same answer, once it has been seen to end with this status."""
        tap.check(self.status == status, f'{self.words}: status {self.status}, not {status}\nstdout: {self.raw[:600]}\n'
                                         f'stderr: {self.err[:2000]}')
        return self


def run(*words, status=0, env=None, cwd=None, before=None, stdout=subprocess.PIPE):
    """Run the program; status None lets it end as it likes."""
    done = subprocess.run([PROGRAM, *map(str, words)], stdin=subprocess.DEVNULL, stdout=stdout,
                          stderr=subprocess.PIPE, env=env or environment(), cwd=cwd or _home, preexec_fn=before,
                          check=False, timeout=110)
    answer = Answer(words, done.returncode, done.stdout or b'', done.stderr)
    return answer if status is None else answer.ends(status)


def demo(customers=40, *more, name='shop'):
    """A new shop with invented customers."""
    shop = folder(name)
    run('demo', '--shop', shop, '--customers', customers, '--today', TODAY, *more)
    return shop


def imported(text, *more):
    """A new shop into which this table has been imported, and the report."""
    shop = folder('shop')
    report = run('import', file(text), '--shop', shop, '--json', *more).json
    return shop, report


def sound(shop):
    """The shop stands the check."""
    answer = run('check', '--shop', shop, '--json', status=None)
    tap.check(answer.status == 0 and answer.json['ok'], f'{answer.out}{answer.err}')
    return answer.json


def everybody(shop):
    return run('search', '', '--shop', shop, '--json').json


def same(found, wanted, what='value'):
    tap.check(found == wanted, f'{what}: {repr(found):.1500}\n  not {repr(wanted):.1500}')


def one_sentence(answer):
    """Something for a person on stderr, nothing on stdout."""
    tap.check(answer.out == '', f'stdout is not empty: {answer.out[:300]}')
    tap.check(0 < len(answer.err.strip().splitlines()) <= 3, f'stderr: {answer.err}')
    tap.check('GLib' not in answer.err and '(null)' not in answer.err and 'sqlite' not in answer.err.lower(),
              f'not for people: {answer.err}')
    return answer


class Lock:
    """Holds a shop as another program does: an open-file-description lock."""

    def __init__(self, shop):
        self.path = os.path.join(shop, 'shop.lock')
        self.file = None

    def __enter__(self):
        self.file = open(self.path, 'r+b')  # pylint: disable=consider-using-with
        # F_OFD_SETLK over the whole file: l_type, l_whence, l_start, l_len, l_pid.
        fcntl.fcntl(self.file, 37, struct.pack('hhqqi4x', fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0))
        return self

    def __exit__(self, *_):
        self.file.close()


def table(path_or_bytes):
    """Rows of a CSV file as lists."""
    data = path_or_bytes
    if isinstance(data, str):
        with open(data, 'rb') as stream:
            data = stream.read()
    return list(csv.reader(io.StringIO(data.decode('utf-8-sig'), newline='')))
