# SPDX-License-Identifier: GPL-3.0-or-later
"""A private desktop without a screen: compositor, message bus, accessibility bus, own folders.

Nothing of the caller's session is used or touched, and everything started here is
ended again, whatever happened in between.
"""

import ctypes
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

SOURCE = pathlib.Path(__file__).resolve().parent.parent.parent
PR_SET_PDEATHSIG = 1
NOW = '2026-11-22T10:30:00+08:00'


class Session:
    """To be used in a `with` statement."""

    def __init__(self, accessibility=True, width=1400, height=1000):
        self.accessibility = accessibility
        self.size = (width, height)
        self.children = []
        self.folder = None
        self.environment = {}

    def __enter__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='regulars-e2e.'))
        try:
            self._prepare()
            self._start_bus()
            self._start_compositor()
            if self.accessibility:
                self._start_accessibility()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, kind, error, trace):
        for child in reversed(self.children):
            end(child)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _prepare(self):
        for name in ('run', 'cache', 'log'):
            (self.folder / name).mkdir(mode=0o700)
        kept = {name: os.environ[name] for name in ('PATH', 'CCACHE_DIR', 'LSAN_OPTIONS', 'ASAN_OPTIONS', 'UBSAN_OPTIONS',
                                                    'REGULARS_IN_DEVENV') if name in os.environ}
        self.environment = {
            **kept,
            **self.new_home(),
            'XDG_RUNTIME_DIR': str(self.folder / 'run'),
            'XDG_CACHE_HOME': str(self.folder / 'cache'),
            'XDG_DATA_DIRS': f'{SOURCE}/data:/usr/local/share:/usr/share',
            'XDG_SESSION_TYPE': 'wayland',
            'GSETTINGS_BACKEND': 'keyfile',
            'GIO_USE_VFS': 'local',
            'GDK_BACKEND': 'wayland',
            'GDK_DEBUG': 'no-portals',
            'ADW_DISABLE_PORTAL': '1',
            'GSK_RENDERER': 'cairo',
            'GTK_A11Y': 'atspi' if self.accessibility else 'none',
            'TZ': 'Asia/Shanghai',
            'REGULARS_NOW': NOW,
            'G_ENABLE_DIAGNOSTIC': '1',
        }
        if os.environ.get('REGULARS_IN_DEVENV') == 'container':
            self.environment['FONTCONFIG_FILE'] = str(SOURCE / 'build-aux' / 'fonts.conf')

    def new_home(self, first_page='customers'):
        """The environment of somebody who never started the program, who wants it to open with this page."""
        home = pathlib.Path(tempfile.mkdtemp(prefix='home.', dir=self.folder))
        # Animations off: what is seen does not depend on when one looks. GNOME's own font,
        # which distributions replace by theirs.
        settings = home / 'config' / 'glib-2.0' / 'settings' / 'keyfile'
        settings.parent.mkdir(parents=True)
        settings.write_text('[org/gnome/desktop/interface]\nenable-animations=false\n'
                            "font-name='Adwaita Sans 11'\nmonospace-font-name='Adwaita Mono 11'\n\n"
                            f"[io/github/regulars/Regulars]\nfirst-page='{first_page}'\n", encoding='utf-8')
        for name in ('data', 'state'):
            (home / name).mkdir()
        return {'HOME': str(home), 'XDG_CONFIG_HOME': f'{home}/config', 'XDG_DATA_HOME': f'{home}/data',
                'XDG_STATE_HOME': f'{home}/state'}

    def spawn(self, words, log, **more):
        """Start a program of this session; its output goes to the file log/NAME."""
        with open(self.folder / 'log' / log, 'wb') as out:
            child = subprocess.Popen(words, env={**self.environment, **more.pop('environment', {})}, stdin=subprocess.DEVNULL,
                                     stdout=more.pop('stdout', out), stderr=out, start_new_session=True,
                                     preexec_fn=_end_with_parent, **more)
        self.children.append(child)
        return child

    def log(self, name):
        return (self.folder / 'log' / name).read_text(encoding='utf-8', errors='replace')

    def _start_bus(self):
        bus = self.spawn(['dbus-daemon', '--session', '--nofork', '--nopidfile', '--print-address=1'], 'bus',
                         stdout=subprocess.PIPE)
        address = bus.stdout.readline().decode().strip()
        if not address:
            raise RuntimeError(f'no message bus:\n{self.log("bus")}')
        self.environment['DBUS_SESSION_BUS_ADDRESS'] = address

    def _start_compositor(self):
        width, height = self.size
        weston = self.spawn(['weston', '--backend=headless', '--renderer=pixman', '--no-config', '--idle-time=0',
                             f'--width={width}', f'--height={height}', '--socket=regulars-test'], 'weston')
        self.environment['WAYLAND_DISPLAY'] = 'regulars-test'
        wait_for(lambda: (self.folder / 'run' / 'regulars-test').exists(), 20, 'Weston starts',
                 lambda: weston.poll() is None, lambda: self.log('weston'))

    def _start_accessibility(self):
        launcher = next((path for path in ('/usr/libexec/at-spi-bus-launcher', '/usr/lib/at-spi2-core/at-spi-bus-launcher')
                         if os.path.exists(path)), None)
        if launcher is None:
            raise RuntimeError('at-spi-bus-launcher is not installed')
        self.spawn([launcher, '--launch-immediately'], 'accessibility')


def _end_with_parent():
    """Nothing outlives the test, not even one that was killed."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def end(child):
    """End a program and all it started: politely, then not."""
    if child.poll() is None:
        for number, patience in ((signal.SIGTERM, 3), (signal.SIGKILL, 3)):
            try:
                os.killpg(child.pid, number)
            except ProcessLookupError:
                pass
            try:
                child.wait(patience)
                break
            except subprocess.TimeoutExpired:
                continue
    if child.stdout is not None:
        child.stdout.close()


def wait_for(ready, seconds, what, alive=lambda: True, explain=lambda: ''):
    """Wait until ready () is true, and return what it returned."""
    until = time.monotonic() + seconds
    while True:
        answer = ready()
        if answer:
            return answer
        if not alive():
            raise AssertionError(f'while waiting until {what}: it ended\n{explain()}')
        if time.monotonic() > until:
            raise AssertionError(f'{seconds:g} s went by without: {what}\n{explain()}')
        time.sleep(0.03)
