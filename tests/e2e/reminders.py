# SPDX-License-Identifier: GPL-3.0-or-later
"""Reminders as the desktop gets them: notifications, their buttons, life without a window, a wrong clock."""

import contextlib
import json
import os
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'support'))
import tap  # noqa: E402
from harness import BUILD, Program, Session, end, wait_for  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
APP = 'io.github.regulars.Regulars'
OBJECT = '/' + APP.replace('.', '/')
PHONE = '13812345678'


class Desktop:
    """What the mock services were told."""

    number = 0

    def __init__(self, session, *names):
        Desktop.number += 1
        self.session = session
        self.name = f'desktop{Desktop.number}'
        self.child = session.spawn([sys.executable, '-B', str(HERE / 'mock_desktop.py'), *names], self.name)
        wait_for(lambda: len(self.calls('ready')) == len(names), 10, 'the mock services are there', explain=lambda: session.log(self.name))
        self.seen = 0

    def all(self):
        return [json.loads(line) for line in self.session.log(self.name).splitlines() if line.startswith('{')]

    def calls(self, *names):
        return [call for call in self.all() if call['call'] in names]

    def wait(self, *names, count=1, where=lambda call: True):
        """The calls of those names, as soon as there are that many."""
        def found():
            calls = [call for call in self.calls(*names) if where(call)]
            return calls if len(calls) >= count else None
        return wait_for(found, 20, f'{count} × {names}', explain=lambda: self.session.log(self.name))

    def ask(self, method, *parameters):
        bus_call(self.session, 'io.github.regulars.Mock', '/mock', f'io.github.regulars.Mock.{method}', *parameters)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        end(self.child)


