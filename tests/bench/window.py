# SPDX-License-Identifier: GPL-3.0-or-later
"""What the benchmarks of the window share: a display of their own, shops, and
programs that say what they measured."""

import argparse
import importlib.machinery
import importlib.util
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
DISPLAY = os.path.join(HERE, '..', 'app', 'with-display')


def enter(name):
    """The options; the benchmark goes on where there are a display and a bus
    of its own."""
    if 'REGULARS_BUILD' not in os.environ:
        sys.exit(f'{name}: please run it as build-aux/bench {name}')
    if os.environ.get('WAYLAND_DISPLAY') != 'wayland-regulars':
        os.execv(DISPLAY, [DISPLAY, 'dbus-run-session', '--', os.path.abspath(sys.argv[0]), *sys.argv[1:]])
    parser = argparse.ArgumentParser()
    parser.add_argument('name', nargs='?')
    parser.add_argument('--rounds', type=int, default=5)
    parser.add_argument('--shop', help='a shop to take instead of the one with a million customers')
    parser.add_argument('--file', help='what to import instead of a million rows')
    return parser.parse_args()


def running_anyway():
    """The files in the memory of the display and the bus, which are there
    whatever else is running."""
    files = set()
    for process in os.listdir('/proc'):
        try:
            with open(f'/proc/{process}/comm', encoding='utf-8') as stream:
                if not stream.read().startswith(('weston', 'dbus-daemon')):
                    continue
            with open(f'/proc/{process}/maps', encoding='utf-8') as stream:
                files.update(line.split(maxsplit=5)[5].strip() for line in stream if ' /' in line)
        except OSError:
            continue  # no process, or one that has ended
    return files


class Setting:
    """A folder for copies of shops, and how to start the programs."""

    def __init__(self, name, options):
        self.name = name
        self.options = options
        self.build = os.environ['REGULARS_BUILD']
        self.cache = os.path.join(os.environ.get('XDG_CACHE_HOME', os.path.expanduser('~/.cache')), 'regulars', 'bench')
        os.makedirs(self.cache, exist_ok=True)
        # A session's lifetime, removed with the process.
        self.holder = tempfile.TemporaryDirectory(prefix='window-', dir=self.cache)  # pylint: disable=consider-using-with
        self.folder = self.holder.name
        shared = os.path.join(self.folder, 'shared')
        with open(shared, 'w', encoding='utf-8') as stream:
            stream.write('\n'.join(sorted(running_anyway())))
        self.environment = {**os.environ, 'GSETTINGS_BACKEND': 'memory', 'GDK_DEBUG': 'no-portals',
                            'MEASURE_SHARED': shared}

    def million(self):
        """A copy of the shop with a million customers, in the page cache."""
        source = self.options.shop or subprocess.run(
            ['bash', os.path.join(HERE, 'shop-of-a-million')], stdout=subprocess.PIPE, text=True,
            check=True).stdout.strip()
        return self.copy(source, 'million')

    def small(self):
        """A shop with 5,000 customers."""
        shop = os.path.join(self.folder, 'small')
        subprocess.run([os.path.join(self.build, 'src', 'cli', 'regulars-cli'), 'demo', '--customers', '5000',
                        '--seed', '1', '--today', '2026-03-02', '--shop', shop],
                       stdout=subprocess.DEVNULL, check=True)
        return shop

    def copy(self, source, name):
        """A shop's copy, for which no other program waits."""
        target = os.path.join(self.folder, name)
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(source, target, ignore=shutil.ignore_patterns('shop.lock'))
        return target

    def run(self, program, *arguments):
        """What the program said, by name; and "started" when it was."""
        path = os.path.join(self.build, 'tests', 'bench', 'window', program)
        started = time.monotonic()
        done = subprocess.run([path, *arguments], env=self.environment, stdout=subprocess.PIPE, text=True, check=True)
        said = dict(line.split() for line in done.stdout.splitlines())
        return {'started': started, **{name: float(value) for name, value in said.items()}}

    def ours(self, what, *arguments):
        """The window, driven."""
        return self.run('regulars-driven', what, *arguments)

    def report(self, unit, ours, peers):
        """The line, of the medians."""
        value, peer = statistics.median(ours), statistics.median(peers)
        for side, figures in (('ours', ours), ('peer', peers)):
            print(f'{self.name}: {side}', *(f'{figure:.2f}' for figure in figures), file=sys.stderr)
        print(f'bench {self.name} value={value:.4f} unit={unit} peer={peer:.4f} ratio={value / peer:.4f}')


def rows(setting):
    """The file with a million rows that import-csv imports; made when it is
    not there."""
    path = os.path.join(setting.cache, 'customers-2-1000000.csv')
    if not os.path.exists(path):
        loader = importlib.machinery.SourceFileLoader('import_csv', os.path.join(HERE, 'import-csv'))
        import_csv = importlib.util.module_from_spec(importlib.util.spec_from_loader('import_csv', loader))
        loader.exec_module(import_csv)
        import_csv.make(path, 1000000)
    return path
