# SPDX-License-Identifier: GPL-3.0-or-later
"""The window as a whole: it starts, everything in it has a name, it ends without a word."""

import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'support'))
import tap  # noqa: E402
from harness import BUILD, Program, Session  # noqa: E402

PROBE = '''
import gi
gi.require_version('Gtk', '4.0')
from gi.repository import GLib, Gtk

def activate(app):
    window = Gtk.ApplicationWindow(application=app, title='probe')
    box = Gtk.Box()
    box.append(Gtk.Button(label='named'))
    box.append(Gtk.Button(icon_name='open-menu-symbolic'))
    window.set_child(box)
    window.present()
    GLib.log_default_handler(None, GLib.LogLevelFlags.LEVEL_WARNING, 'planted')

app = Gtk.Application(application_id='io.github.regulars.Probe')
app.connect('activate', activate)
app.run([])
'''


def make_shop(session, customers):
    shop = session.folder / f'shop{customers}'
    if not shop.exists():
        subprocess.run([f'{BUILD}/src/cli/regulars-cli', 'demo', '--shop', shop, '--customers', str(customers), '--seed', '1',
                        '--today', '2026-11-22'], env=session.environment, check=True, stdout=subprocess.DEVNULL)
    return shop


def register(session):
    @tap.point('the harness sees a button without a name and a warning')
    def _():
        try:
            with Program(session, command=[sys.executable, '-c', PROBE]) as probe:
                probe.wait('button', 'named')
                unnamed = probe.unnamed()
                tap.check(len(unnamed) == 1, str(unnamed))
        except AssertionError as error:
            tap.check('planted' in str(error), str(error))
        else:
            raise AssertionError('the planted warning was not seen')

    @tap.point('a shop opens in Chinese, everything has a name, and it ends cleanly')
    def _():
        with Program(session, shop=make_shop(session, 200)) as program:
            program.wait(name=re.compile('客户'))
            program.check_names()
            tap.check(program.quit() == 0, 'the exit status')

    @tap.point('a shop opens in English, and everything has a name')
    def _():
        with Program(session, shop=make_shop(session, 200), language='en') as program:
            program.wait(name=re.compile('Customers'))
            program.check_names()

    @tap.point('a dialog goes without a word when its close button is pressed without a pointer')
    def _():
        with Program(session, shop=make_shop(session, 200), language='en') as program:
            program.activate_action('preferences')
            dialog = program.wait('dialog', 'Preferences')
            dialog.find_all('button', 'Close')[-1].click()
            program.wait_gone('dialog', 'Preferences')
            tap.check(program.quit() == 0, 'the exit status')

    @tap.point('the first start, without a shop, offers to begin')
    def _():
        with Program(session, environment=session.new_home()) as program:
            program.wait(name=re.compile('导入'))
            program.check_names()


def main():
    with Session() as session:
        register(session)
        return tap.run()


if __name__ == '__main__':
    sys.exit(main())