def bus_call(session, name, path, method, *parameters):
    result = subprocess.run(['gdbus', 'call', '--session', '--dest', name, '--object-path', path, '--method', method, *parameters],
                            env=session.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    tap.check(result.returncode == 0, f'{method}: {result.stdout}')


def has_owner(session):
    """Whether the program is on the bus."""
    result = subprocess.run(['gdbus', 'call', '--session', '--dest', 'org.freedesktop.DBus', '--object-path', '/org/freedesktop/DBus',
                             '--method', 'org.freedesktop.DBus.NameHasOwner', APP],
                            env=session.environment, stdout=subprocess.PIPE, text=True, check=True)
    return 'true' in result.stdout


def has_open(child, shop):
    """Whether the process has the shop open."""
    return any(os.path.realpath(link) == str(shop / 'shop.db') for link in pathlib.Path(f'/proc/{child.pid}/fd').iterdir())


def cli(session, shop, *arguments, now=None):
    return subprocess.run([f'{BUILD}/src/cli/regulars-cli', *arguments, '--shop', str(shop)],
                          env={**session.environment, 'LC_ALL': 'C.UTF-8', **({'REGULARS_NOW': now} if now else {})},
                          check=True, stdout=subprocess.PIPE, text=True).stdout


def cli_soon(session, shop, *arguments):
    """As soon as whoever is opening the shop can be handed the command."""
    def done():
        try:
            return cli(session, shop, *arguments) or True
        except subprocess.CalledProcessError as error:
            if error.returncode != 3:
                raise
            return False
    return wait_for(done, 10, 'the shop is open')


def task(session, shop, number):
    return json.loads(cli(session, shop, 'task', 'show', str(number), '--json'))


def make_shop(session, name):
    """王姐 has a phone; task 1 is hers, at ten; task 2 nobody's, at five past; task 3 of the day."""
    shop = session.folder / name
    cli(session, shop, 'add', '--line', f'王姐 {PHONE}')
    cli(session, shop, 'task', 'add', f'给王姐 {PHONE} 回电', '--customer', '1', '--time', '10:00')
    return shop


def settings(session, **values):
    home = session.new_home()
    path = pathlib.Path(home['XDG_CONFIG_HOME']) / 'glib-2.0' / 'settings' / 'keyfile'
    lines = '\n'.join(f'{key.replace("_", "-")}={value}' for key, value in values.items())
    path.write_text(path.read_text(encoding='utf-8') + f'\n[io/github/regulars/Regulars]\n{lines}\n', encoding='utf-8')
    return home


def actions_of(call):
    return {label: action for action, label in call['actions'].items()}


def due(session, shop, number):
    found = task(session, shop, number)
    return found['due'], found['state']


def allow(session, shop, home):
    """Switch reminders with the window closed on in the preferences; what is said of it."""
    title = 'Remind Also When the Window Is Closed'
    with Program(session, shop=shop, language='en', environment=home) as program:
        program.wait('list item', '王姐')
        program.activate_action('preferences')
        program.wait_until(lambda: [node for node in program.find_all('check box', title) if node.n_actions], 'the switch is there')[0].click()
        return program.wait('label', re.compile('does not allow it|until you log out|after you have logged in')).name


@contextlib.contextmanager
def running(session, home, *arguments):
    """The program without a window to be found."""
    environment = {**home, 'GSETTINGS_SCHEMA_DIR': f'{BUILD}/data', 'LANGUAGE': 'en'}
    child = session.spawn([f'{BUILD}/src/app/regulars', *arguments], f'alone{Desktop.number}-{len(session.children)}', environment=environment)
    try:
        yield child
    finally:
        end(child)


def register(session):
    @tap.point('a missed task has a notification with three buttons, and its phone is masked')
    def _():
        shop = make_shop(session, 'missed')
        home = settings(session, mask_phones='true')
        with Desktop(session, 'notifications') as desktop:
            with Program(session, shop=shop, language='en', environment=home) as program:
                call = desktop.wait('Notify')[0]
                tap.check(list(actions_of(call)) == ['', 'Done', 'Tomorrow', 'Open'] or
                          [label for label in call['actions'].values() if label] == ['Done', 'Tomorrow', 'Open'], str(call))
                tap.check('138****5678' in call['title'] and '138****5678' in call['body'] and '王姐' in call['body'], str(call))
                tap.check('Missed' in call['body'] and '10:00' in call['body'], str(call))
                tap.none_of(re.findall(r'\d{11}', json.dumps(desktop.all())), 'phones in notifications')

                cli(session, shop, 'task', 'done', '1')
                closed = desktop.wait('CloseNotification')[0]
                tap.check(closed['number'] == call['number'], str(closed))
                cli(session, shop, 'undo')
                tap.check(program.quit() == 0, 'the exit status')
            with Program(session, shop=shop, language='en', environment=home) as program:
                cli(session, shop, 'task', 'add', '后来', '--time', '10:15')
                desktop.wait('Notify', where=lambda call: call['title'] == '后来')
                tap.check(len(desktop.calls('Notify')) == 2, str(desktop.calls('Notify')))

    @tap.point('several come together, and the things of the day once')
    def _():
        shop = make_shop(session, 'several')
        cli(session, shop, 'task', 'add', '量房', '--time', '10:05')
        cli(session, shop, 'task', 'add', '寄样品')
        cli(session, shop, 'set', '1', 'birthday', '1990-11-22')
        with Desktop(session, 'notifications') as desktop, Program(session, shop=shop, language='en', environment=settings(session)):
            calls = desktop.wait('Notify', count=2)
            tap.check(calls[0]['title'] == '2 missed reminders' and '10:05 量房' in calls[0]['body'], str(calls[0]))
            tap.check(calls[1]['title'] == '1 thing to do today' and '寄样品' in calls[1]['body'] and
                      'Birthday: 王姐' in calls[1]['body'], str(calls[1]))
            cli(session, shop, 'task', 'done', '1')
            cli(session, shop, 'task', 'put-off', '2', '2026-11-24')
            closed = desktop.wait('CloseNotification')
            tap.check([call['number'] for call in closed] == [calls[0]['number']], str(closed))

    @tap.point('the buttons do what they say')
    def _():
        shop = make_shop(session, 'buttons')
        with Desktop(session, 'notifications') as desktop, \
                Program(session, shop=shop, language='en', environment=settings(session)) as program:
            first = desktop.wait('Notify')[0]
            for number, title in ((2, '量房'), (3, '打扫')):
                cli(session, shop, 'task', 'add', title, '--time', '10:20')
                call = desktop.wait('Notify', where=lambda call, title=title: call['title'] == title)[0]
                button = 'Tomorrow' if number == 2 else 'Done'
                desktop.ask('Press', str(call['number']), actions_of(call)[button])
                wanted = ('2026-11-23', 'open') if number == 2 else ('2026-11-22', 'done')
                wait_for(lambda number=number, wanted=wanted: due(session, shop, number) == wanted, 10, f'{button} is done',
                         explain=lambda number=number: str(due(session, shop, number)))
            desktop.ask('Press', str(first['number']), actions_of(first)['Open'])
            program.wait('grouping', '王姐')
            # With a customer it is asked how it went.
            cli(session, shop, 'task', 'add', '送货', '--customer', '1', '--time', '10:25')
            call = desktop.wait('Notify', where=lambda call: call['title'] == '送货')[0]
            desktop.ask('Press', str(call['number']), actions_of(call)['Done'])
            program.wait('window', re.compile('送货|Done|How'))
            tap.check(due(session, shop, 4) == ('2026-11-22', 'open'), 'it asks first')

    @tap.point('a button starts the program when it does not run')
    def _():
        shop = make_shop(session, 'asleep')
        services = session.folder / 'run' / 'dbus-1' / 'services'
        services.mkdir(parents=True, exist_ok=True)
        (services / f'{APP}.service').write_text(f'[D-BUS Service]\nName={APP}\nExec={BUILD}/src/app/regulars --gapplication-service\n',
                                                 encoding='utf-8')
        environment = {**session.environment, **settings(session), 'GSETTINGS_SCHEMA_DIR': f'{BUILD}/data', 'LANGUAGE': 'en'}
        words = ', '.join(f'{json.dumps(key)}: {json.dumps(value)}' for key, value in environment.items())
        bus_call(session, 'org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus.ReloadConfig')
        bus_call(session, 'org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus.UpdateActivationEnvironment', f'{{{words}}}')
        bus_call(session, APP, OBJECT, 'org.freedesktop.Application.ActivateAction', 'reminder-tomorrow', f"[<('{shop}', int64 1)>]", '{}')
        wait_for(lambda: due(session, shop, 1) == ('2026-11-23', 'open'), 15, 'it is put off')
        (services / f'{APP}.service').unlink()
        wait_for(lambda: not has_owner(session), 15, 'it ends by itself')

    @tap.point('granted: the portal is asked with reason and command line, and reminders come without a window')
    def _():
        shop = make_shop(session, 'granted')
        home = settings(session, last_shop=f"'{shop}'")
        with Desktop(session, 'notifications', 'portal') as desktop:
            said = allow(session, shop, home)
            asked = desktop.wait('RequestBackground')[0]
            tap.check(asked['autostart'] and asked['commandline'] == ['regulars', '--background'] and asked['reason'], str(asked))
            tap.check('also when the window is closed' in said, said)
            with Program(session, shop=shop, language='en', environment=home) as program:
                program.press('Close')
                program.wait_until(lambda: not program.children, 'the window is closed')
                cli_soon(session, shop, 'task', 'add', '关门以后', '--time', '10:25')
                # With what was due before, when the window was closed that soon.
                desktop.wait('Notify', where=lambda call: '关门以后' in call['title'] + call['body'])
                tap.check(program.quit() == 0, 'the exit status')
            # As after logging in.
            with running(session, home, '--background') as child:
                wait_for(lambda: has_open(child, shop), 10, 'it has the shop', lambda: child.poll() is None)
                cli_soon(session, shop, 'task', 'add', '开机以后', '--time', '10:26')
                desktop.wait('Notify', where=lambda call: call['title'] == '开机以后')
                bus_call(session, APP, OBJECT, 'org.gtk.Actions.Activate', 'quit', '[]', '{}')
                tap.check(child.wait(10) == 0, 'the exit status')

    @tap.point('granted, but not after logging in: it says so')
    def _():
        shop = make_shop(session, 'alone')
        with Desktop(session, 'portal') as desktop:
            desktop.ask('Autostart', 'false')
            said = allow(session, shop, settings(session))
            tap.check('until you log out' in said, said)

    @tap.point('refused: it says so, and ends with the window')
    def _():
        shop = make_shop(session, 'refused')
        home = settings(session)
        with Desktop(session, 'portal') as desktop:
            desktop.ask('Grant', 'false')
            said = allow(session, shop, home)
            tap.check('does not allow it' in said, said)
            with Program(session, shop=shop, language='en', environment=home) as program:
                program.press('Close')
                tap.check(program.child.wait(10) == 0, 'the exit status')

    @tap.point('absent: it goes on until logging out, and says so; switched off it does not')
    def _():
        shop = make_shop(session, 'absent')
        home = settings(session)
        said = allow(session, shop, home)
        tap.check('until you log out' in said, said)
        with Program(session, shop=shop, language='en', environment=home) as program:
            program.press('Close')
            program.wait_until(lambda: not program.children, 'the window is closed')
            tap.check(program.running, 'it goes on')
            tap.check(program.quit() == 0, 'the exit status')
        with running(session, settings(session), '--background') as child:
            tap.check(child.wait(10) == 0, 'whoever did not ask for it has no program in the background')

    @tap.point('by a wrong clock nothing is due')
    def _():
        shop = make_shop(session, 'clock')
        home = {**settings(session), 'REGULARS_NOW': '2099-11-22T10:30:00+08:00'}
        with Desktop(session, 'notifications') as desktop:
            with Program(session, shop=shop, language='en', environment=home):
                cli(session, shop, 'task', 'add', '未来', '--due', '2099-11-22', '--time', '10:00')
                wait_for(lambda: True, 1, '')
            with Program(session, shop=shop, language='en', environment=settings(session)):
                # What was done by the wrong clock lies ahead of the right one.
                cli(session, shop, 'task', 'add', '现在', '--time', '10:00')
                desktop.wait('Notify')
            tap.none_of([call for call in desktop.calls('Notify') if '未来' in json.dumps(call, ensure_ascii=False)], 'of 2099')


def main():
    with Session() as session:
        register(session)
        return tap.run()


if __name__ == '__main__':
    sys.exit(main())
